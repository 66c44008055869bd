package dev.waxseal.milter.role;

/** Makes text from strangers safe for logs and header fields: printable ASCII on one line. */
final class Printable {

  private static final int MOST = 500;

  private Printable() {}

  /**
   * The text; folds and white space become one space, other characters that are not printable a
   * question mark.
   */
  static String of(String text) {
    String start = text.substring(0, Math.min(text.length(), 2 * MOST));
    String line = start.replaceAll("[ \t\r\n]+", " ").replaceAll("[^ -~]", "?").strip();
    return line.length() > MOST ? line.substring(0, MOST) + "..." : line;
  }
}
