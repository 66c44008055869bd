package dev.waxseal.cli.terminal;

/** Text broken into lines that fit the terminal. */
public final class Paragraph {

  private static final int NARROWEST = 40;

  private Paragraph() {}

  /**
   * Breaks a text at its spaces.
   *
   * @param first the beginning of the first line
   * @param rest the beginning of the other lines, as wide as the first
   * @param margin the width of both on the screen
   * @param width the width of the screen
   */
  public static String of(String first, String rest, int margin, String text, int width) {
    int room = Math.max(width, NARROWEST) - margin;
    StringBuilder lines = new StringBuilder(first);
    int used = 0;
    for (String word : text.split(" ", -1)) {
      if (used > 0 && used + 1 + word.length() > room) {
        lines.append('\n').append(rest);
        used = 0;
      } else if (used > 0) {
        lines.append(' ');
        used++;
      }
      lines.append(word);
      used += word.length();
    }
    return lines.append('\n').toString();
  }

  /** Breaks a text, all of its lines indented. */
  public static String indented(int indent, String text, int width) {
    String margin = " ".repeat(indent);
    return of(margin, margin, indent, text, width);
  }
}
