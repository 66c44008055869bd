package dev.waxseal.spf;

/** Text from strangers, made harmless and short. */
final class Texts {
  private static final int MAX_ABOUT = 200;

  private Texts() {}

  /** For a detail: printable ASCII, 200 characters at most. */
  static String about(String text) {
    return printable(text, MAX_ABOUT);
  }

  /** Printable ASCII on one line, what is not replaced by "?", and cut. */
  static String printable(String text, int most) {
    StringBuilder safe = new StringBuilder();
    for (int i = 0; i < text.length() && i < most; i++) {
      char c = text.charAt(i);
      safe.append(c < ' ' || c >= 0x7F ? '?' : c);
    }
    return safe.toString();
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
    return text.chars().allMatch(c -> c < 0x80);
  }
}
