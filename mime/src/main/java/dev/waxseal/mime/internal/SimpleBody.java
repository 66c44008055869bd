package dev.waxseal.mime.internal;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.waxseal.mime.ByteSink;

/**
 * The simple form of a body: "ignores all empty lines at the end of the message body", and "if
 * there is no body or no trailing CRLF on the message body, a CRLF is added" (RFC 6376 section
 * 3.4.3). So an empty body is one CRLF.
 *
 * <p>All of a piece but the line ends at its end goes to the sink in one call. Those wait, as a
 * number, until something else follows, and are dropped if nothing does.
 */
final class SimpleBody extends BodyCanonicalizer {

  static final byte[] CRLF = {'\r', '\n'};

  private static final byte[] LINE_ENDS = "\r\n".repeat(512).getBytes(US_ASCII);

  private final ByteSink out;
  private long heldLineEnds;

  /** True if a CR came last, which an LF would make a line end. */
  private boolean heldCr;

  private boolean empty = true;

  SimpleBody(ByteSink out) {
    this.out = out;
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    if (length == 0) {
      return;
    }
    int from = heldCr ? afterCr(bytes, offset) : offset;
    int end = offset + length;
    heldCr = end > from && bytes[end - 1] == '\r';
    if (heldCr) {
      end--;
    }
    int contentEnd = end;
    while (contentEnd - from >= 2 && isLineEnd(bytes, contentEnd - 2)) {
      contentEnd -= 2;
    }
    if (contentEnd > from) {
      content(bytes, from, contentEnd - from);
    }
    heldLineEnds += (end - contentEnd) / 2;
  }

  @Override
  public void finish() {
    if (heldCr) {
      content(CRLF, 0, 1);
    }
    out.write(CRLF, 0, 2);
  }

  /** Returns true if nothing except line ends came. */
  boolean isEmpty() {
    return empty && !heldCr;
  }

  /** Settles what the held CR is; tells where the bytes go on. */
  private int afterCr(byte[] bytes, int offset) {
    if (bytes[offset] == '\n') {
      heldLineEnds++;
      return offset + 1;
    }
    content(CRLF, 0, 1);
    return offset;
  }

  private void content(byte[] bytes, int offset, int length) {
    while (heldLineEnds > 0) {
      int lineEnds = (int) Math.min(heldLineEnds, LINE_ENDS.length / 2);
      out.write(LINE_ENDS, 0, 2 * lineEnds);
      heldLineEnds -= lineEnds;
    }
    out.write(bytes, offset, length);
    empty = false;
  }

  private static boolean isLineEnd(byte[] bytes, int at) {
    return bytes[at] == '\r' && bytes[at + 1] == '\n';
  }
}
