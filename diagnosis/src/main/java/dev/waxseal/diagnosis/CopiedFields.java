package dev.waxseal.diagnosis;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.waxseal.dkim.internal.TagList;
import dev.waxseal.mime.HeaderField;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Copies of the signed header fields in a signature: {@code z=} (RFC 6376 section 3.5). */
final class CopiedFields {

  private static final Pattern HEX = Pattern.compile("=([0-9A-F]{2})");

  private CopiedFields() {}

  /** The copies in a signature, without those that are not header fields. */
  static List<HeaderField> of(HeaderField signature) {
    List<HeaderField> fields = new ArrayList<>();
    String value = TagList.tags(signature).getOrDefault("z", "");
    for (String copy : value.replaceAll("\\s+", "").split("\\|", -1)) {
      String text =
          HEX.matcher(copy)
              .replaceAll(
                  found ->
                      Matcher.quoteReplacement(
                          String.valueOf((char) Integer.parseInt(found.group(1), 16))));
      HeaderField field = HeaderField.parse(text.getBytes(ISO_8859_1));
      if (field.isWellFormed()) {
        fields.add(field);
      }
    }
    return fields;
  }
}
