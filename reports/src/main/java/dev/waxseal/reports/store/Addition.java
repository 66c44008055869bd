package dev.waxseal.reports.store;

import dev.waxseal.reports.Report;
import dev.waxseal.reports.read.ReadResult.Refused;
import dev.waxseal.reports.read.ReportOrigin;
import java.util.List;

/**
 * What came of one mail or file.
 *
 * @param reports the aggregate reports in it, as the store has them now
 * @param others the failure reports and reports on TLS in it, which are kept
 * @param refused what was refused: all of it, or parts that look like reports
 */
public record Addition(List<Added> reports, List<Other> others, List<Refused> refused) {

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

  /**
   * A failure report or report on TLS.
   *
   * @param outcome what became of it
   * @param report the report
   * @param origin who it is from
   */
  public record Other(Outcome outcome, Report report, ReportOrigin origin) {}

  /** Copies the lists. */
  public Addition {
    reports = List.copyOf(reports);
    others = List.copyOf(others);
    refused = List.copyOf(refused);
  }
}
