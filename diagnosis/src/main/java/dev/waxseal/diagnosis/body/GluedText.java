package dev.waxseal.diagnosis.body;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;

/**
 * The pieces at the end of a text that may have been put in right after its last word, without a
 * line end or a tag between them: from a letter or sign that rarely stands within a word.
 */
final class GluedText {

  private static final String RULES = "-_=*~#+[(|";

  /** The longest piece, in octets. */
  private static final int WINDOW = 2_000;

  /** The most pieces before one end. */
  private static final int MOST = 40;

  private final String text;
  private final boolean isHtml;

  GluedText(String text, boolean isHtml) {
    this.text = text;
    this.isHtml = isHtml;
  }

  /** The pieces, in order of their first characters. */
  List<Span> spans() {
    SortedSet<Integer> ends =
        isHtml ? new HtmlCuts(text).endsOfBody() : new TextCuts(text).contentEnds();
    List<Span> spans = new ArrayList<>();
    for (int end : ends) {
      before(end, spans);
    }
    spans.sort((one, other) -> Integer.compare(one.from(), other.from()));
    return spans;
  }

  private void before(int end, List<Span> spans) {
    int found = 0;
    int at = end - 1;
    while (at > Math.max(0, end - WINDOW) && found < MOST) {
      if (isHtml && text.charAt(at) == '>') {
        at = text.lastIndexOf('<', at);
      } else if (isGlued(at)) {
        spans.add(new Span(at, end));
        found++;
      }
      at--;
    }
  }

  private boolean isGlued(int at) {
    char before = text.charAt(at - 1);
    char first = text.charAt(at);
    if (before <= ' ' || before == first || (isHtml && (before == '>' || first == '<'))) {
      return false;
    }
    return RULES.indexOf(first) >= 0
        || (isUpper(first) && !isUpper(before))
        || (first >= 0x80 && before < 0x80);
  }

  private static boolean isUpper(char c) {
    return c >= 'A' && c <= 'Z';
  }
}
