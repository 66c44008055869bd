package dev.waxseal.mime;

/**
 * The relaxed form of a body: white space at line ends goes, runs of it become one space, then
 * empty lines at the end go (RFC 6376 section 3.4.4, in this order, so that a last line of white
 * space alone is an empty line). A body that has lines and no CRLF at its end gets one; a body with
 * nothing left is zero octets, not a CRLF.
 */
final class RelaxedBody extends BodyCanonicalizer {

  private boolean space;
  private boolean empty = true;

  RelaxedBody(ByteSink out) {
    super(out);
  }

  @Override
  void octet(byte b) {
    if (Ascii.isWsp(b)) {
      space = true;
      return;
    }
    writeHeldLineEnds();
    if (space) {
      write((byte) ' ');
      space = false;
    }
    write(b);
    empty = false;
  }

  @Override
  void lineEnd() {
    space = false;
    holdLineEnd();
  }

  @Override
  void end() {
    if (!empty) {
      writeLineEnd();
    }
  }
}
