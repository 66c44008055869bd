package dev.waxseal.reports.read;

import dev.waxseal.reports.AggregateRecord;
import dev.waxseal.reports.AggregateReport;
import java.io.IOException;

/** Hands the records of one report to a sink, each once, even if the report is read twice. */
final class Records {

  /** The largest number that JSON and spreadsheets count exactly. */
  private static final long MOST_MESSAGES = 1L << 53;

  private final RecordSink sink;
  private final ReportLimits limits;
  private boolean begun;
  private long handed;
  private long records;
  private long dropped;
  private long messages;

  Records(RecordSink sink, ReportLimits limits) {
    this.sink = sink;
    this.limits = limits;
  }

  /** Begins to count again: the same records come a second time. */
  void restart() {
    records = 0;
    dropped = 0;
    messages = 0;
  }

  boolean hasBegun() {
    return begun;
  }

  void begin(AggregateReport report) throws IOException {
    if (!begun) {
      begun = true;
      sink.begin(report);
    }
  }

  /** Returns false if the record does not fit any more and was left out. */
  boolean add(AggregateRecord added) throws IOException {
    requireRoom();
    if (added.count() > MOST_MESSAGES - messages) {
      dropped++;
      return false;
    }
    records++;
    messages += added.count();
    if (records > handed) {
      handed = records;
      sink.record(added);
    }
    return true;
  }

  void drop() throws IOException {
    requireRoom();
    dropped++;
  }

  AggregateReport.Totals totals() {
    return new AggregateReport.Totals(records, dropped, messages);
  }

  private void requireRoom() throws RefusedException {
    if (records + dropped >= limits.records()) {
      throw new RefusedException(Refusal.TOO_MANY_RECORDS, "more than " + limits.records());
    }
  }
}
