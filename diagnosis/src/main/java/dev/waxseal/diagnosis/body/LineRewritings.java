package dev.waxseal.diagnosis.body;

import dev.waxseal.diagnosis.change.Change;
import dev.waxseal.diagnosis.internal.Sentences;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Changes of single lines: mbox quoting, dots and white space. */
final class LineRewritings {

  private static final int SOFT = 55;

  /** Every subset of the {@code >From } lines is tried up to this number of lines. */
  private static final int MOST_FROM_LINES = 6;

  private LineRewritings() {}

  /** {@code >From } for {@code From }, as in mboxes. */
  static Stream<Candidate> fromLines(BodyText arrived) {
    return Stream.of(
            edited(
                arrived,
                Change.Kind.FROM_LINES_QUOTED,
                "beginning with From got a > in front",
                line -> line.startsWith(">From ") ? line.substring(1) : line),
            edited(
                arrived,
                Change.Kind.FROM_LINES_QUOTED,
                "beginning with From got one more > in front",
                line -> line.matches("(?s)>+From .*") ? line.substring(1) : line))
        .flatMap(List::stream);
  }

  /** Only some of the {@code >From } lines: the author wrote the others. */
  static Stream<Candidate> someFromLines(BodyText arrived) {
    List<Integer> quoted =
        IntStream.range(0, arrived.lineCount())
            .filter(i -> isQuotedFrom(arrived.line(i)))
            .limit(MOST_FROM_LINES + 1)
            .boxed()
            .toList();
    if (quoted.size() < 2 || quoted.size() > MOST_FROM_LINES) {
      return Stream.empty();
    }
    return IntStream.range(1, (1 << quoted.size()) - 1)
        .boxed()
        .flatMap(choice -> unquoted(arrived, quoted, choice).stream());
  }

  /** The body without the {@code >} of the lines whose bit is set in the choice. */
  private static List<Candidate> unquoted(BodyText arrived, List<Integer> quoted, int choice) {
    List<String> lines = new ArrayList<>(arrived.lines());
    for (int i = 0; i < quoted.size(); i++) {
      if ((choice >> i & 1) == 1) {
        lines.set(quoted.get(i), lines.get(quoted.get(i)).substring(1));
      }
    }
    return candidate(
        arrived, lines, Change.Kind.FROM_LINES_QUOTED, "beginning with From got a > in front");
  }

  private static boolean isQuotedFrom(String line) {
    int from = 0;
    while (from < line.length() && line.charAt(from) == '>') {
      from++;
    }
    return from > 0 && line.startsWith("From ", from);
  }

  /** Dots at the beginning of lines, which SMTP doubles (RFC 5321 section 4.5.2). */
  static Stream<Candidate> dots(BodyText arrived) {
    return Stream.of(
            edited(
                arrived,
                Change.Kind.DOTS_CHANGED,
                "beginning with a dot got one more dot",
                line -> line.startsWith("..") ? line.substring(1) : line),
            edited(
                arrived,
                Change.Kind.DOTS_CHANGED,
                "beginning with dots lost a dot, or the signer hashed them as SMTP doubles them (RFC"
                    + " 5321 section 4.5.2)",
                line -> line.startsWith(".") ? "." + line : line))
        .flatMap(List::stream);
  }

  /** White space at the ends of lines, which only the simple form preserves. */
  static Stream<Candidate> trailingSpace(BodyText arrived) {
    return Stream.of(
            edited(
                arrived,
                Change.Kind.TRAILING_SPACE_ADDED,
                "got white space at the end",
                LineRewritings::trimmed),
            atTheEnd(arrived),
            edited(
                arrived,
                Change.Kind.TRAILING_SPACE_REMOVED,
                "lost the space at the end",
                line -> line.equals("--") ? "-- " : line),
            edited(
                arrived,
                Change.Kind.TRAILING_SPACE_REMOVED,
                "lost the space at the end",
                line -> line.matches(">+") ? line + " " : line),
            flowed(arrived, false),
            flowed(arrived, true),
            edited(
                arrived,
                Change.Kind.SPACE_CHANGED,
                "had single spaces, or the signer used the relaxed form in place of the simple one",
                line -> trimmed(line.replaceAll("[ \t]+", " "))))
        .flatMap(List::stream);
  }

  /** White space at the end of the whole body: some signers do not hash it. */
  private static List<Candidate> atTheEnd(BodyText arrived) {
    String signed = arrived.octets().stripTrailing() + "\r\n";
    return List.of(
        new Candidate(
            arrived.with(signed),
            Change.of(
                Change.Kind.TRAILING_SPACE_ADDED,
                "the signer did not hash the white space at the end of the body, or it was added"
                    + " later (RFC 6376 section 3.4.3)")));
  }

  /** A line without the white space at its end. */
  private static String trimmed(String line) {
    int end = line.length();
    while (end > 0 && (line.charAt(end - 1) == ' ' || line.charAt(end - 1) == '\t')) {
      end--;
    }
    return line.substring(0, end);
  }

  /** Tabs that became spaces. */
  static Stream<Candidate> tabs(BodyText arrived) {
    List<Candidate> candidates = new ArrayList<>();
    for (int width : new int[] {8, 4}) {
      candidates.addAll(tabs(arrived, line -> Tabs.unexpanded(line, width, true)));
      candidates.addAll(tabs(arrived, line -> Tabs.unexpanded(line, width, false)));
      candidates.addAll(tabs(arrived, line -> line.replace(" ".repeat(width), "\t")));
    }
    candidates.addAll(
        tabs(arrived, line -> line.startsWith(" ") ? "\t" + line.substring(1) : line));
    candidates.addAll(tabs(arrived, line -> line.replace(" ", "\t")));
    return candidates.stream();
  }

  private static List<Candidate> tabs(BodyText arrived, UnaryOperator<String> edit) {
    return edited(arrived, Change.Kind.TABS_EXPANDED, "had tabs that became spaces", edit);
  }

  /** Text with format=flowed, whose soft line breaks end in a space (RFC 3676). */
  private static List<Candidate> flowed(BodyText arrived, boolean signature) {
    List<String> lines = arrived.lines();
    List<String> signed = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      boolean flows = line.length() > SOFT && i + 1 < lines.size() && !lines.get(i + 1).isEmpty();
      boolean dashes = signature && line.equals("--");
      signed.add((flows && !line.endsWith(" ")) || dashes ? line + " " : line);
    }
    return candidate(
        arrived, signed, Change.Kind.TRAILING_SPACE_REMOVED, "lost the space at the end");
  }

  private static List<Candidate> edited(
      BodyText arrived, Change.Kind kind, String what, UnaryOperator<String> edit) {
    return candidate(arrived, arrived.lines().stream().map(edit).toList(), kind, what);
  }

  /** A candidate with these lines; none if they equal those that arrived. */
  private static List<Candidate> candidate(
      BodyText arrived, List<String> signed, Change.Kind kind, String what) {
    List<String> before = new ArrayList<>();
    List<String> after = new ArrayList<>();
    List<String> lines = arrived.lines();
    for (int i = 0; i < lines.size(); i++) {
      if (!lines.get(i).equals(signed.get(i))) {
        before.add(signed.get(i));
        after.add(lines.get(i));
      }
    }
    if (after.isEmpty()) {
      return List.of();
    }
    boolean ended = arrived.octets().endsWith("\r\n");
    BodyText body = arrived.with(String.join("\r\n", signed) + (ended ? "\r\n" : ""));
    String sentence = Sentences.count(after.size(), "line") + " " + what;
    return List.of(new Candidate(body, new Change(kind, sentence, before, after)));
  }
}
