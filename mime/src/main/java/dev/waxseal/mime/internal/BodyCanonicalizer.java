package dev.waxseal.mime.internal;

import dev.waxseal.mime.ByteSink;
import dev.waxseal.mime.Canonicalization;

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

  /**
   * A canonicalizer of one body.
   *
   * @param form the canonical form
   * @param out where it goes as the body arrives
   */
  public static BodyCanonicalizer of(Canonicalization form, ByteSink out) {
    return switch (form) {
      case SIMPLE -> new SimpleBody(out);
      case RELAXED -> new RelaxedBody(out);
    };
  }

  /** Takes the next bytes of the body. */
  public abstract void write(byte[] bytes, int offset, int length);

  /** Ends the body: writes what is held back and what the canonical form adds at the end. */
  public abstract void finish();
}
