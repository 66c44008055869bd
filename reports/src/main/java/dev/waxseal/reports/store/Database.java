package dev.waxseal.reports.store;

import dev.waxseal.reports.store.StoreException.Fault;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** A connection to a store whose schema is that of this version. */
final class Database implements AutoCloseable {

  /** The version of the schema; there is a file of statements for each. */
  static final int VERSION = 1;

  private final Connection connection;
  private final Dialect dialect;
  private boolean inTransaction;

  /** Work within the database. */
  @FunctionalInterface
  interface Work<T> {
    T run() throws SQLException, IOException;
  }

  private Database(Connection connection, Dialect dialect) {
    this.connection = connection;
    this.dialect = dialect;
  }

  /** Makes what is missing of the schema. */
  static Database open(Connection connection) throws StoreException {
    Dialect dialect;
    try {
      dialect = Dialect.of(connection);
    } catch (SQLException e) {
      throw new StoreException(Fault.UNREACHABLE, e);
    }
    Database database = new Database(connection, dialect);
    try {
      dialect.prepare(connection);
      database.migrate();
    } catch (SQLException e) {
      throw database.failure(e);
    }
    return database;
  }

  /** A statement of SQL; the caller closes it. */
  PreparedStatement prepare(String sql) throws SQLException {
    return connection.prepareStatement(sql);
  }

  /** A query whose rows come in pieces within a transaction; the caller closes it. */
  PreparedStatement query(String sql) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    statement.setFetchSize(1000);
    return statement;
  }

  /** Runs a statement without parameters. */
  void execute(String sql) throws SQLException {
    Dialect.execute(connection, sql);
  }

  /** The number that a query gives. */
  long number(String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      return rows.next() ? rows.getLong(1) : 0;
    }
  }

  /** A number that no row of a table has as its id. */
  long nextId(String table) throws SQLException {
    return number("SELECT coalesce(max(id), 0) + 1 FROM " + table);
  }

  /** Work that only reads, on one state of the database. */
  <T> T reading(Work<T> work) throws IOException {
    return transaction(false, work);
  }

  /** Work that writes; nothing is written if it fails. */
  <T> T writing(Work<T> work) throws IOException {
    return transaction(true, work);
  }

  private <T> T transaction(boolean writes, Work<T> work) throws IOException {
    try {
      begin(writes);
      T result = work.run();
      commit();
      return result;
    } catch (SQLException e) {
      throw failure(e);
    } finally {
      rollback();
    }
  }

  void begin(boolean writes) throws SQLException {
    dialect.begin(connection, writes);
    inTransaction = true;
  }

  void commit() throws SQLException {
    dialect.commit(connection);
    inTransaction = false;
  }

  boolean isInTransaction() {
    return inTransaction;
  }

  /** Undoes a transaction that was not committed, if there is one. */
  void rollback() {
    if (inTransaction) {
      inTransaction = false;
      try {
        dialect.rollback(connection);
      } catch (SQLException e) {
        // The database has undone it by itself, as SQLite does when the disk is full.
      }
    }
  }

  StoreException failure(SQLException e) {
    return new StoreException(dialect.fault(e), e);
  }

  @Override
  public void close() throws StoreException {
    try {
      connection.close();
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  private void migrate() throws SQLException, StoreException {
    if (number(dialect.exists()) == 0) {
      if (dialect == Dialect.SQLITE && number("SELECT count(*) FROM sqlite_master") > 0) {
        throw new StoreException(Fault.FOREIGN, "");
      }
      Dialect.execute(
          connection,
          "CREATE TABLE IF NOT EXISTS report_store (version INTEGER NOT NULL PRIMARY KEY)");
    }
    if (version() < VERSION) {
      begin(true);
      try {
        for (int next = version() + 1; next <= VERSION; next++) {
          apply(next);
        }
        commit();
      } finally {
        rollback();
      }
    }
    int found = version();
    if (found > VERSION) {
      throw new StoreException(
          Fault.NEWER, "its version is " + found + ", and this program knows " + VERSION);
    }
  }

  private int version() throws SQLException {
    return (int) number("SELECT coalesce(max(version), 0) FROM report_store");
  }

  private void apply(int version) throws SQLException {
    String sql = statements("schema-" + version + ".sql").replaceAll("--[^\n]*", "");
    for (String statement : sql.split(";", -1)) {
      if (!statement.isBlank()) {
        Dialect.execute(connection, dialect.translated(statement));
      }
    }
    Dialect.execute(connection, "INSERT INTO report_store (version) VALUES (" + version + ")");
  }

  private static String statements(String name) {
    try (InputStream in = Database.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is missing in the jar");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
