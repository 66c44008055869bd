package dev.waxseal.authres;

import java.util.Locale;

/**
 * A value that the grammar does not know; an exception only between the parser's own methods.
 *
 * <p>It carries no stack trace, since mail causes it, not a fault.
 */
final class Malformed extends Exception {

  private static final long serialVersionUID = 1L;
  private static final int MAX_DETAIL = 200;

  private final String word;
  private final String detail;

  /**
   * A fault and its place; text from the message is made harmless in both.
   *
   * @param word the word at which it is wrong
   */
  Malformed(String word, String detail) {
    super(null, null, false, false);
    this.word = printable(word);
    this.detail = printable(detail);
  }

  /** At which word: printable ASCII on one line, at most 200 characters; may be empty. */
  String word() {
    return word;
  }

  /** The fault: printable ASCII on one line, at most 200 characters. */
  String detail() {
    return detail;
  }

  /** A character for people. */
  static String shown(char c) {
    return Grammar.isVisible(c) ? "'" + c + "'" : String.format(Locale.ROOT, "octet %02X", (int) c);
  }

  private static String printable(String text) {
    StringBuilder safe = new StringBuilder();
    for (int i = 0; i < text.length() && safe.length() < MAX_DETAIL; i++) {
      char c = text.charAt(i);
      safe.append(c == ' ' || Grammar.isVisible(c) ? c : '?');
    }
    return safe.toString();
  }
}
