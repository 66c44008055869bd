package dev.waxseal.diagnosis.body;

import dev.waxseal.diagnosis.change.Change;
import dev.waxseal.diagnosis.internal.Sentences;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Changes of line ends and line breaks. */
final class LayoutRewritings {

  private static final String CRLF = "\r\n";
  private static final int LONG = 900;

  private LayoutRewritings() {}

  /** Line ends that are not CRLF. */
  static Stream<Candidate> lineEnds(BodyText arrived) {
    return Stream.of(
            replaced(arrived, "\r\n|\n", "line ends became bare LF"),
            replaced(arrived, "\r\n|\r", "line ends became bare CR"),
            replaced(arrived, "\r?\n|\r", "line ends were changed"),
            single(arrived))
        .flatMap(List::stream);
  }

  /** Line ends that were doubled. */
  private static List<Candidate> single(BodyText arrived) {
    int count = ReturnsBeforeLineEnds.count(arrived.octets());
    return count == 0
        ? List.of()
        : List.of(
            new Candidate(
                arrived.with(ReturnsBeforeLineEnds.single(arrived.octets())),
                Change.of(
                    Change.Kind.LINE_ENDS_CHANGED,
                    Sentences.count(count, "line end")
                        + " became CR CR LF, as if a program that expects LF was given CRLF")));
  }

  private static List<Candidate> replaced(BodyText arrived, String lineEnd, String sentence) {
    String text = arrived.octets().replaceAll(lineEnd, CRLF);
    return text.equals(arrived.octets())
        ? List.of()
        : List.of(
            new Candidate(arrived.with(text), Change.of(Change.Kind.LINE_ENDS_CHANGED, sentence)));
  }

  /** Lines that were broken as mail servers do: at 998 octets or a little before. */
  static Stream<Candidate> wrapped(BodyText arrived) {
    int longest = arrived.lines().stream().mapToInt(String::length).max().orElse(0);
    if (longest < LONG) {
      return Stream.empty();
    }
    Predicate<String> full = line -> line.length() == longest;
    Predicate<String> nearlyFull = line -> line.length() >= LONG;
    return Stream.of(
            joined(arrived, full, " "),
            joined(arrived, full, ""),
            joined(arrived, line -> full.test(line) && line.endsWith("!"), "! "),
            joined(arrived, nearlyFull, " "),
            joined(arrived, nearlyFull, ""))
        .flatMap(List::stream);
  }

  /**
   * The body with broken lines joined.
   *
   * @param broken true for a line that may have been broken at its end
   * @param mark the text inserted at the break: a space before the rest, or an exclamation mark and
   *     a space
   */
  private static List<Candidate> joined(BodyText arrived, Predicate<String> broken, String mark) {
    List<String> lines = arrived.lines();
    StringBuilder text = new StringBuilder();
    List<String> breaks = new ArrayList<>();
    String space = mark.isEmpty() ? "" : " ";
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (broken.test(line) && i + 1 < lines.size() && lines.get(i + 1).startsWith(space)) {
        text.append(mark.startsWith("!") ? line.substring(0, line.length() - 1) : line);
        lines.set(i + 1, continued(lines.get(i + 1), space));
        breaks.add(line);
      } else {
        text.append(line).append(CRLF);
      }
    }
    String sentence =
        Sentences.count(breaks.size(), "line")
            + " of more than "
            + LONG
            + " octets "
            + Sentences.were(breaks.size())
            + " broken";
    return breaks.isEmpty()
        ? List.of()
        : List.of(
            new Candidate(
                arrived.with(text.toString()), Change.of(Change.Kind.LINES_WRAPPED, sentence)));
  }

  private static String continued(String line, String space) {
    return line.substring(space.length());
  }

  /** Empty lines added or removed, except at the end. */
  static Stream<Candidate> blankLines(BodyText arrived) {
    List<String> lines = arrived.lines();
    return Stream.of(
            blank(arrived, everySecond(lines), "added after each line"),
            blank(arrived, withRunsOf(0, lines), "added"),
            blank(arrived, withRunsOf(1, lines), "added next to others"),
            blank(arrived, withRunsOf(2, lines), "removed next to others"),
            blank(arrived, CRLF + arrived.octets(), "removed from the beginning"),
            blank(arrived, CRLF + CRLF + arrived.octets(), "removed from the beginning"))
        .flatMap(List::stream);
  }

  /** The lines without the empty line after each. */
  private static String everySecond(List<String> lines) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < lines.size(); i++) {
      text.append(lines.get(i)).append(CRLF);
      if (i + 1 < lines.size() && lines.get(i + 1).isEmpty()) {
        i++;
      }
    }
    return text.toString();
  }

  /** The lines with every run of empty lines set to one length. */
  private static String withRunsOf(int length, List<String> lines) {
    StringBuilder text = new StringBuilder();
    boolean before = false;
    for (String line : lines) {
      if (!line.isEmpty()) {
        text.append(line).append(CRLF);
      } else if (!before) {
        text.append(CRLF.repeat(length));
      }
      before = line.isEmpty();
    }
    return text.toString();
  }

  private static List<Candidate> blank(BodyText arrived, String signed, String what) {
    return signed.equals(arrived.octets())
        ? List.of()
        : List.of(
            new Candidate(
                arrived.with(signed),
                Change.of(Change.Kind.BLANK_LINES_CHANGED, "empty lines were " + what)));
  }
}
