package dev.waxseal.dmarc;

import java.util.Locale;
import java.util.Optional;

/** Constants by the words of a record, in any case of ASCII letters (RFC 5234 section 2.3). */
final class Words {

  private Words() {}

  /** The constant of that name. */
  static <E extends Enum<E>> Optional<E> find(Class<E> type, String word) {
    for (E constant : type.getEnumConstants()) {
      if (lower(constant.name()).equals(lower(word))) {
        return Optional.of(constant);
      }
    }
    return Optional.empty();
  }

  /** The constant whose name begins with that one letter. */
  static <E extends Enum<E>> Optional<E> initial(Class<E> type, String letter) {
    for (E constant : type.getEnumConstants()) {
      if (lower(constant.name().substring(0, 1)).equals(lower(letter))) {
        return Optional.of(constant);
      }
    }
    return Optional.empty();
  }

  /** The text with its ASCII letters in lower case. */
  static String lower(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 0x80) {
        return text;
      }
    }
    return text.toLowerCase(Locale.ROOT);
  }
}
