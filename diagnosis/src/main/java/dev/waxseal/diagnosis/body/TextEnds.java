package dev.waxseal.diagnosis.body;

import java.util.ArrayList;
import java.util.List;

/**
 * The pieces at the end of a plain text that may have been put in: from the first line of a footer
 * to the end. The text before it ended with one line end, with an empty line, or without both.
 */
final class TextEnds {

  private static final int FOOTER = 40;

  private final String text;

  TextEnds(String text) {
    this.text = text;
  }

  /** The pieces, the shortest first. */
  List<Span> spans() {
    List<Span> spans = new ArrayList<>();
    int end = contentBefore(text.length());
    for (int i = 0; i < FOOTER && end > 0; i++) {
      int first = text.lastIndexOf('\n', end - 1) + 1;
      int content = contentBefore(first);
      if (content == 0) {
        break;
      }
      for (int ends : List.of(1, 2, 0)) {
        add(content, first, ends, spans);
      }
      end = content;
    }
    return spans;
  }

  /** Adds the piece after which a number of line ends is left. */
  private void add(int content, int first, int ends, List<Span> spans) {
    int from = content;
    for (int i = 0; i < ends && from <= first; i++) {
      from = text.indexOf('\n', from) + 1;
    }
    if (from <= first) {
      spans.add(new Span(from, text.length()));
      return;
    }
    int to = text.length();
    for (int i = 0; i < ends; i++) {
      if (to == 0 || text.charAt(to - 1) != '\n') {
        return;
      }
      to -= text.startsWith("\r\n", to - 2) ? 2 : 1;
    }
    if (content < to) {
      spans.add(new Span(content, to));
    }
  }

  /** The end of the last line with words before an offset; 0 if there is none. */
  private int contentBefore(int offset) {
    int end = offset;
    while (end > 0 && "\r\n \t".indexOf(text.charAt(end - 1)) >= 0) {
      end--;
    }
    int line = text.indexOf('\n', end);
    if (end == 0 || line < 0 || line > offset) {
      return end;
    }
    return line > 0 && text.charAt(line - 1) == '\r' ? line - 1 : line;
  }
}
