package dev.waxseal.dkim.internal;

import dev.waxseal.mime.ByteSink;
import dev.waxseal.mime.Canonicalization;
import dev.waxseal.mime.HeaderField;
import dev.waxseal.mime.Headers;
import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;

/** The part of the header that a signature signs, and its hash (RFC 6376 section 3.7). */
public final class HeaderHash {

  private HeaderHash() {}

  /**
   * The signed fields in the order of {@code h=}, each in canonical form with its CRLF, then the
   * signature field itself with an empty {@code b=} and no CRLF.
   *
   * @param headers the header of the message
   * @param signedHeaders the names in {@code h=}; each takes the next field of that name from the
   *     bottom up, and none once they are used up (section 5.4.2)
   * @param signatureField the field that holds the signature; it is not among those that a name can
   *     take (section 3.5, {@code h=})
   */
  public static byte[] input(
      Headers headers,
      List<String> signedHeaders,
      HeaderField signatureField,
      Canonicalization canonicalization) {
    ByteArrayOutputStream input = new ByteArrayOutputStream(4096);
    write(headers, signedHeaders, signatureField, canonicalization, input::write);
    return input.toByteArray();
  }

  /** The SHA-256 of what {@link #input} gives, without making an array of it. */
  public static byte[] sha256(
      Headers headers,
      List<String> signedHeaders,
      HeaderField signatureField,
      Canonicalization canonicalization) {
    MessageDigest digest = Hashes.sha256();
    write(headers, signedHeaders, signatureField, canonicalization, digest::update);
    return digest.digest();
  }

  private static void write(
      Headers headers,
      List<String> signedHeaders,
      HeaderField signatureField,
      Canonicalization canonicalization,
      ByteSink out) {
    Headers.BottomUp fields = headers.bottomUp(signatureField);
    for (String name : signedHeaders) {
      Optional<HeaderField> field = fields.take(name);
      if (field.isPresent()) {
        canonicalization.headerLine(field.get(), out);
      }
    }
    canonicalization.header(withoutSignature(signatureField), out);
  }

  /**
   * The field with the value of {@code b=} "including all surrounding white space" deleted: what
   * stands between its "=" and the next semicolon or the end (section 3.7).
   */
  public static HeaderField withoutSignature(HeaderField field) {
    int end = field.valueLength();
    int tag = 0;
    while (tag < end) {
      int tagEnd = indexOf(field, ';', tag, end);
      int equals = indexOf(field, '=', tag, tagEnd);
      if (equals < tagEnd && isB(field, tag, equals)) {
        return field.without(equals + 1, tagEnd);
      }
      tag = tagEnd + 1;
    }
    return field;
  }

  /** Returns true if this is the name b, with or without white space around it. */
  private static boolean isB(HeaderField field, int start, int end) {
    int found = 0;
    for (int i = start; i < end; i++) {
      byte octet = field.valueAt(i);
      if (octet == 'b') {
        found++;
      } else if (octet > ' ' || octet < 0) {
        return false;
      }
    }
    return found == 1;
  }

  /** The first place of an octet in the value; the end if there is none. */
  private static int indexOf(HeaderField field, char wanted, int start, int end) {
    for (int i = start; i < end; i++) {
      if (field.valueAt(i) == wanted) {
        return i;
      }
    }
    return end;
  }
}
