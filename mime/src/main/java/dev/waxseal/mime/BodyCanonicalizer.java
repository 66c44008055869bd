package dev.waxseal.mime;

/**
 * The canonical form of one body, made while the body arrives (RFC 6376 sections 3.4.3 and 3.4.4).
 *
 * <p>However the body is cut into pieces, the sink gets the same bytes. A line ends at CRLF; a CR
 * or an LF alone is an ordinary octet. Memory is one small buffer, or none.
 *
 * <p>For one body, one thread, used once.
 */
public abstract sealed class BodyCanonicalizer permits SimpleBody, RelaxedBody {

  BodyCanonicalizer() {}

  /** Takes the next bytes of the body. */
  public abstract void write(byte[] bytes, int offset, int length);

  /** Ends the body: writes what is held back and what the canonical form adds at the end. */
  public abstract void finish();
}
