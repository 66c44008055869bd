package dev.waxseal.diagnosis.body;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** The lines of a plain text that may have been put in at its top or at its end. */
final class TextCuts {

  private static final int BANNER = 20;
  private static final int FOOTER = 40;
  private static final int LAST_BLANKS = 3;

  private final String text;

  /** The offset of each line; the last entry is the length. */
  private final List<Integer> starts = new ArrayList<>();

  TextCuts(String text) {
    this.text = text;
    starts.add(0);
    for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', end + 1)) {
      starts.add(end + 1);
    }
    if (starts.get(starts.size() - 1) < text.length()) {
      starts.add(text.length());
    }
  }

  /** The lines at the top. */
  List<Span> top() {
    return starts.stream().skip(1).limit(BANNER).map(end -> new Span(0, end)).toList();
  }

  /** The lines at the end, with and without the empty ones there, in order of their first lines. */
  List<Span> end() {
    List<Span> cuts = new ArrayList<>();
    for (int from : starts.subList(Math.max(0, starts.size() - 1 - FOOTER), starts.size() - 1)) {
      for (int end : ends()) {
        if (from < end) {
          cuts.add(new Span(from, end));
        }
        int before = beforeLineEnd(from);
        if (0 < before && before < end) {
          cuts.add(new Span(before, beforeLineEnd(end)));
        }
      }
    }
    cuts.sort((one, other) -> Integer.compare(one.from(), other.from()));
    return cuts;
  }

  /** The end, and the ends of the last lines, with and without the empty ones and a line end. */
  SortedSet<Integer> contentEnds() {
    SortedSet<Integer> all = ends();
    ends().forEach(end -> all.add(beforeLineEnd(end)));
    return all;
  }

  private SortedSet<Integer> ends() {
    SortedSet<Integer> ends = new TreeSet<>();
    ends.add(text.length());
    int line = starts.size() - 1;
    while (line > 0
        && ends.size() <= LAST_BLANKS
        && text.substring(starts.get(line - 1), starts.get(line)).isBlank()) {
      line--;
      ends.add(starts.get(line));
    }
    return ends;
  }

  private int beforeLineEnd(int at) {
    int end = at;
    if (end > 0 && text.charAt(end - 1) == '\n') {
      end--;
      end -= end > 0 && text.charAt(end - 1) == '\r' ? 1 : 0;
    }
    return end;
  }
}
