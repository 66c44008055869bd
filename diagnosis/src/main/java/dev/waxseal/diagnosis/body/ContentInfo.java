package dev.waxseal.diagnosis.body;

import dev.waxseal.mime.HeaderField;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The content fields of a header (RFC 2045). They are read leniently: every guess is checked by a
 * hash.
 *
 * @param type the media type, lower case
 * @param boundary the boundary between the parts of a multipart
 * @param charset the character set, lower case
 * @param encoding the transfer encoding, lower case; {@code 7bit} if none is given
 */
record ContentInfo(
    String type, Optional<String> boundary, Optional<String> charset, String encoding) {

  private static final Pattern TYPE = Pattern.compile("^\\s*([!-.0-~]+/[!-.0-:<-~]+)");
  private static final Pattern BOUNDARY = parameter("boundary");
  private static final Pattern CHARSET = parameter("charset");

  /** Reads the content fields; the first of each name counts. */
  static ContentInfo of(List<HeaderField> fields) {
    String contentType = value(fields, "Content-Type");
    Matcher type = TYPE.matcher(contentType);
    return new ContentInfo(
        type.find() ? type.group(1).toLowerCase(Locale.ROOT) : "text/plain",
        parameter(BOUNDARY, contentType),
        parameter(CHARSET, contentType).map(name -> name.toLowerCase(Locale.ROOT)),
        encoding(value(fields, "Content-Transfer-Encoding")));
  }

  /** The same with another transfer encoding; an empty string for none. */
  ContentInfo withEncoding(String other) {
    return new ContentInfo(type, boundary, charset, encoding(other));
  }

  boolean isMultipart() {
    return type.startsWith("multipart/") && boundary.isPresent();
  }

  boolean isText() {
    return type.startsWith("text/");
  }

  boolean isEncoded() {
    return encoding.equals("quoted-printable") || encoding.equals("base64");
  }

  private static String encoding(String value) {
    String word = value.strip().toLowerCase(Locale.ROOT);
    return word.isEmpty() ? "7bit" : word;
  }

  private static String value(List<HeaderField> fields, String name) {
    return fields.stream()
        .filter(field -> field.isNamed(name))
        .findFirst()
        .map(field -> field.value().replace("\r\n", ""))
        .orElse("");
  }

  private static Pattern parameter(String name) {
    return Pattern.compile(
        ";\\s*" + name + "\\s*=\\s*(?:\"([^\"]+)\"|([^\\s;\"]+))", Pattern.CASE_INSENSITIVE);
  }

  private static Optional<String> parameter(Pattern pattern, String value) {
    Matcher found = pattern.matcher(value);
    if (!found.find()) {
      return Optional.empty();
    }
    return Optional.of(found.group(1) == null ? found.group(2) : found.group(1));
  }
}
