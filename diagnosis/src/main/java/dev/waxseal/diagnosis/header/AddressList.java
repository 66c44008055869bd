package dev.waxseal.diagnosis.header;

import dev.waxseal.mime.HeaderField;
import dev.waxseal.mime.Headers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A list of addresses, split at its commas. Rough, since every guess is checked by the signature.
 *
 * @param items the addresses as written, without folds and surrounding white space
 */
record AddressList(List<String> items) {

  private static final int LONGEST = 2_000;
  private static final int MOST_FIELDS = 10;

  private static final Pattern ADDRESS = Pattern.compile("[!-;=?-~]+@[A-Za-z0-9.-]+");
  private static final Pattern NAMED = Pattern.compile("(?s)^\\s*(.*?)\\s*<([^<>]*)>\\s*$");

  AddressList {
    items = List.copyOf(items);
  }

  /** The addresses in a value. */
  static AddressList of(String value) {
    List<String> items = new ArrayList<>();
    StringBuilder item = new StringBuilder();
    boolean quoted = false;
    for (char c : value.replaceAll("\r\n", "").toCharArray()) {
      quoted = quoted ^ c == '"';
      if (c == ',' && !quoted) {
        items.add(item.toString().strip());
        item.setLength(0);
      } else {
        item.append(c);
      }
    }
    items.add(item.toString().strip());
    items.removeIf(String::isEmpty);
    return new AddressList(items);
  }

  /** The fields of a name that are searched: not too many, and none that is too long. */
  static List<HeaderField> fields(String name, Headers headers) {
    return headers.named(name).stream()
        .filter(field -> field.valueLength() <= LONGEST)
        .limit(MOST_FIELDS)
        .toList();
  }

  /** The first address in a text, if there is one. */
  static Optional<String> address(String text) {
    Matcher found = ADDRESS.matcher(text);
    return found.find() ? Optional.of(found.group()) : Optional.empty();
  }

  /** The display name before an address, without quotes; empty if there is none. */
  static String phrase(String item) {
    Matcher named = NAMED.matcher(item);
    if (!named.matches()) {
      return "";
    }
    String phrase = named.group(1).strip();
    return phrase.length() > 1 && phrase.startsWith("\"") && phrase.endsWith("\"")
        ? phrase.substring(1, phrase.length() - 1).replace("\\\"", "\"")
        : phrase;
  }

  /** The ways to write a display name and an address. */
  static List<String> written(String phrase, String address) {
    return phrase.isEmpty()
        ? List.of(address, "<" + address + ">")
        : List.of(
            phrase + " <" + address + ">",
            "\"" + phrase.replace("\"", "\\\"") + "\" <" + address + ">",
            "'" + phrase + "' <" + address + ">",
            address + " (" + phrase + ")");
  }
}
