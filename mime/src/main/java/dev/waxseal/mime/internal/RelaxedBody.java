package dev.waxseal.mime.internal;

import dev.waxseal.mime.ByteSink;

/**
 * The relaxed form of a body (RFC 6376 section 3.4.4): white space at line ends goes and runs of it
 * become one space, then empty lines at the end go; in this order, so that a last line of white
 * space alone is an empty line. A body that has lines and no CRLF at its end gets one; a body with
 * nothing left is zero octets, not a CRLF.
 *
 * <p>It equals the simple form of the white-space-reduced body, except for an empty body.
 *
 * <p>What arrives is collected in a block, and reduced when the block is full. Since the last two
 * octets of a block need those that follow, they stay for the next one: where the pieces of the
 * body end does not matter. A long stretch without white space, such as base64, is not copied.
 */
final class RelaxedBody extends BodyCanonicalizer {

  private static final int CAPACITY = 2048;
  private static final int LONG_STRETCH = 1024;
  private static final int LONGEST_STRETCH = 8192;

  private final WhiteSpace whiteSpace = new WhiteSpace();
  private final SimpleBody lines;
  private final byte[] block = new byte[CAPACITY + 2 * Long.BYTES];
  private int filled;

  RelaxedBody(ByteSink out) {
    lines = new SimpleBody(out);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    int end = offset + length;
    int from = offset;
    while (from < end) {
      int stretch = whiteSpace.stretchWithout(bytes, from, Math.min(end, from + LONGEST_STRETCH));
      if (stretch >= LONG_STRETCH) {
        pass(bytes, from, stretch);
        from += stretch;
      } else {
        int part = Math.min(end - from, CAPACITY - filled);
        collect(bytes, from, part);
        from += part;
      }
    }
  }

  @Override
  public void finish() {
    collect(SimpleBody.CRLF, 0, SimpleBody.CRLF.length);
    reduce();
    if (!lines.isEmpty()) {
      lines.finish();
    }
  }

  private void pass(byte[] bytes, int offset, int length) {
    collect(bytes, offset, WhiteSpace.LOOKAHEAD);
    reduce();
    filled = 0;
    lines.write(bytes, offset, length);
  }

  private void collect(byte[] bytes, int offset, int length) {
    System.arraycopy(bytes, offset, block, filled, length);
    filled += length;
    if (filled >= CAPACITY) {
      reduce();
    }
  }

  /** Writes the block except for its last two octets, which stay. */
  private void reduce() {
    int length = filled - WhiteSpace.LOOKAHEAD;
    byte first = block[length];
    byte second = block[length + 1];
    lines.write(block, 0, whiteSpace.reduce(block, length));
    block[0] = first;
    block[1] = second;
    filled = WhiteSpace.LOOKAHEAD;
  }
}
