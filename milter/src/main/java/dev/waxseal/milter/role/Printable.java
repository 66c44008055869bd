package dev.waxseal.milter.role;

/** Text from strangers, made harmless for logs and header fields: printable ASCII on one line. */
final class Printable {

  private static final int MOST = 500;

  private Printable() {}

  /**
   * The text; folds and white space become one space, what else is not printable a question mark.
   */
  static String of(String text) {
    String start = text.substring(0, Math.min(text.length(), 2 * MOST));
    String line = start.replaceAll("[ \t\r\n]+", " ").replaceAll("[^ -~]", "?").strip();
    return line.length() > MOST ? line.substring(0, MOST) + "..." : line;
  }
}
