package dev.waxseal.cli.page;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Compares the lines of the body that arrived with those of the signed body. */
final class BodyLines {

  /** More lines are not compared: that takes long, and nobody could read the result. */
  private static final int MOST = 3_000;

  /** More pairs of lines are not compared one by one. */
  private static final long MOST_PAIRS = 250_000;

  private BodyLines() {}

  /**
   * Compares two bodies.
   *
   * @param signed the signed body, if it is known and differs
   * @param intact true if the body that arrived is the signed one
   * @return the lines in order; empty if there are too many to compare
   */
  static Optional<List<BodyLine>> of(byte[] arrived, Optional<byte[]> signed, boolean intact) {
    List<String> here = lines(arrived);
    if (signed.isEmpty()) {
      BodyLine.State state = intact ? BodyLine.State.SIGNED : BodyLine.State.UNKNOWN;
      return Optional.of(here.stream().limit(MOST).map(line -> new BodyLine(state, line)).toList());
    }
    List<String> then = lines(signed.get());
    return here.size() > MOST || then.size() > MOST
        ? Optional.empty()
        : Optional.of(compared(then, here));
  }

  private static List<BodyLine> compared(List<String> then, List<String> here) {
    int start = common(then, here);
    List<String> thenRest = then.subList(start, then.size());
    List<String> hereRest = here.subList(start, here.size());
    int end = common(reversed(thenRest), reversed(hereRest));
    List<BodyLine> lines = new ArrayList<>();
    add(BodyLine.State.SIGNED, then.subList(0, start), lines);
    middle(
        thenRest.subList(0, thenRest.size() - end),
        hereRest.subList(0, hereRest.size() - end),
        lines);
    add(BodyLine.State.SIGNED, then.subList(then.size() - end, then.size()), lines);
    return lines;
  }

  /** Compares the lines between the common beginning and the common end. */
  private static void middle(List<String> then, List<String> here, List<BodyLine> lines) {
    if ((long) then.size() * here.size() > MOST_PAIRS) {
      add(BodyLine.State.REMOVED, then, lines);
      add(BodyLine.State.ADDED, here, lines);
      return;
    }
    int at = 0;
    for (AbstractDelta<String> delta : DiffUtils.diff(then, here).getDeltas()) {
      add(BodyLine.State.SIGNED, then.subList(at, delta.getSource().getPosition()), lines);
      add(BodyLine.State.REMOVED, delta.getSource().getLines(), lines);
      add(BodyLine.State.ADDED, delta.getTarget().getLines(), lines);
      at = delta.getSource().getPosition() + delta.getSource().size();
    }
    add(BodyLine.State.SIGNED, then.subList(at, then.size()), lines);
  }

  private static int common(List<String> one, List<String> other) {
    int count = 0;
    int most = Math.min(one.size(), other.size());
    while (count < most && one.get(count).equals(other.get(count))) {
      count++;
    }
    return count;
  }

  private static List<String> reversed(List<String> lines) {
    List<String> reversed = new ArrayList<>(lines);
    Collections.reverse(reversed);
    return reversed;
  }

  private static void add(BodyLine.State state, List<String> texts, List<BodyLine> lines) {
    texts.forEach(text -> lines.add(new BodyLine(state, text)));
  }

  private static List<String> lines(byte[] body) {
    List<String> lines = List.of(new String(body, ISO_8859_1).split("\r\n", -1));
    int last = lines.size() - 1;
    return lines.get(last).isEmpty() ? lines.subList(0, last) : lines;
  }
}
