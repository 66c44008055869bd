package dev.waxseal.dkim.internal;

import dev.waxseal.mime.Canonicalization;
import dev.waxseal.mime.HeaderField;
import dev.waxseal.mime.Headers;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
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
    Map<String, BottomUp> byName = new HashMap<>();
    for (String name : signedHeaders) {
      BottomUp fields =
          byName.computeIfAbsent(
              name.toLowerCase(Locale.ROOT), n -> new BottomUp(headers.named(n), signatureField));
      if (fields.hasNext()) {
        canonicalization.header(fields.next(), input::write);
        input.writeBytes(CRLF);
      }
    }
    canonicalization.header(withoutSignature(signatureField), input::write);
    return input.toByteArray();
  }

  /**
   * The field with the value of {@code b=} "including all surrounding white space" deleted: what
   * stands between its "=" and the next semicolon or the end (section 3.7).
   */
  public static HeaderField withoutSignature(HeaderField field) {
    String text = new String(field.bytes(), StandardCharsets.ISO_8859_1);
    String content = text.substring(0, text.length() - CRLF.length);
    int tag = content.indexOf(':') + 1;
    while (tag < content.length()) {
      int end = content.indexOf(';', tag);
      int tagEnd = end < 0 ? content.length() : end;
      int equals = content.indexOf('=', tag);
      if (equals >= 0 && equals < tagEnd && Fws.trim(content.substring(tag, equals)).equals("b")) {
        return HeaderField.parse(
            (content.substring(0, equals + 1) + content.substring(tagEnd))
                .getBytes(StandardCharsets.ISO_8859_1));
      }
      tag = tagEnd + 1;
    }
    return field;
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
