package dev.waxseal.diagnosis.body;

/** Replaces spaces by tabs. */
final class Tabs {

  private Tabs() {}

  /**
   * A line with tabs for the spaces before each tab stop.
   *
   * @param width the distance between tab stops
   * @param leading true for the beginning of the line only
   */
  static String unexpanded(String line, int width, boolean leading) {
    StringBuilder text = new StringBuilder();
    int spaces = 0;
    boolean open = true;
    for (int column = 0; column < line.length(); column++) {
      char c = line.charAt(column);
      boolean isSpace = c == ' ' && open;
      spaces = isSpace ? spaces + 1 : spaces;
      if (isSpace && (column + 1) % width == 0) {
        text.append(spaces > 1 ? "\t" : " ");
        spaces = 0;
      } else if (!isSpace) {
        text.append(" ".repeat(spaces)).append(c);
        spaces = 0;
        open = open && !(leading && c != ' ');
      }
    }
    return text.append(" ".repeat(spaces)).toString();
  }
}
