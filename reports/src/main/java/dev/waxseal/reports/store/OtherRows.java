package dev.waxseal.reports.store;

import dev.waxseal.dns.DomainName;
import dev.waxseal.reports.FailureReport;
import dev.waxseal.reports.Report;
import dev.waxseal.reports.TlsReport;
import dev.waxseal.reports.read.ReadResult.Received;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HexFormat;

/** Failure reports and reports on TLS: a row of a few facts; the rest is in their octets. */
final class OtherRows {

  private final Database database;

  OtherRows(Database database) {
    this.database = database;
  }

  /** Returns true if there are such reports of a source. */
  boolean has(long sourceId) throws SQLException {
    return database.number("SELECT count(*) FROM report_other WHERE source_id = " + sourceId) > 0;
  }

  /** Returns true if the store has a report that says the same. */
  boolean knows(Report report) throws SQLException {
    String sql = "SELECT count(*) FROM report_other WHERE content_sha256 = ?";
    try (PreparedStatement statement = database.prepare(sql)) {
      statement.setString(1, content(report));
      try (ResultSet row = statement.executeQuery()) {
        return row.next() && row.getLong(1) > 0;
      }
    }
  }

  void insert(Received received, long sourceId, boolean vouchedByUser, long now)
      throws SQLException {
    Row row =
        new Row()
            .number("id", database.nextId("report_other"))
            .number("source_id", sourceId)
            .text("origin", ReportRows.word(received.origin().kind()))
            .text("author", received.origin().author().map(DomainName::toString))
            .text("vouching", ReportRows.vouching(received.origin()))
            .flag("by_user", vouchedByUser)
            .text("content_sha256", content(received.report()));
    if (received.report() instanceof FailureReport failure) {
      row.text("kind", "failure")
          .text("submitter", failure.reportingMta().orElse(failure.userAgent()))
          .text("report_id", "")
          .text("domain", failure.reportedDomains().stream().findFirst().orElse(""))
          .text("day", day(failure.arrivalDate().orElse(Instant.ofEpochSecond(now))))
          .number("failures", failure.incidents());
    } else if (received.report() instanceof TlsReport tls) {
      long half = (tls.end().getEpochSecond() - tls.start().getEpochSecond()) / 2;
      row.text("kind", "tls")
          .text("submitter", tls.organizationName())
          .text("report_id", tls.reportId())
          .text(
              "domain",
              tls.policies().stream().map(TlsReport.Policy::domain).findFirst().orElse(""))
          .text("day", day(tls.start().plusSeconds(Math.max(half, 0))))
          .number("failures", failures(tls));
    }
    row.insertInto("report_other", database);
  }

  /** Deletes those of days before a day, and returns their number. */
  static int forget(Database database, LocalDate before) throws SQLException {
    String sql = "DELETE FROM report_other WHERE day < ?";
    try (PreparedStatement statement = database.prepare(sql)) {
      statement.setString(1, before.toString());
      return statement.executeUpdate();
    }
  }

  private static long failures(TlsReport tls) {
    return tls.policies().stream().mapToLong(policy -> policy.failures().orElse(0)).sum();
  }

  private static String day(Instant instant) {
    return LocalDate.ofInstant(instant, ZoneOffset.UTC).toString();
  }

  /** A hash of all fields. */
  private static String content(Report report) {
    byte[] text = report.toString().getBytes(StandardCharsets.UTF_8);
    return HexFormat.of().formatHex(Fingerprint.sha256().digest(text));
  }
}
