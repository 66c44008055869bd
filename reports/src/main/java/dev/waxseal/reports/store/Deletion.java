package dev.waxseal.reports.store;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/** Takes reports out of the store. */
final class Deletion {

  private static final List<String> OF_RECORDS =
      List.of("report_record", "report_reason", "report_dkim", "report_spf");

  private static final List<String> OF_REPORT =
      List.of("report_note", "report_error", "report_duplicate");

  private Deletion() {}

  /** Deletes the records of a report. */
  static void records(Database database, long id) throws SQLException {
    for (String table : OF_RECORDS) {
      delete(database, table, "report_id", id);
    }
  }

  /** Deletes a report, and the mail or file that it came in if nothing else did. */
  static void report(Database database, StoredReport report) throws SQLException {
    records(database, report.id());
    for (String table : OF_REPORT) {
      delete(database, table, "report_id", report.id());
    }
    delete(database, "report", "id", report.id());
  }

  /** Deletes the mails and files that no report is left of. */
  static void sources(Database database) throws SQLException {
    String unused =
        " NOT IN (SELECT source_id FROM report UNION SELECT source_id FROM report_duplicate UNION"
            + " SELECT source_id FROM report_other)";
    database.execute("DELETE FROM report_source_part WHERE source_id" + unused);
    database.execute("DELETE FROM report_source WHERE id" + unused);
  }

  private static void delete(Database database, String table, String column, long id)
      throws SQLException {
    String sql = "DELETE FROM " + table + " WHERE " + column + " = ?";
    try (PreparedStatement statement = database.prepare(sql)) {
      statement.setLong(1, id);
      statement.executeUpdate();
    }
  }
}
