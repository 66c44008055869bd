package dev.waxseal.diagnosis.header;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.waxseal.mime.HeaderField;
import java.util.Base64;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Other values in the tags of a signature field that hold base64: {@code b=} and {@code bh=}. */
public final class SignatureTags {

  private static final int LONGEST = 16_384;

  private SignatureTags() {}

  /**
   * The field with another body hash. White space stays; within the value it is counted from the
   * start, or from the end, since a damaged value may be shorter.
   */
  public static Stream<HeaderField> withBodyHash(HeaderField field, byte[] hash) {
    String base64 = Base64.getEncoder().encodeToString(hash);
    return Stream.of(
        with(field, "bh", old -> spacedFromStart(base64, old)),
        with(field, "bh", old -> reversed(spacedFromStart(reversed(base64), reversed(old)))));
  }

  private static String reversed(String text) {
    return new StringBuilder(text).reverse().toString();
  }

  /** A value with the white space of another at the same places. */
  private static String spacedFromStart(String value, String other) {
    StringBuilder spaced = new StringBuilder();
    int next = 0;
    for (int i = 0; i < other.length(); i++) {
      if (" \t\r\n".indexOf(other.charAt(i)) >= 0) {
        spaced.append(other.charAt(i));
      } else if (next < value.length()) {
        spaced.append(value.charAt(next++));
      }
    }
    return spaced.append(value.substring(next)).toString();
  }

  /**
   * The field with the value of a tag in base64, if it was in base64url (RFC 4648 section 5) or
   * wrongly padded.
   */
  public static HeaderField inBase64(HeaderField field, String tag) {
    return with(field, tag, SignatureTags::inBase64);
  }

  private static String inBase64(String base64url) {
    String written = base64url.replaceAll("[ \t\r\n]+", "");
    String value = written.replace('-', '+').replace('_', '/');
    int end = value.length();
    while (end > 0 && value.charAt(end - 1) == '=') {
      end--;
    }
    String base64 = value.substring(0, end) + "=".repeat(-end & 3);
    return base64.equals(written) ? base64url : base64;
  }

  /** The field with another value of its first tag of this name; the field itself without one. */
  private static HeaderField with(HeaderField field, String tag, UnaryOperator<String> change) {
    String text = field.value();
    int start = 0;
    while (start < text.length() && text.length() <= LONGEST) {
      int semicolon = text.indexOf(';', start);
      int end = semicolon < 0 ? text.length() : semicolon;
      String spec = text.substring(start, end);
      int equals = spec.indexOf('=');
      if (equals >= 0 && spec.substring(0, equals).strip().equals(tag)) {
        String old = spec.substring(equals + 1);
        String gap = old.isBlank() ? "" : old.substring(0, old.indexOf(old.strip()));
        String changed =
            gap + change.apply(old.strip()) + old.substring(old.stripTrailing().length());
        String all = text.substring(0, start + equals + 1) + changed + text.substring(end);
        return HeaderField.parse((field.name() + ":" + all).getBytes(ISO_8859_1));
      }
      start = end + 1;
    }
    return field;
  }
}
