package dev.waxseal.cli.input;

import dev.waxseal.mime.ByteSink;

/** Makes a CRLF of each CR, for files whose lines end in CR only. */
final class LoneReturns implements Layer {

  private static final byte[] CRLF = {'\r', '\n'};

  private final ByteSink out;
  private boolean afterReturn;

  LoneReturns(ByteSink out) {
    this.out = out;
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    int start = offset;
    int end = offset + length;
    for (int i = offset; i < end; i++) {
      boolean isLineEnd = bytes[i] == '\r';
      if (isLineEnd || (bytes[i] == '\n' && afterReturn)) {
        out.write(bytes, start, i - start);
        out.write(CRLF, 0, isLineEnd ? CRLF.length : 0);
        start = i + 1;
      }
      afterReturn = isLineEnd;
    }
    out.write(bytes, start, end - start);
  }

  @Override
  public String note() {
    return "line ends converted from CR to CRLF";
  }
}
