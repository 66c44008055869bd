package dev.waxseal.mime;

import java.io.OutputStream;

/** Writes to a sink. */
final class SinkStream extends OutputStream {

  private final ByteSink sink;
  private final byte[] one = new byte[1];

  SinkStream(ByteSink sink) {
    this.sink = sink;
  }

  @Override
  public void write(int octet) {
    one[0] = (byte) octet;
    sink.write(one, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    sink.write(bytes, offset, length);
  }
}
