package dev.waxseal.dkim.internal;

import dev.waxseal.mime.ByteSink;
import dev.waxseal.mime.Canonicalization;
import dev.waxseal.mime.HeaderField;
import dev.waxseal.mime.Headers;
import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a signature signs of the header (RFC 6376 section 3.7). */
public final class HeaderHash {

  private static final byte[] CRLF = {'\r', '\n'};

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
    Map<String, BottomUp> byName = new HashMap<>();
    for (String name : signedHeaders) {
      BottomUp fields =
          byName.computeIfAbsent(
              name.toLowerCase(Locale.ROOT), n -> new BottomUp(headers.named(n), signatureField));
      if (fields.hasNext()) {
        canonicalization.header(fields.next(), out);
        out.write(CRLF, 0, CRLF.length);
      }
    }
    canonicalization.header(withoutSignature(signatureField), out);
  }

  /**
   * The field with the value of {@code b=} "including all surrounding white space" deleted: what
   * stands between its "=" and the next semicolon or the end (section 3.7).
   */
  public static HeaderField withoutSignature(HeaderField field) {
    byte[] bytes = field.bytes();
    int end = bytes.length - CRLF.length;
    int tag = indexOf(bytes, ':', 0, end) + 1;
    while (tag < end) {
      int tagEnd = indexOf(bytes, ';', tag, end);
      int equals = indexOf(bytes, '=', tag, tagEnd);
      if (equals < tagEnd && isB(bytes, tag, equals)) {
        byte[] rest = Arrays.copyOf(bytes, end - (tagEnd - equals - 1));
        System.arraycopy(bytes, tagEnd, rest, equals + 1, end - tagEnd);
        return HeaderField.parse(rest);
      }
      tag = tagEnd + 1;
    }
    return field;
  }

  /** Whether this is the name b, white space around it aside. */
  private static boolean isB(byte[] bytes, int start, int end) {
    int found = 0;
    for (int i = start; i < end; i++) {
      if (bytes[i] == 'b') {
        found++;
      } else if (bytes[i] > ' ' || bytes[i] < 0) {
        return false;
      }
    }
    return found == 1;
  }

  /** Where a byte stands first; the end if it does not. */
  private static int indexOf(byte[] bytes, char wanted, int start, int end) {
    for (int i = start; i < end; i++) {
      if (bytes[i] == wanted) {
        return i;
      }
    }
    return end;
  }

  /** The fields of one name from the last to the first. */
  private static final class BottomUp {

    private final List<HeaderField> fields;
    private final HeaderField except;
    private int next;

    BottomUp(List<HeaderField> fields, HeaderField except) {
      this.fields = fields;
      this.except = except;
      this.next = fields.size() - 1;
    }

    @SuppressWarnings("ReferenceEquality") // one field among others with perhaps the same bytes
    boolean hasNext() {
      if (next >= 0 && fields.get(next) == except) {
        next--;
      }
      return next >= 0;
    }

    HeaderField next() {
      return fields.get(next--);
    }
  }
}
