package dev.waxseal.reports.read;

import dev.waxseal.reports.AggregateRecord;
import dev.waxseal.reports.AggregateReport;
import java.io.IOException;

/**
 * Takes the records of aggregate reports one by one, so that memory does not grow with their
 * number. For each report there is one {@code begin}, its records, and then one {@code end} or
 * {@code abandon}.
 *
 * <p>The n-th {@code end} is of the n-th aggregate report of the result. What a sink throws ends
 * the reading and reaches the caller.
 */
public interface RecordSink {

  /**
   * A report begins.
   *
   * @param report the metadata and the policy, as far as they stand before the first record; by the
   *     schema they all do
   * @throws IOException if it cannot be taken
   */
  default void begin(AggregateReport report) throws IOException {}

  /**
   * A record of the report that has begun.
   *
   * @throws IOException if it cannot be taken
   */
  void record(AggregateRecord aggregateRecord) throws IOException;

  /**
   * The report has ended.
   *
   * @param report all but the records
   * @throws IOException if it cannot be taken
   */
  default void end(AggregateReport report) throws IOException {}

  /**
   * The report that has begun is refused: throw its records away.
   *
   * @throws IOException if that fails
   */
  default void abandon(Refusal reason) throws IOException {}
}
