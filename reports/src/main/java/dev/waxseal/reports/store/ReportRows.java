package dev.waxseal.reports.store;

import dev.waxseal.dns.DomainName;
import dev.waxseal.reports.AggregateReport;
import dev.waxseal.reports.AggregateReport.Form;
import dev.waxseal.reports.AggregateReport.Metadata;
import dev.waxseal.reports.AggregateReport.PolicyPublished;
import dev.waxseal.reports.AggregateReport.Totals;
import dev.waxseal.reports.ReportNote;
import dev.waxseal.reports.read.ReportOrigin;
import dev.waxseal.reports.store.StoreException.Fault;
import java.io.IOException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Reports as rows, there and back. */
final class ReportRows {

  private final Database database;

  ReportRows(Database database) {
    this.database = database;
  }

  /** Takes reports one by one. */
  @FunctionalInterface
  interface Taker {
    void take(StoredReport report) throws SQLException, IOException;
  }

  /** Inserts a report without its records. */
  void insert(
      long id,
      long sourceId,
      AggregateReport report,
      ReportOrigin origin,
      boolean vouchedByUser,
      String content)
      throws SQLException {
    Metadata metadata = report.metadata();
    Row row =
        new Row()
            .number("id", id)
            .number("source_id", sourceId)
            .text("origin", word(origin.kind()))
            .text("author", origin.author().map(DomainName::toString))
            .text("vouching", vouching(origin))
            .flag("by_user", vouchedByUser)
            .flag("usable", StoredReport.isUsable(report))
            .text("submitter", report.key().submitter())
            .text("key_sha256", Fingerprint.of(report.key()))
            .text("content_sha256", content)
            .text("day", StoredReport.day(report).toString())
            .number("period_begin", metadata.begin().getEpochSecond())
            .number("period_end", metadata.end().getEpochSecond())
            .text("form", report.form().name().toLowerCase(Locale.ROOT).replace('_', ' '))
            .text("namespace", report.namespace())
            .text("version", metadata.version())
            .text("org_name", metadata.orgName())
            .text("email", metadata.email())
            .text("extra_contact_info", metadata.extraContactInfo())
            .text("report_id", metadata.reportId())
            .text("generator", metadata.generator())
            .number("records", report.totals().records())
            .number("dropped", report.totals().dropped())
            .number("messages", report.totals().messages());
    policy(row, report.policy()).insertInto("report", database);
    insertLists(id, metadata.errors(), report.notes());
  }

  private static Row policy(Row row, PolicyPublished policy) {
    return row.text("domain", policy.domain())
        .text("p", policy.p().text())
        .text("sp", policy.sp().text())
        .text("np", policy.np().text())
        .text("adkim", policy.adkim().text())
        .text("aspf", policy.aspf().text())
        .text("discovery_method", policy.discoveryMethod().text())
        .text("fo", policy.fo())
        .flag("testing", policy.testing())
        .text("pct", policy.pct());
  }

  private void insertLists(long id, List<String> errors, List<ReportNote> notes)
      throws SQLException {
    for (int i = 0; i < errors.size(); i++) {
      new Row()
          .number("report_id", id)
          .number("number", i + 1L)
          .text("text", errors.get(i))
          .insertInto("report_error", database);
    }
    for (int i = 0; i < notes.size(); i++) {
      new Row()
          .number("report_id", id)
          .number("number", i + 1L)
          .text("note", notes.get(i).kind().id())
          .number("times", notes.get(i).times())
          .text("example", notes.get(i).example())
          .insertInto("report_note", database);
    }
  }

  /** Gives a report another origin. */
  void setOrigin(long id, ReportOrigin origin, boolean vouchedByUser) throws SQLException {
    String sql = "UPDATE report SET origin = ?, author = ?, vouching = ?, by_user = ? WHERE id = ?";
    try (PreparedStatement statement = database.prepare(sql)) {
      Row.set(statement, 1, word(origin.kind()));
      Row.set(statement, 2, origin.author().map(DomainName::toString));
      Row.set(statement, 3, vouching(origin));
      statement.setShort(4, (short) (vouchedByUser ? 1 : 0));
      statement.setLong(5, id);
      statement.executeUpdate();
    }
  }

  /** The reports that fulfil a condition, in the order in which they were stored. */
  void forEach(String condition, List<String> values, Taker taker)
      throws SQLException, IOException {
    String sql =
        "SELECT report.*, report_source.name AS source, report_source.read_at, (SELECT count(*) FROM"
            + " report_duplicate WHERE report_duplicate.report_id = report.id) AS repeats FROM report"
            + " JOIN report_source ON report_source.id = report.source_id WHERE "
            + condition
            + " ORDER BY report.id";
    try (PreparedStatement statement = database.query(sql)) {
      for (int i = 0; i < values.size(); i++) {
        statement.setString(i + 1, values.get(i));
      }
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          taker.take(stored(row));
        }
      }
    }
  }

  /** The report with that number. */
  StoredReport get(long id) throws SQLException, IOException {
    return all("report.id = " + id, List.of()).get(0);
  }

  /** The few reports that fulfil a condition. */
  List<StoredReport> all(String condition, List<String> values) throws SQLException, IOException {
    List<StoredReport> reports = new ArrayList<>();
    forEach(condition, values, reports::add);
    return reports;
  }

  private StoredReport stored(ResultSet row) throws SQLException, StoreException {
    try {
      long id = row.getLong("id");
      return new StoredReport(
          id,
          row.getLong("source_id"),
          row.getString("source"),
          Instant.ofEpochSecond(row.getLong("read_at")),
          report(id, row),
          origin(row),
          row.getShort("by_user") != 0,
          row.getLong("repeats"));
    } catch (IllegalArgumentException e) {
      throw new StoreException(Fault.DAMAGED, e);
    }
  }

  private AggregateReport report(long id, ResultSet row) throws SQLException {
    return new AggregateReport(
        Form.valueOf(row.getString("form").toUpperCase(Locale.ROOT).replace(' ', '_')),
        row.getString("namespace"),
        metadata(id, row),
        policy(row),
        List.of(),
        new Totals(row.getLong("records"), row.getLong("dropped"), row.getLong("messages")),
        notes(id));
  }

  private Metadata metadata(long id, ResultSet row) throws SQLException {
    return new Metadata(
        row.getString("version"),
        row.getString("org_name"),
        row.getString("email"),
        optional(row, "extra_contact_info"),
        row.getString("report_id"),
        Instant.ofEpochSecond(row.getLong("period_begin")),
        Instant.ofEpochSecond(row.getLong("period_end")),
        errors(id),
        optional(row, "generator"));
  }

  private static PolicyPublished policy(ResultSet row) throws SQLException {
    return new PolicyPublished(
        row.getString("domain"),
        StoredWords.POLICY.in(row, "p"),
        StoredWords.POLICY.in(row, "sp"),
        StoredWords.POLICY.in(row, "np"),
        StoredWords.MODE.in(row, "adkim"),
        StoredWords.MODE.in(row, "aspf"),
        StoredWords.DISCOVERY.in(row, "discovery_method"),
        optional(row, "fo"),
        optional(row, "testing").map("1"::equals),
        optional(row, "pct"));
  }

  private List<String> errors(long id) throws SQLException {
    List<String> errors = new ArrayList<>();
    String sql = "SELECT text FROM report_error WHERE report_id = " + id + " ORDER BY number";
    try (PreparedStatement statement = database.query(sql);
        ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        errors.add(row.getString("text"));
      }
    }
    return errors;
  }

  private List<ReportNote> notes(long id) throws SQLException {
    List<ReportNote> notes = new ArrayList<>();
    String sql = "SELECT * FROM report_note WHERE report_id = " + id + " ORDER BY number";
    try (PreparedStatement statement = database.query(sql);
        ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        String kind = row.getString("note").toUpperCase(Locale.ROOT).replace('-', '_');
        notes.add(
            new ReportNote(
                ReportNote.Kind.valueOf(kind), row.getLong("times"), row.getString("example")));
      }
    }
    return notes;
  }

  private static ReportOrigin origin(ResultSet row) throws SQLException {
    String kind = row.getString("origin").toUpperCase(Locale.ROOT).replace('-', '_');
    return new ReportOrigin(
        ReportOrigin.Kind.valueOf(kind),
        optional(row, "author").flatMap(DomainName::parse),
        Stream.of(row.getString("vouching").split(" ", -1))
            .flatMap(name -> DomainName.parse(name).stream())
            .toList());
  }

  static Optional<String> optional(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getString(column));
  }

  static String word(ReportOrigin.Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static String vouching(ReportOrigin origin) {
    return String.join(" ", origin.vouching().stream().map(DomainName::toString).toList());
  }
}
