package dev.waxseal.mime.internal;

import dev.waxseal.mime.ByteSink;

/**
 * The length of the longest line that passes by: "Each line of characters MUST be no more than 998
 * characters [...] excluding the CRLF" (RFC 5322 section 2.1.1).
 *
 * <p>For one message, one thread, used once.
 */
public final class LongestLine implements ByteSink {

  private long longest;
  private long current;
  private boolean afterCr;

  /** One that has seen nothing. */
  public LongestLine() {}

  @Override
  public void write(byte[] bytes, int offset, int length) {
    int end = offset + length;
    int start = offset;
    for (int i = offset; i < end; i++) {
      if (bytes[i] == '\n') {
        boolean crlf = i > offset ? bytes[i - 1] == '\r' : afterCr;
        longest = Math.max(longest, current + i - start - (crlf ? 1 : 0));
        current = 0;
        start = i + 1;
      }
    }
    current += end - start;
    afterCr = length > 0 ? bytes[end - 1] == '\r' : afterCr;
  }

  /** Its octets, its CRLF aside. */
  public long octets() {
    return Math.max(longest, current);
  }
}
