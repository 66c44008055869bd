package dev.waxseal.diagnosis.body;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A text in quoted-printable (RFC 2045 section 6.7). An edit encodes the lines of the text again
 * that it touches, in the style of the others, and leaves the others as they are.
 */
final class QuotedLeaf implements Leaf {

  /** If no style makes exactly what arrived, the nearest ones are tried. */
  private static final int STYLES = 2;

  private final BodyText body;
  private final String text;

  /** The offset in the text of each of its lines; the last entry is the length. */
  private final int[] starts;

  /** The line of the body at which each of them begins; the last entry is the end. */
  private final int[] lines;

  private final List<QuotedPrintable> styles;

  private QuotedLeaf(BodyText body, String text, int[] starts, int[] lines, Probe probe) {
    this.body = body;
    this.text = text;
    this.starts = starts;
    this.lines = lines;
    this.styles = styles(probe);
  }

  /** The text in some lines of a body; empty if they are not valid quoted-printable. */
  static Optional<QuotedLeaf> of(BodyText body, LineRange range, Probe probe) {
    StringBuilder text = new StringBuilder();
    List<Integer> starts = new ArrayList<>();
    List<Integer> lines = new ArrayList<>();
    boolean isSoft = false;
    for (int line = range.from(); line < range.to(); line++) {
      if (!isSoft) {
        starts.add(text.length());
        lines.add(line);
      }
      String octets = body.line(line).stripTrailing();
      isSoft = octets.endsWith("=");
      Optional<String> decoded =
          QuotedPrintable.decoded(isSoft ? octets.substring(0, octets.length() - 1) : octets);
      if (decoded.isEmpty()) {
        return Optional.empty();
      }
      text.append(decoded.get());
      boolean isEnded = body.start(line + 1) - body.start(line) > body.line(line).length();
      text.append(!isSoft && isEnded ? "\r\n" : "");
    }
    starts.add(text.length());
    lines.add(range.to());
    return Optional.of(new QuotedLeaf(body, text.toString(), array(starts), array(lines), probe));
  }

  private static int[] array(List<Integer> numbers) {
    return numbers.stream().mapToInt(Integer::intValue).toArray();
  }

  @Override
  public String text() {
    return text;
  }

  @Override
  public String encoding() {
    return "quoted-printable";
  }

  @Override
  public Stream<LineEdit> edits(List<Splice> splices) {
    return styles.stream().map(style -> edit(splices, style)).distinct();
  }

  private LineEdit edit(List<Splice> splices, QuotedPrintable style) {
    StringBuilder made = new StringBuilder();
    int first = lineAt(splices.get(0).span().from());
    int line = first;
    int next = 0;
    while (next < splices.size()) {
      int start = lineAt(splices.get(next).span().from());
      made.append(body.text(lines[line], lines[start]));
      int end = next;
      int after = start;
      do {
        after = afterEdit(splices.get(end).span(), Math.max(after, start));
        end++;
      } while (end < splices.size() && splices.get(end).span().from() < starts[after]);
      made.append(
          style.encoded(
              Splice.apply(splices.subList(next, end), text, starts[start], starts[after])));
      line = after;
      next = end;
    }
    return new LineEdit(lines[first], lines[line], made.toString());
  }

  /** The line after those that an edit touches. */
  private int afterEdit(Span span, int least) {
    int first = lineAt(span.from());
    int last = lineAt(span.to());
    boolean wholeLines = span.from() == starts[first] || span.to() == text.length();
    int after = wholeLines && span.to() == starts[last] ? last : last + 1;
    return Math.max(after, least);
  }

  private int lineAt(int offset) {
    int found = Arrays.binarySearch(starts, offset);
    return found >= 0 ? found : -found - 2;
  }

  /** The styles that make what arrived; if none makes all of it, the nearest ones. */
  private List<QuotedPrintable> styles(Probe probe) {
    Map<QuotedPrintable, Integer> equal = new LinkedHashMap<>();
    for (QuotedPrintable style : QuotedPrintable.STYLES) {
      equal.put(style, probe.effort().take(text.length()) ? equalLines(style) : 0);
    }
    List<QuotedPrintable> exact =
        equal.keySet().stream()
            .filter(style -> equal.getOrDefault(style, 0) == starts.length - 1)
            .toList();
    return exact.isEmpty()
        ? equal.keySet().stream()
            .sorted(Comparator.comparing(style -> -equal.getOrDefault(style, 0)))
            .limit(STYLES)
            .toList()
        : exact;
  }

  /** The number of lines of the text that a style makes as they arrived. */
  private int equalLines(QuotedPrintable style) {
    int equal = 0;
    for (int line = 0; line + 1 < starts.length; line++) {
      String made = style.encoded(text.substring(starts[line], starts[line + 1]));
      equal += made.equals(body.text(lines[line], lines[line + 1])) ? 1 : 0;
    }
    return equal;
  }
}
