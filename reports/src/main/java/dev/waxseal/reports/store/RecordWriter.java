package dev.waxseal.reports.store;

import dev.waxseal.reports.AggregateRecord;
import dev.waxseal.reports.AggregateRecord.DkimAuthResult;
import dev.waxseal.reports.AggregateRecord.Reason;
import dev.waxseal.reports.AggregateRecord.SpfAuthResult;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/** Writes records in batches, so that memory does not grow with their number. */
final class RecordWriter implements AutoCloseable {

  /** The rows of a batch; more make it no faster. */
  private static final int ROWS = 1000;

  /** A bound for texts of strangers: a row may have some of 64 KiB. */
  private static final long CHARACTERS = 1 << 20;

  private final PreparedStatement records;
  private final PreparedStatement reasons;
  private final PreparedStatement dkim;
  private final PreparedStatement spf;
  private int rows;
  private long characters;

  RecordWriter(Database database) throws SQLException {
    records =
        prepared(
            database,
            "report_record",
            "report_id",
            "number",
            "source_ip",
            "messages",
            "disposition",
            "dkim",
            "spf",
            "header_from",
            "envelope_from",
            "envelope_to");
    reasons =
        prepared(database, "report_reason", "report_id", "record", "number", "type", "comment");
    dkim =
        prepared(
            database,
            "report_dkim",
            "report_id",
            "record",
            "number",
            "domain",
            "selector",
            "result",
            "human_result");
    spf =
        prepared(
            database,
            "report_spf",
            "report_id",
            "record",
            "number",
            "domain",
            "scope",
            "result",
            "human_result");
  }

  /** About how many characters a record takes. */
  static long weight(AggregateRecord weighed) {
    long sum = 200;
    for (Reason reason : weighed.policyEvaluated().reasons()) {
      sum += 100 + reason.comment().map(String::length).orElse(0);
    }
    for (DkimAuthResult result : weighed.dkim()) {
      sum += 100 + result.domain().length() + result.humanResult().map(String::length).orElse(0);
    }
    for (SpfAuthResult result : weighed.spf()) {
      sum += 100 + result.domain().length() + result.humanResult().map(String::length).orElse(0);
    }
    return sum
        + weighed.sourceIp().length()
        + weighed.identifiers().headerFrom().length()
        + weighed.identifiers().envelopeFrom().map(String::length).orElse(0)
        + weighed.identifiers().envelopeTo().map(String::length).orElse(0);
  }

  void add(long reportId, long number, AggregateRecord added) throws SQLException {
    records.setLong(1, reportId);
    records.setLong(2, number);
    Row.set(records, 3, added.sourceIp());
    records.setLong(4, added.count());
    Row.set(records, 5, added.policyEvaluated().disposition().text());
    Row.set(records, 6, added.policyEvaluated().dkim().text());
    Row.set(records, 7, added.policyEvaluated().spf().text());
    Row.set(records, 8, added.identifiers().headerFrom());
    Row.set(records, 9, added.identifiers().envelopeFrom());
    Row.set(records, 10, added.identifiers().envelopeTo());
    records.addBatch();
    addReasons(reportId, number, added.policyEvaluated().reasons());
    addDkim(reportId, number, added.dkim());
    addSpf(reportId, number, added.spf());
    rows++;
    characters += weight(added);
    if (rows >= ROWS || characters > CHARACTERS) {
      flush();
    }
  }

  void flush() throws SQLException {
    records.executeBatch();
    reasons.executeBatch();
    dkim.executeBatch();
    spf.executeBatch();
    rows = 0;
    characters = 0;
  }

  @Override
  public void close() throws SQLException {
    try (records;
        reasons;
        dkim;
        spf) {
      rows = 0;
    }
  }

  private void addReasons(long reportId, long number, List<Reason> all) throws SQLException {
    for (int i = 0; i < all.size(); i++) {
      place(reasons, reportId, number, i);
      Row.set(reasons, 4, all.get(i).type().text());
      Row.set(reasons, 5, all.get(i).comment());
      reasons.addBatch();
    }
  }

  private void addDkim(long reportId, long number, List<DkimAuthResult> all) throws SQLException {
    for (int i = 0; i < all.size(); i++) {
      DkimAuthResult result = all.get(i);
      place(dkim, reportId, number, i);
      Row.set(dkim, 4, result.domain());
      Row.set(dkim, 5, result.selector());
      Row.set(dkim, 6, result.result().text());
      Row.set(dkim, 7, result.humanResult());
      dkim.addBatch();
    }
  }

  private void addSpf(long reportId, long number, List<SpfAuthResult> all) throws SQLException {
    for (int i = 0; i < all.size(); i++) {
      SpfAuthResult result = all.get(i);
      place(spf, reportId, number, i);
      Row.set(spf, 4, result.domain());
      Row.set(spf, 5, result.scope().text());
      Row.set(spf, 6, result.result().text());
      Row.set(spf, 7, result.humanResult());
      spf.addBatch();
    }
  }

  private static void place(PreparedStatement statement, long reportId, long number, int index)
      throws SQLException {
    statement.setLong(1, reportId);
    statement.setLong(2, number);
    statement.setInt(3, index + 1);
  }

  private static PreparedStatement prepared(Database database, String table, String... columns)
      throws SQLException {
    return database.prepare(Row.insertion(table, List.of(columns)));
  }
}
