package dev.waxseal.reports.store;

import dev.waxseal.reports.AggregateRecord;
import java.io.IOException;

/** Takes what is in the store: each report, and then its records. */
@FunctionalInterface
public interface StoreVisitor {

  /**
   * A report; it comes before its records, also if it has none.
   *
   * @throws IOException if it cannot be taken
   */
  default void report(StoredReport report) throws IOException {}

  /**
   * A record of the report.
   *
   * @throws IOException if it cannot be taken
   */
  void record(StoredReport report, AggregateRecord line) throws IOException;
}
