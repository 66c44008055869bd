package dev.waxseal.pass;

import java.io.OutputStream;

/** Writes to a session. */
final class SessionStream extends OutputStream {

  private final MessageSession<?> session;
  private final byte[] one = new byte[1];

  SessionStream(MessageSession<?> session) {
    this.session = session;
  }

  @Override
  public void write(int octet) {
    one[0] = (byte) octet;
    session.write(one, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    session.write(bytes, offset, length);
  }
}
