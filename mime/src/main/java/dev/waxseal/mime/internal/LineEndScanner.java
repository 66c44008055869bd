package dev.waxseal.mime.internal;

import dev.waxseal.mime.ByteSink;
import dev.waxseal.mime.internal.octets.Ascii;

/**
 * Counts the line ends of a message as it arrives: CRLF, and the CR and LF that stand alone.
 *
 * <p>Only CRLF ends a line in mail (RFC 5322 section 2.3); what stands alone is turned into CRLF by
 * one server and left by the next, so it must not be signed (RFC 6376 section 5.3).
 *
 * <p>For one message, one thread, used once.
 */
public final class LineEndScanner implements ByteSink {

  private static final int BEYOND_CR = '\r' + 1;

  private long crlf;
  private long bareCr;
  private long bareLf;
  private boolean afterCr;

  /** A scanner that has seen nothing. */
  public LineEndScanner() {}

  @Override
  public void write(byte[] bytes, int offset, int length) {
    int end = offset + length;
    int i = offset;
    while (i < end) {
      if (!afterCr) {
        i += Ascii.notBelow(BEYOND_CR, bytes, i, end);
      }
      if (i < end) {
        add(bytes[i++]);
      }
    }
  }

  private void add(byte b) {
    if (b == '\n') {
      if (afterCr) {
        crlf++;
      } else {
        bareLf++;
      }
    } else if (afterCr) {
      bareCr++;
    }
    afterCr = b == '\r';
  }

  /** The number of CRLF. */
  public long crlf() {
    return crlf;
  }

  /** The number of CR that no LF follows; one at the very end counts. */
  public long bareCr() {
    return bareCr + (afterCr ? 1 : 0);
  }

  /** The number of LF that follow no CR. */
  public long bareLf() {
    return bareLf;
  }
}
