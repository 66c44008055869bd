package dev.waxseal.milter.config;

import java.util.List;
import org.tomlj.TomlPosition;

/**
 * The text of the file. The parser counts the white space, the comments and the line ends before an
 * element of an array as part of it; for people its line is the one where it can be seen.
 */
final class SourceText {

  private final List<String> lines;

  SourceText(String text) {
    this.lines = text.lines().toList();
  }

  /** The line of the first character from a position on that means something. */
  int line(TomlPosition position) {
    int column = position.column() - 1;
    for (int line = position.line(); line <= lines.size(); line++) {
      String text = lines.get(line - 1);
      String rest = text.substring(Math.min(column, text.length())).strip();
      if (!rest.isEmpty() && rest.charAt(0) != '#') {
        return line;
      }
      column = 0;
    }
    return position.line();
  }
}
