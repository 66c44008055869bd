package dev.waxseal.milter.config;

import java.util.List;
import org.tomlj.TomlPosition;

/**
 * The text of the file. For the parser, an array element starts with the white space, comments and
 * line ends before it; messages name the line where the element is visible.
 */
final class SourceText {

  private final List<String> lines;

  SourceText(String text) {
    this.lines = text.lines().toList();
  }

  /** The line of the first significant character at or after a position. */
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
