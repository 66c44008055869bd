package dev.waxseal.diagnosis.body;

import dev.waxseal.diagnosis.change.Change;
import dev.waxseal.diagnosis.internal.Sentences;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Text that a program laid out again, in lines of one width or in format=flowed (RFC 3676). */
final class FlowedRewritings {

  private static final String CRLF = "\r\n";

  /** The widths at which programs wrap text for people. */
  private static final int LEAST_WIDTH = 40;

  private static final int GREATEST_WIDTH = 200;

  private FlowedRewritings() {}

  /** The texts before they were stuffed or wrapped. */
  static Stream<Candidate> undo(BodyText arrived) {
    List<String> lines = arrived.lines();
    return Stream.of(
            stuffed(arrived, lines, FlowedRewritings::isStuffed),
            stuffed(arrived, lines, line -> line.startsWith(" ")),
            wrapped(arrived, lines, ""),
            wrapped(arrived, lines, " "))
        .flatMap(List::stream);
  }

  /** A line that begins with a space because of what stands behind it (RFC 3676 section 4.4). */
  private static boolean isStuffed(String line) {
    return line.startsWith(" ")
        && (line.startsWith(" ", 1)
            || line.startsWith(">", 1)
            || line.regionMatches(true, 1, "From ", 0, 5));
  }

  private static List<Candidate> stuffed(
      BodyText arrived, List<String> lines, Predicate<String> which) {
    List<String> after = lines.stream().filter(which).toList();
    if (after.isEmpty()) {
      return List.of();
    }
    List<String> signed =
        lines.stream().map(line -> which.test(line) ? line.substring(1) : line).toList();
    Change change =
        new Change(
            Change.Kind.SPACE_CHANGED,
            Sentences.count(after.size(), "line")
                + " got a space in front, as in format=flowed (RFC 3676 section 4.4)",
            after.stream().map(line -> line.substring(1)).toList(),
            after);
    return List.of(new Candidate(arrived.with(ended(arrived, signed)), change));
  }

  /**
   * The long lines that were wrapped: at blanks that still stand at the ends of lines, without
   * those blanks, and at blanks that went.
   *
   * @param end what ended the long lines
   */
  private static List<Candidate> wrapped(BodyText arrived, List<String> lines, String end) {
    int width =
        lines.stream()
            .mapToInt(line -> line.stripTrailing().length())
            .filter(length -> length <= GREATEST_WIDTH)
            .max()
            .orElse(0);
    if (width < LEAST_WIDTH) {
      return List.of();
    }
    List<Candidate> candidates = new ArrayList<>();
    candidates.addAll(joined(arrived, lines, new Joint(0, true, "", end)));
    candidates.addAll(joined(arrived, lines, new Joint(width, false, " ", end)));
    candidates.addAll(joined(arrived, lines, new Joint(0, true, "-", end)));
    return candidates;
  }

  /**
   * The way in which lines were wrapped.
   *
   * @param width the width at which lines were wrapped; 0 if the blanks at their ends tell
   * @param isSoft true if a blank at the end of a line marks the break
   * @param blank put in place of the break; a hyphen to drop the blank that is there (DelSp)
   * @param end what ended the long lines
   */
  private record Joint(int width, boolean isSoft, String blank, String end) {

    boolean joins(List<String> lines, int number) {
      if (number + 1 == lines.size()) {
        return false;
      }
      String line = lines.get(number);
      String next = lines.get(number + 1);
      if (line.isBlank() || next.isBlank() || line.equals("-- ")) {
        return false;
      }
      int space = next.indexOf(' ');
      int word = space < 0 ? next.length() : space;
      return isSoft
          ? line.endsWith(" ")
          : !next.startsWith(" ") && line.stripTrailing().length() + 1 + word > width;
    }

    String start(String line) {
      if (!isSoft) {
        return line.stripTrailing() + blank;
      }
      return blank.isEmpty() ? line : line.substring(0, line.length() - 1);
    }
  }

  private static List<Candidate> joined(BodyText arrived, List<String> lines, Joint joint) {
    List<String> signed = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    int breaks = 0;
    boolean isLong = false;
    for (int i = 0; i < lines.size(); i++) {
      String text = lines.get(i);
      if (joint.joins(lines, i)) {
        line.append(joint.start(text));
        breaks++;
        isLong = true;
      } else {
        signed.add(line.append(text).append(isLong ? joint.end() : "").toString());
        line.setLength(0);
        isLong = false;
      }
    }
    String sentence = "long lines were wrapped, at " + Sentences.count(breaks, "place");
    return breaks == 0
        ? List.of()
        : List.of(
            new Candidate(
                arrived.with(ended(arrived, signed)),
                Change.of(Change.Kind.LINES_WRAPPED, sentence)));
  }

  private static String ended(BodyText arrived, List<String> lines) {
    return String.join(CRLF, lines) + (arrived.octets().endsWith(CRLF) ? CRLF : "");
  }
}
