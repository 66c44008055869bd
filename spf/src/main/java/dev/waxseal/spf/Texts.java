package dev.waxseal.spf;

/** Text from strangers, made harmless and short. */
final class Texts {
  private static final int MAX_ABOUT = 200;

  private Texts() {}

  /** For a detail: printable ASCII, 200 characters at most. */
  static String about(String text) {
    return printable(text, MAX_ABOUT);
  }

  /** As {@link #about}, of a term, which is visible ASCII by the grammar. */
  static String about(SpfTerm term) {
    return cut(term.text(), MAX_ABOUT);
  }

  /** The beginning of a text, with so many characters at most. */
  static String cut(String text, int most) {
    return text.length() <= most ? text : text.substring(0, most);
  }

  /** Printable ASCII on one line, what is not replaced by "?", and cut. */
  static String printable(String text, int most) {
    if (text.length() <= most && isPrintable(text)) {
      return text;
    }
    StringBuilder safe = new StringBuilder();
    for (int i = 0; i < text.length() && i < most; i++) {
      char c = text.charAt(i);
      safe.append(isPrintable(c) ? c : '?');
    }
    return safe.toString();
  }

  /** A number of up to three digits without zeros in front; -1 if it is none. */
  static int number(String digits) {
    int length = digits.length();
    if (length == 0 || length > 3 || (length > 1 && digits.charAt(0) == '0')) {
      return -1;
    }
    int value = 0;
    for (int i = 0; i < length; i++) {
      if (!isDigit(digits.charAt(i))) {
        return -1;
      }
      value = 10 * value + digits.charAt(i) - '0';
    }
    return value;
  }

  static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  static boolean isLetter(int c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  static boolean isAlphanumeric(int c) {
    return isLetter(c) || isDigit(c);
  }

  static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 0x80) {
        return false;
      }
    }
    return true;
  }

  private static boolean isPrintable(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (!isPrintable(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isPrintable(char c) {
    return c >= ' ' && c < 0x7F;
  }
}
