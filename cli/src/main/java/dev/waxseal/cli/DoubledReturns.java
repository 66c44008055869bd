package dev.waxseal.cli;

import dev.waxseal.mime.ByteSink;

/** How many lines of a message end in CR CR LF, as it passes by. */
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

  /** That number. */
  long count() {
    return count;
  }
}
