package dev.waxseal.milter.role;

import java.util.regex.Pattern;

/** Makes text from strangers safe for logs and header fields: printable ASCII on one line. */
final class Printable {

  private static final int MOST = 500;

  /** White space that is not one space already. */
  private static final Pattern SPACE = Pattern.compile("[ \t\r\n]{2,}|[\t\r\n]");

  private static final Pattern UNPRINTABLE = Pattern.compile("[^ -~]");

  private Printable() {}

  /**
   * The text; folds and white space become one space, other characters that are not printable a
   * question mark.
   */
  static String of(String text) {
    String start = text.substring(0, Math.min(text.length(), 2 * MOST));
    String folded = SPACE.matcher(start).replaceAll(" ");
    String line = UNPRINTABLE.matcher(folded).replaceAll("?").strip();
    return line.length() > MOST ? line.substring(0, MOST) + "..." : line;
  }
}
