package dev.waxseal.diagnosis.header;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** Spellings of field names. Only the simple form preserves the case of letters. */
final class FieldSpelling {

  private static final Pattern FIRST_LETTER = Pattern.compile("(?:^|-)[a-z]");

  /** Names with unusual capitals. */
  private static final Map<String, String> USUAL =
      Map.of(
          "mime-version", "MIME-Version",
          "message-id", "Message-ID",
          "dkim-signature", "DKIM-Signature",
          "list-id", "List-ID",
          "content-id", "Content-ID",
          "arc-seal", "ARC-Seal",
          "arc-message-signature", "ARC-Message-Signature");

  /** The spellings for all fields of a header at once. */
  static final List<UnaryOperator<String>> WAYS =
      List.of(
          FieldSpelling::lower,
          FieldSpelling::capitalised,
          FieldSpelling::usual,
          name -> name.toUpperCase(Locale.ROOT));

  private FieldSpelling() {}

  /** The other spellings of a name. */
  static Set<String> of(String name) {
    Set<String> spellings = new LinkedHashSet<>();
    WAYS.forEach(way -> spellings.add(way.apply(name)));
    spellings.remove(name);
    return spellings;
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  private static String capitalised(String name) {
    return FIRST_LETTER
        .matcher(lower(name))
        .replaceAll(found -> found.group().toUpperCase(Locale.ROOT));
  }

  /** The usual spelling of a name. */
  static String usual(String name) {
    return USUAL.getOrDefault(lower(name), capitalised(name));
  }
}
