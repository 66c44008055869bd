package dev.waxseal.spf;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The trace of one record in the making. */
final class TraceBuilder {
  private static final int MAX_STEPS = 100;
  private static final int MAX_RECORD = 1000;

  private final String domain;
  private final Tally tally;
  private final List<SpfTrace.Step> steps = new ArrayList<>();
  private Optional<String> text = Optional.empty();
  private int leftOut;

  TraceBuilder(String domain, Tally tally) {
    this.domain = Texts.about(domain);
    this.tally = tally;
  }

  /** A record that keeps to the grammar, and so is printable ASCII. */
  void record(SpfRecord found) {
    text = Optional.of(Texts.cut(found.text(), MAX_RECORD));
  }

  /** The text of a record that breaks the grammar. */
  void brokenRecord(String found) {
    text = Optional.of(Texts.printable(found, MAX_RECORD));
  }

  void step(SpfTerm term, SpfTrace.Outcome outcome, String detail, Optional<SpfTrace> nested) {
    if (steps.size() >= MAX_STEPS && outcome == SpfTrace.Outcome.NOT_MATCHED && nested.isEmpty()) {
      leftOut++;
      return;
    }
    steps.add(
        new SpfTrace.Step(
            Texts.about(term), outcome, Texts.about(detail), tally.lookups(), nested));
  }

  SpfTrace build() {
    return new SpfTrace(domain, text, steps, leftOut, tally.lookups(), tally.voidLookups());
  }
}
