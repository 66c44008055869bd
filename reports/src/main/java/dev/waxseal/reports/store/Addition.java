package dev.waxseal.reports.store;

import dev.waxseal.reports.read.ReadResult.Refused;
import java.util.List;

/**
 * What came of one mail or file.
 *
 * @param reports the reports in it, as the store has them now; empty if all of it was refused
 * @param refused what was refused: all of it, or parts that look like reports
 */
public record Addition(List<Added> reports, List<Refused> refused) {

  /** What became of a report. */
  public enum Outcome {
    /** It is new, and stored. */
    NEW,
    /** The store has it. */
    DUPLICATE,
    /** The store had it, and now somebody vouches for it. */
    VOUCHED_NOW
  }

  /**
   * A report of the mail or file.
   *
   * @param outcome what became of it
   * @param stored the report in the store; of a duplicate, the one that came first
   */
  public record Added(Outcome outcome, StoredReport stored) {}

  /** Copies the lists. */
  public Addition {
    reports = List.copyOf(reports);
    refused = List.copyOf(refused);
  }
}
