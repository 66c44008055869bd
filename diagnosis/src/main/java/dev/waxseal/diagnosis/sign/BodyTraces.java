package dev.waxseal.diagnosis.sign;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds traces in the lines of a body. */
final class BodyTraces {

  private static final int LARGEST = 1 << 20;

  /** The longest line that RFC 5322 section 2.1.1 allows. */
  private static final int LONGEST_LINE = 998;

  private final List<String> lines;
  private final boolean isWhole;

  BodyTraces(byte[] octets) {
    int length = Math.min(octets.length, LARGEST);
    this.isWhole = octets.length <= LARGEST;
    this.lines = new String(octets, 0, length, ISO_8859_1).lines().toList();
  }

  /**
   * The traces.
   *
   * @param boundary the boundary of the whole, if the body is a multipart
   */
  List<Trace> find(Optional<String> boundary) {
    List<Trace> traces = new ArrayList<>();
    for (TextRow row : ProgramTable.TEXTS) {
      lines.stream().filter(row::matches).findFirst().map(line -> text(row)).ifPresent(traces::add);
    }
    boundary.filter(it -> isWhole && isNotClosed(it)).ifPresent(it -> traces.add(unclosed(it)));
    if (lines.stream().anyMatch(line -> line.length() == LONGEST_LINE)) {
      traces.add(
          Trace.of(
              40,
              Trace.Touch.BODY,
              "Postfix",
              "a line has exactly 998 octets: Postfix and others break longer ones there"));
    }
    return traces;
  }

  private static Trace text(TextRow row) {
    return Trace.of(
        75,
        Trace.Touch.BODY,
        row.program(),
        "the body has the line \""
            + row.start().substring(0, Math.min(row.start().length(), 60))
            + "\": "
            + row.program()
            + " "
            + row.habit());
  }

  private boolean isNotClosed(String boundary) {
    String closing = "--" + boundary + "--";
    return lines.stream().noneMatch(line -> line.startsWith(closing));
  }

  private static Trace unclosed(String boundary) {
    return Trace.ofUnknown(
        60,
        Trace.Touch.BODY,
        "the multipart is not closed by the line --"
            + boundary
            + "--: programs that cut messages lose it, and those that write them anew add it");
  }
}
