package dev.waxseal.mime;

/**
 * The simple form of a body: "ignores all empty lines at the end of the message body", and "if
 * there is no body or no trailing CRLF on the message body, a CRLF is added" (RFC 6376 section
 * 3.4.3). So an empty body is one CRLF.
 */
final class SimpleBody extends BodyCanonicalizer {

  SimpleBody(ByteSink out) {
    super(out);
  }

  @Override
  void octet(byte b) {
    writeHeldLineEnds();
    write(b);
  }

  @Override
  void lineEnd() {
    holdLineEnd();
  }

  @Override
  void end() {
    writeLineEnd();
  }
}
