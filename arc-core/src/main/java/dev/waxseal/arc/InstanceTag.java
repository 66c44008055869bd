package dev.waxseal.arc;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The instance at the beginning of an ARC-Authentication-Results field: {@code [CFWS] "i" [CFWS]
 * "=" [CFWS] position [CFWS] ";"} (RFC 8617 sections 3.9 and 4.1.1).
 */
final class InstanceTag {

  /** {@code position = 1*2DIGIT ; 1 - 50}. */
  private static final Pattern POSITION = Pattern.compile("[0-9]{1,2}");

  private static final int MAX = 50;

  /** Where the value of the tag stands, and where the payload begins. */
  private record Place(String position, int end) {}

  private InstanceTag() {}

  /** The instance of a set, out of the text of an {@code i=} tag. */
  static OptionalInt number(String position) {
    if (!POSITION.matcher(position).matches()) {
      return OptionalInt.empty();
    }
    int number = Integer.parseInt(position);
    return number >= 1 && number <= MAX ? OptionalInt.of(number) : OptionalInt.empty();
  }

  /** The instance at the beginning of a field's value. */
  static OptionalInt of(String value) {
    Optional<Place> place = place(value);
    return place.isPresent() ? number(place.get().position()) : OptionalInt.empty();
  }

  /** The text after the instance; the whole value if there is no instance. */
  static String payload(String value) {
    return value.substring(place(value).map(Place::end).orElse(0));
  }

  private static Optional<Place> place(String value) {
    int name = skip(value, 0);
    int equals = value.startsWith("i", name) ? skip(value, name + 1) : value.length();
    int digits = value.startsWith("=", equals) ? skip(value, equals + 1) : value.length();
    Matcher position = POSITION.matcher(value).region(digits, value.length());
    if (!position.lookingAt()) {
      return Optional.empty();
    }
    int end = skip(value, position.end());
    return value.startsWith(";", end)
        ? Optional.of(new Place(position.group(), end + 1))
        : Optional.empty();
  }

  /** Where comments and folding white space end (RFC 5322 section 3.2.2); comments nest. */
  private static int skip(String value, int from) {
    int depth = 0;
    int at = from;
    while (at < value.length()) {
      char c = value.charAt(at);
      if (c == '(') {
        depth++;
      } else if (depth == 0 && " \t\r\n".indexOf(c) < 0) {
        return at;
      } else if (c == ')') {
        depth--;
      } else if (c == '\\' && depth > 0) {
        at++; // quoted-pair
      }
      at++;
    }
    return Math.min(at, value.length());
  }
}
