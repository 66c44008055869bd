package dev.waxseal.reports;

import java.util.List;

/**
 * A report about mail, of one of the three kinds that come to a domain owner.
 *
 * <p>Every text in a report was written by a stranger: escape it before it goes into HTML, CSV, a
 * terminal or a log.
 */
public sealed interface Report permits AggregateReport, FailureReport, TlsReport {

  /** The deviations from the RFC, each kind once. */
  List<ReportNote> notes();

  /** Returns true if the report deviates in this way. */
  default boolean has(ReportNote.Kind kind) {
    return notes().stream().anyMatch(note -> note.kind() == kind);
  }
}
