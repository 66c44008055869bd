package dev.waxseal.mime;

import java.io.ByteArrayOutputStream;
import java.util.Optional;

/**
 * A canonical form of header fields and bodies. It decides which changes in transit do not break a
 * signature (RFC 6376 section 3.4).
 */
public enum Canonicalization {

  /** Nothing may change except empty lines at the end of the body (RFC 6376 3.4.1, 3.4.3). */
  SIMPLE("simple") {
    @Override
    public void header(HeaderField field, ByteSink out) {
      out.write(field.block(), field.start(), field.end() - field.start());
    }

    @Override
    public void headerLine(HeaderField field, ByteSink out) {
      header(field, out);
      out.write(CrlfConverter.CRLF, 0, CrlfConverter.CRLF.length);
    }
  },

  /** White space, folds and the case of field names may change (RFC 6376 3.4.2, 3.4.4). */
  RELAXED("relaxed") {
    @Override
    public void header(HeaderField field, ByteSink out) {
      RelaxedHeader relaxed = field.relaxed();
      out.write(relaxed.octets(), 0, relaxed.length());
    }

    @Override
    public void headerLine(HeaderField field, ByteSink out) {
      RelaxedHeader relaxed = field.relaxed();
      out.write(relaxed.octets(), 0, relaxed.length() + CrlfConverter.CRLF.length);
    }
  };

  private final String word;

  Canonicalization(String word) {
    this.word = word;
  }

  /**
   * Writes the canonical form of a header field, without its final CRLF: in the header hash a CRLF
   * ends each field but the last (RFC 6376 section 3.7).
   */
  public abstract void header(HeaderField field, ByteSink out);

  /** Writes the canonical form of a header field with its final CRLF. */
  public abstract void headerLine(HeaderField field, ByteSink out);

  /** The canonical form of a header field with its final CRLF, as an array of its own. */
  public byte[] header(HeaderField field) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    headerLine(field, bytes::write);
    return bytes.toByteArray();
  }

  /** The canonicalization of that name in a {@code c=} tag, if there is one. */
  public static Optional<Canonicalization> of(String word) {
    if (word.equals(RELAXED.word)) {
      return Optional.of(RELAXED);
    }
    return word.equals(SIMPLE.word) ? Optional.of(SIMPLE) : Optional.empty();
  }

  /** The word that names it in a {@code c=} tag, lower case. */
  @Override
  public String toString() {
    return word;
  }
}
