package dev.waxseal.diagnosis.body;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The pieces of an HTML text that may have been put in: after {@code <body>} or before {@code
 * </body>}, from tag to tag, and mostly with an end tag for each start tag.
 */
final class HtmlCuts {

  /** The largest piece. */
  private static final int WINDOW = 8_192;

  private static final int LONGEST_REFERENCE = 10;
  private static final int MOST_TAGS = 60;
  private static final int OUTER_TAGS = 3;

  private static final Pattern TAG =
      Pattern.compile("<(/?)([A-Za-z][A-Za-z0-9:]*+)[^<>]*+>|<![^<>]*+>");

  /** Elements without an end tag, or whose end tag is often left out. */
  private static final Set<String> SINGLE =
      Set.of("br", "hr", "img", "meta", "link", "input", "p", "li", "wbr", "area", "base", "col");

  private final String html;
  private final String lower;

  HtmlCuts(String html) {
    this.html = html;
    this.lower = html.toLowerCase(Locale.ROOT);
  }

  /** The pieces at the top, in order of their first characters. */
  List<Span> top() {
    List<Span> cuts = new ArrayList<>();
    int document = Math.max(lower.indexOf("<!doctype"), lower.indexOf("<html"));
    if (document > 0 && document <= WINDOW) {
      cuts.add(new Span(0, document));
    }
    for (int start : startsOfBody()) {
      after(start).forEach(end -> cuts.add(new Span(start, end)));
    }
    return cuts;
  }

  /** The pieces at the end, in order of their first characters. */
  List<Span> end() {
    SortedSet<Integer> ends = endsOfBody();
    List<Span> cuts = new ArrayList<>();
    for (int end : ends) {
      before(end).forEach(start -> cuts.add(new Span(start, end)));
    }
    cuts.sort((one, other) -> Integer.compare(one.from(), other.from()));
    return cuts;
  }

  /** The letters and digits that a reader sees in a piece. */
  static String words(String piece) {
    StringBuilder words = new StringBuilder();
    for (int i = 0; i < piece.length(); i++) {
      char c = piece.charAt(i);
      if (c == '<') {
        i = Math.max(i, endOfTag(piece, i));
      } else if (c == '&') {
        i = Math.max(i, endOfReference(piece, i));
      } else if (c >= 0x80 || isLetterOrDigit(c)) {
        words.append(c);
      }
    }
    return words.toString().toLowerCase(Locale.ROOT);
  }

  /** The place of the ">" of a tag; -1 if there is none before the next "<". */
  private static int endOfTag(String piece, int start) {
    for (int i = start + 1; i < piece.length() && piece.charAt(i) != '<'; i++) {
      if (piece.charAt(i) == '>') {
        return i;
      }
    }
    return -1;
  }

  /** The place of the ";" of a character reference; -1 if this is not one. */
  private static int endOfReference(String piece, int start) {
    int end = start + 1;
    while (end < piece.length()
        && end <= start + LONGEST_REFERENCE
        && (piece.charAt(end) == '#' || isLetterOrDigit(piece.charAt(end)))) {
      end++;
    }
    boolean isReference = end > start + 1 && end < piece.length() && piece.charAt(end) == ';';
    return isReference ? end : -1;
  }

  private static boolean isLetterOrDigit(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }

  /** Where the content may begin: after the body tag, and after the first tags in it. */
  private SortedSet<Integer> startsOfBody() {
    SortedSet<Integer> starts = new TreeSet<>();
    int body = lower.indexOf("<body");
    int head = lower.indexOf("</head>");
    int at = body < 0 ? (head < 0 ? 0 : head + "</head>".length()) : afterTag(body);
    for (int i = 0; i < OUTER_TAGS && at <= html.length(); i++) {
      starts.add(at);
      int next = afterSpace(at);
      starts.add(next);
      Matcher tag = tags(next, Math.min(html.length(), next + WINDOW));
      if (!tag.lookingAt() || tag.group(2) == null || !tag.group(1).isEmpty()) {
        return starts;
      }
      at = tag.end();
    }
    return starts;
  }

  private int afterTag(int at) {
    int end = html.indexOf('>', at);
    return end < 0 ? html.length() : end + 1;
  }

  /** Where the content may end: before the closing tags, and before the last tags in it. */
  SortedSet<Integer> endsOfBody() {
    SortedSet<Integer> ends = new TreeSet<>();
    ends.add(html.length());
    ends.add(beforeSpace(html.length()));
    int at = lower.lastIndexOf("</html");
    if (at >= 0) {
      ends.add(at);
      ends.add(beforeSpace(at));
    }
    int body = lower.lastIndexOf("</body");
    at = body >= 0 ? body : at >= 0 ? at : beforeSpace(html.length());
    for (int i = 0; i < OUTER_TAGS; i++) {
      ends.add(at);
      ends.add(beforeSpace(at));
      int tag = lower.lastIndexOf("</", beforeSpace(at) - 1);
      if (tag < 0 || afterTag(tag) != beforeSpace(at)) {
        return ends;
      }
      at = tag;
    }
    return ends;
  }

  /** The ends of pieces that begin here: before and after tags, where none is open. */
  private SortedSet<Integer> after(int start) {
    SortedSet<Integer> ends = new TreeSet<>();
    Matcher tag = tags(start, Math.min(html.length(), start + WINDOW));
    int open = 0;
    int count = 0;
    while (open >= 0 && count++ < MOST_TAGS && tag.find()) {
      if (open == 0) {
        ends.add(beforeSpace(tag.start()));
        ends.add(tag.start());
      }
      open += depth(tag);
      if (open == 0) {
        ends.add(tag.end());
        ends.add(afterSpace(tag.end()));
      }
    }
    return ends.tailSet(start + 1);
  }

  /** The starts of pieces that end here. */
  private SortedSet<Integer> before(int end) {
    List<int[]> tags = new ArrayList<>();
    Matcher tag = tags(Math.max(0, end - WINDOW), end);
    while (tag.find()) {
      tags.add(new int[] {tag.start(), tag.end(), depth(tag)});
    }
    SortedSet<Integer> starts = new TreeSet<>();
    int closed = 0;
    for (int i = tags.size() - 1; closed >= 0 && i >= Math.max(0, tags.size() - MOST_TAGS); i--) {
      if (closed == 0) {
        starts.add(tags.get(i)[1]);
        starts.add(afterSpace(tags.get(i)[1]));
      }
      closed -= tags.get(i)[2];
      if (closed == 0) {
        starts.add(tags.get(i)[0]);
        starts.add(beforeSpace(tags.get(i)[0]));
      }
    }
    return starts.headSet(end);
  }

  private Matcher tags(int from, int to) {
    return TAG.matcher(html).region(from, to);
  }

  /** 1 for a start tag that needs an end tag, -1 for such an end tag, 0 for all others. */
  private static int depth(Matcher tag) {
    String name = tag.group(2);
    if (name == null
        || SINGLE.contains(name.toLowerCase(Locale.ROOT))
        || tag.group().endsWith("/>")) {
      return 0;
    }
    return tag.group(1).isEmpty() ? 1 : -1;
  }

  private int beforeSpace(int at) {
    int end = at;
    while (end > 0 && isSpace(html.charAt(end - 1))) {
      end--;
    }
    return end;
  }

  private int afterSpace(int at) {
    int next = at;
    while (next < html.length() && isSpace(html.charAt(next))) {
      next++;
    }
    return next;
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
  }
}
