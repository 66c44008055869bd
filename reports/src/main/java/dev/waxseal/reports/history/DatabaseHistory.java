package dev.waxseal.reports.history;

import java.io.IOException;
import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A table in a database. It has the parts of an entry that people ask for as columns, and the entry
 * itself as the line that {@link EntryLine} makes of it.
 */
final class DatabaseHistory implements ReportHistory {

  private static final int ROWS_AT_ONCE = 1_000;

  private static final String TABLE =
      """
      create table if not exists waxseal_history (
        day date not null,
        policy_domain varchar(253) not null,
        header_from varchar(253) not null,
        source_ip varchar(45) not null,
        dmarc varchar(9) not null,
        done varchar(10) not null,
        entry text not null
      )""";

  private static final String INDEX =
      "create index if not exists waxseal_history_day on waxseal_history (day)";

  private static final String INSERT =
      "insert into waxseal_history (day, policy_domain, header_from, source_ip, dmarc, done, entry)"
          + " values (?, ?, ?, ?, ?, ?, ?)";

  private final Connector connector;
  private Optional<Connection> current = Optional.empty();

  DatabaseHistory(Connector connector) {
    this.connector = connector;
  }

  /** Work that needs the database. */
  @FunctionalInterface
  private interface Work<T> {
    T run(Connection connection) throws SQLException;
  }

  @Override
  public synchronized void append(HistoryEntry entry) throws IOException {
    run(
        connection -> {
          try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            LocalDate day = LocalDate.ofInstant(entry.time(), ZoneOffset.UTC);
            insert.setDate(1, Date.valueOf(day));
            insert.setString(2, entry.policyDomain().toString());
            insert.setString(3, entry.headerFrom().toString());
            insert.setString(4, entry.sourceIp());
            insert.setString(5, entry.dmarc().word());
            insert.setString(6, EntryLine.word(entry.done()));
            insert.setString(7, EntryLine.of(entry));
            return insert.executeUpdate();
          }
        });
  }

  @Override
  public synchronized List<LocalDate> days() throws IOException {
    return run(
        connection -> {
          List<LocalDate> days = new ArrayList<>();
          try (Statement select = connection.createStatement();
              ResultSet rows =
                  select.executeQuery("select distinct day from waxseal_history order by day")) {
            while (rows.next()) {
              days.add(rows.getDate(1).toLocalDate());
            }
          }
          return days;
        });
  }

  @Override
  public synchronized long read(LocalDate day, Sink sink) throws IOException {
    return run(
        connection -> {
          connection.setAutoCommit(false); // a driver may fetch all rows at once otherwise
          try (PreparedStatement select =
              connection.prepareStatement("select entry from waxseal_history where day = ?")) {
            select.setFetchSize(ROWS_AT_ONCE);
            select.setDate(1, Date.valueOf(day));
            return read(select, sink);
          } finally {
            connection.rollback();
            connection.setAutoCommit(true);
          }
        });
  }

  private static long read(PreparedStatement select, Sink sink) throws SQLException {
    EntryLine.Reader reader = new EntryLine.Reader();
    long damaged = 0;
    try (ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        Optional<HistoryEntry> entry = reader.read(rows.getString(1));
        entry.ifPresent(sink::accept);
        damaged += entry.isPresent() ? 0 : 1;
      }
    }
    return damaged;
  }

  @Override
  public synchronized int forget(LocalDate before) throws IOException {
    List<LocalDate> old = new ArrayList<>(days());
    old.removeIf(day -> !day.isBefore(before));
    return run(
        connection -> {
          try (PreparedStatement delete =
              connection.prepareStatement("delete from waxseal_history where day < ?")) {
            delete.setDate(1, Date.valueOf(before));
            delete.executeUpdate();
            return old.size();
          }
        });
  }

  /** A connection that has failed is not used again: the server may have been started anew. */
  private <T> T run(Work<T> work) throws IOException {
    try {
      return work.run(connection());
    } catch (SQLException e) {
      IOException failure = new IOException("the history's database: " + e.getMessage(), e);
      try {
        close();
      } catch (IOException second) {
        failure.addSuppressed(second);
      }
      throw failure;
    }
  }

  private Connection connection() throws SQLException {
    if (current.isPresent()) {
      return current.get();
    }
    Connection fresh = connector.connect();
    current = Optional.of(fresh);
    if (!hasTable(fresh)) {
      try (Statement create = fresh.createStatement()) {
        create.execute(TABLE);
        create.execute(INDEX);
      }
    }
    return fresh;
  }

  /** Several servers may begin at once, and a user without the right to make tables may write. */
  private static boolean hasTable(Connection connection) {
    try (Statement select = connection.createStatement()) {
      select.executeQuery("select day from waxseal_history where 1 = 0").close();
      return true;
    } catch (SQLException e) {
      return false;
    }
  }

  @Override
  public synchronized void close() throws IOException {
    if (current.isEmpty()) {
      return;
    }
    Connection old = current.get();
    current = Optional.empty();
    try {
      old.close();
    } catch (SQLException e) {
      throw new IOException("the history's database: " + e.getMessage(), e);
    }
  }
}
