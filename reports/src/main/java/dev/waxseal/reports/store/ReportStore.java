package dev.waxseal.reports.store;

import dev.waxseal.reports.read.ReadResult;
import dev.waxseal.reports.read.ReportReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The reports that a domain owner got, in SQLite or PostgreSQL: their texts, records and notes, who
 * they are from, and the octets that they came in, compressed. The DKIM keys that prove the origin
 * are taken out of DNS some day, so the origin is kept as it was judged when a report was read.
 *
 * <p>A mail or file is stored as a whole, in one transaction, or not at all. Memory does not grow
 * with the number of records.
 *
 * <p>One thread at a time; programs that write at the same time wait for one another.
 */
public final class ReportStore implements AutoCloseable {

  private final Database database;
  private final InstantSource clock;

  /** The octets of a mail or file, which can be read more than once. */
  @FunctionalInterface
  public interface Content {

    /**
     * Opens them from their beginning; the store closes the stream.
     *
     * @throws IOException if they cannot be read
     */
    InputStream open() throws IOException;
  }

  private ReportStore(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * The store in a database, which is made if the database is empty and brought up to date if it is
   * of an earlier version. The store owns the connection from then on.
   *
   * @throws StoreException if it is not a store, is of a later version, or cannot be used
   */
  public static ReportStore of(Connection connection) throws StoreException {
    return of(connection, InstantSource.system());
  }

  /**
   * The store in a database, with a clock for the times of reading.
   *
   * @throws StoreException if it is not a store, is of a later version, or cannot be used
   */
  public static ReportStore of(Connection connection, InstantSource clock) throws StoreException {
    return new ReportStore(Database.open(connection), Objects.requireNonNull(clock));
  }

  /**
   * Reads a mail or file and stores what is in it. One that was read before is not read again,
   * unless its origin was not known then.
   *
   * @param name the name of the file, for people
   * @param content its octets
   * @param reader what reads it, and judges who it is from
   * @param vouchedByUser true if the user vouches for reports that do not come in a mail
   * @throws StoreException if it cannot be stored
   * @throws IOException if it cannot be read
   */
  public Addition add(String name, Content content, ReportReader reader, boolean vouchedByUser)
      throws IOException {
    Intake intake = new Intake(database, name, content, vouchedByUser);
    Sources.Octets octets = Sources.Octets.of(content.open());
    Optional<Addition> known = database.reading(() -> intake.known(octets));
    if (known.isPresent()) {
      return known.get();
    }
    try (Drafts drafts = new Drafts(database)) {
      ReadResult result;
      try (InputStream in = content.open()) {
        result = reader.read(in, drafts);
      }
      if (result instanceof ReadResult.Read read) {
        return intake.store(octets, read, drafts, clock.instant().getEpochSecond());
      }
      return new Addition(List.of(), List.of(), List.of((ReadResult.Refused) result));
    } catch (SQLException e) {
      throw database.failure(e);
    } finally {
      database.rollback();
    }
  }

  /**
   * Hands over reports and their records, in the order in which the reports were stored; a visitor
   * that wants no records takes {@link #reports}. It sees one state of the store, whatever is
   * written meanwhile, and must not use the store itself.
   *
   * @throws StoreException if the store cannot be read
   * @throws IOException if the visitor throws it
   */
  public void records(Selection selection, StoreVisitor visitor) throws IOException {
    database.reading(
        () -> {
          try (RecordRows records = new RecordRows(database)) {
            Condition condition = Condition.of(selection);
            new ReportRows(database)
                .forEach(
                    condition.sql(),
                    condition.values(),
                    report -> {
                      visitor.report(report);
                      records.forEach(report, visitor);
                    });
          }
          return true;
        });
  }

  /**
   * Hands over reports without their records, as {@link #records} does.
   *
   * @throws StoreException if the store cannot be read
   * @throws IOException if the visitor throws it
   */
  public void reports(Selection selection, StoreVisitor visitor) throws IOException {
    database.reading(
        () -> {
          Condition condition = Condition.of(selection);
          new ReportRows(database).forEach(condition.sql(), condition.values(), visitor::report);
          return true;
        });
  }

  /**
   * Writes the mail or file that a report came in, as it came.
   *
   * @throws StoreException if the store cannot be read
   * @throws IOException if it cannot be written
   */
  public void copy(StoredReport report, OutputStream out) throws IOException {
    database.reading(
        () -> {
          new Sources(database).copy(report.sourceId(), out);
          return true;
        });
  }

  /**
   * Deletes the reports of days before a day, with the mails and files that they came in.
   *
   * @return the number of reports
   * @throws StoreException if that fails; then nothing is deleted
   */
  public int forget(LocalDate before) throws IOException {
    Condition condition = Condition.of(Selection.all().until(before.minusDays(1)));
    return database.writing(
        () -> {
          List<StoredReport> old = new ArrayList<>();
          new ReportRows(database).forEach(condition.sql(), condition.values(), old::add);
          for (StoredReport report : old) {
            Deletion.report(database, report);
          }
          int others = OtherRows.forget(database, before);
          Deletion.sources(database);
          return old.size() + others;
        });
  }

  /**
   * Closes the connection.
   *
   * @throws StoreException if that fails; what was stored is stored
   */
  @Override
  public void close() throws StoreException {
    database.close();
  }

  /** A selection as SQL. */
  private record Condition(String sql, List<String> values) {

    static Condition of(Selection selection) {
      List<String> parts = new ArrayList<>(List.of("1 = 1"));
      List<String> values = new ArrayList<>();
      selection
          .domain()
          .ifPresent(
              domain -> {
                parts.add("report.domain = ?");
                values.add(domain);
              });
      selection
          .first()
          .ifPresent(
              day -> {
                parts.add("report.day >= ?");
                values.add(day.toString());
              });
      selection
          .last()
          .ifPresent(
              day -> {
                parts.add("report.day <= ?");
                values.add(day.toString());
              });
      return new Condition(String.join(" AND ", parts), values);
    }
  }
}
