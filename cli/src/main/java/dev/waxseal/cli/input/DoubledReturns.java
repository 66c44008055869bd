package dev.waxseal.cli.input;

import dev.waxseal.mime.ByteSink;

/** Counts the lines of a message that end in CR CR LF. */
final class DoubledReturns implements ByteSink {

  private long count;
  private int returns;

  @Override
  public void write(byte[] bytes, int offset, int length) {
    for (int i = offset; i < offset + length; i++) {
      if (bytes[i] == '\r') {
        returns++;
      } else {
        count += bytes[i] == '\n' && returns > 1 ? 1 : 0;
        returns = 0;
      }
    }
  }

  /** The number of such lines. */
  long count() {
    return count;
  }
}
