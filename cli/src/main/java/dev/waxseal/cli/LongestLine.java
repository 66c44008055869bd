package dev.waxseal.cli;

import dev.waxseal.mime.ByteSink;

/** How long the longest line of a message is, as it passes by. */
final class LongestLine implements ByteSink {

  private long longest;
  private long current;
  private boolean afterCr;

  @Override
  public void write(byte[] bytes, int offset, int length) {
    for (int i = offset; i < offset + length; i++) {
      byte octet = bytes[i];
      if (octet == '\n') {
        longest = Math.max(longest, current - (afterCr ? 1 : 0));
        current = 0;
      } else {
        current++;
      }
      afterCr = octet == '\r';
    }
  }

  /** Its octets, its end aside. */
  long octets() {
    return Math.max(longest, current);
  }
}
