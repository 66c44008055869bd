package dev.waxseal.reports.store;

import dev.waxseal.reports.AggregateRecord;
import dev.waxseal.reports.AggregateRecord.DkimAuthResult;
import dev.waxseal.reports.AggregateRecord.Identifiers;
import dev.waxseal.reports.AggregateRecord.PolicyEvaluated;
import dev.waxseal.reports.AggregateRecord.Reason;
import dev.waxseal.reports.AggregateRecord.SpfAuthResult;
import java.io.IOException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The records of reports, one by one: four tables that are read side by side, each once. */
final class RecordRows implements AutoCloseable {

  private final PreparedStatement records;
  private final PreparedStatement reasons;
  private final PreparedStatement dkim;
  private final PreparedStatement spf;

  /** Makes a result of a row. */
  @FunctionalInterface
  private interface Maker<T> {
    T from(ResultSet row) throws SQLException;
  }

  /** The rows of one table, in the order of the records that they belong to. */
  private static final class Rows<T> {

    private final ResultSet row;
    private final Maker<T> maker;
    private boolean more;

    Rows(PreparedStatement statement, Maker<T> maker) throws SQLException {
      this.row = statement.executeQuery();
      this.maker = maker;
      this.more = row.next();
    }

    List<T> of(long number) throws SQLException {
      if (!more || row.getLong("record") != number) {
        return List.of();
      }
      List<T> all = new ArrayList<>(2);
      while (more && row.getLong("record") == number) {
        all.add(maker.from(row));
        more = row.next();
      }
      return all;
    }
  }

  RecordRows(Database database) throws SQLException {
    records =
        database.query(
            "SELECT * FROM report_record WHERE report_id = ? ORDER BY report_id, number");
    reasons = results(database, "report_reason");
    dkim = results(database, "report_dkim");
    spf = results(database, "report_spf");
  }

  private static PreparedStatement results(Database database, String table) throws SQLException {
    return database.query(
        "SELECT * FROM " + table + " WHERE report_id = ? ORDER BY report_id, record, number");
  }

  /** Hands over the records of a report. */
  void forEach(StoredReport report, StoreVisitor visitor) throws SQLException, IOException {
    for (PreparedStatement statement : List.of(records, reasons, dkim, spf)) {
      statement.setLong(1, report.id());
    }
    Rows<Reason> reasonRows = new Rows<>(reasons, RecordRows::reason);
    Rows<DkimAuthResult> dkimRows = new Rows<>(dkim, RecordRows::dkim);
    Rows<SpfAuthResult> spfRows = new Rows<>(spf, RecordRows::spf);
    try (ResultSet row = records.executeQuery()) {
      while (row.next()) {
        long number = row.getLong("number");
        visitor.record(
            report,
            new AggregateRecord(
                row.getString("source_ip"),
                row.getLong("messages"),
                new PolicyEvaluated(
                    StoredWords.DISPOSITION.in(row, "disposition"),
                    StoredWords.OUTCOME.in(row, "dkim"),
                    StoredWords.OUTCOME.in(row, "spf"),
                    reasonRows.of(number)),
                new Identifiers(
                    row.getString("header_from"),
                    ReportRows.optional(row, "envelope_from"),
                    ReportRows.optional(row, "envelope_to")),
                dkimRows.of(number),
                spfRows.of(number)));
      }
    }
  }

  @Override
  public void close() throws SQLException {
    try (records;
        reasons;
        dkim) {
      spf.close();
    }
  }

  private static Reason reason(ResultSet row) throws SQLException {
    return new Reason(StoredWords.OVERRIDE.in(row, "type"), ReportRows.optional(row, "comment"));
  }

  private static DkimAuthResult dkim(ResultSet row) throws SQLException {
    return new DkimAuthResult(
        row.getString("domain"),
        ReportRows.optional(row, "selector"),
        StoredWords.STATUS.in(row, "result"),
        ReportRows.optional(row, "human_result"));
  }

  private static SpfAuthResult spf(ResultSet row) throws SQLException {
    return new SpfAuthResult(
        row.getString("domain"),
        StoredWords.SCOPE.in(row, "scope"),
        StoredWords.STATUS.in(row, "result"),
        ReportRows.optional(row, "human_result"));
  }
}
