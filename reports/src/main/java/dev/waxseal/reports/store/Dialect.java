package dev.waxseal.reports.store;

import dev.waxseal.reports.store.StoreException.Fault;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;

/** What differs between the databases. */
enum Dialect {
  /** SQLite; a file. */
  SQLITE(
      "BLOB", " WITHOUT ROWID", "SELECT count(*) FROM sqlite_master WHERE name = 'report_store'") {
    @Override
    void prepare(Connection connection) throws SQLException {
      execute(connection, "PRAGMA busy_timeout = " + WAIT_MILLIS);
    }

    @Override
    void begin(Connection connection, boolean writing) throws SQLException {
      execute(connection, writing ? "BEGIN IMMEDIATE" : "BEGIN");
    }

    @Override
    void commit(Connection connection) throws SQLException {
      execute(connection, "COMMIT");
    }

    @Override
    void rollback(Connection connection) throws SQLException {
      execute(connection, "ROLLBACK");
    }

    /** The primary result code of sqlite3.h, in the low octet. */
    @Override
    Fault fault(SQLException e) {
      return switch (e.getErrorCode() & 0xFF) {
        case 5, 6 -> Fault.LOCKED;
        case 13 -> Fault.FULL;
        case 3, 8, 14 -> Fault.READ_ONLY;
        case 11 -> Fault.DAMAGED;
        case 26 -> Fault.FOREIGN;
        default -> Fault.OTHER;
      };
    }
  },
  /** PostgreSQL; a server. */
  POSTGRESQL("BYTEA", "", "SELECT count(*) FROM pg_class WHERE oid = to_regclass('report_store')") {
    @Override
    void prepare(Connection connection) throws SQLException {
      execute(connection, "SET lock_timeout = " + WAIT_MILLIS);
    }

    @Override
    void begin(Connection connection, boolean writing) throws SQLException {
      connection.setAutoCommit(false);
      execute(
          connection,
          writing
              ? "LOCK TABLE report_store IN EXCLUSIVE MODE"
              : "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY");
    }

    @Override
    void commit(Connection connection) throws SQLException {
      connection.commit();
      connection.setAutoCommit(true);
    }

    @Override
    void rollback(Connection connection) throws SQLException {
      connection.rollback();
      connection.setAutoCommit(true);
    }

    /** Appendix A of its manual. */
    @Override
    Fault fault(SQLException e) {
      String state = String.valueOf(e.getSQLState());
      return switch (state) {
        case "55P03", "40001", "40P01" -> Fault.LOCKED;
        case "53100" -> Fault.FULL;
        case "42501", "25006" -> Fault.READ_ONLY;
        default ->
            state.startsWith("08") || state.startsWith("28") || state.startsWith("57P")
                ? Fault.UNREACHABLE
                : Fault.OTHER;
      };
    }
  };

  /** Much longer than a usual report takes to be written. */
  private static final int WAIT_MILLIS = 5_000;

  private final String octets;
  private final String clustered;
  private final String exists;

  Dialect(String octets, String clustered, String exists) {
    this.octets = octets;
    this.clustered = clustered;
    this.exists = exists;
  }

  /** The dialect of a connection. */
  static Dialect of(Connection connection) throws SQLException, StoreException {
    String name = connection.getMetaData().getDatabaseProductName();
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "sqlite" -> SQLITE;
      case "postgresql" -> POSTGRESQL;
      default ->
          throw new StoreException(Fault.FOREIGN, name + " is neither SQLite nor PostgreSQL");
    };
  }

  /** The query for the number of tables named {@code report_store}. */
  String exists() {
    return exists;
  }

  /** A statement of the schema in this dialect. */
  String translated(String sql) {
    return sql.replace("{octets}", octets).replace("{clustered}", clustered);
  }

  abstract void prepare(Connection connection) throws SQLException;

  /** Begins a transaction; one that writes waits until no other does. */
  abstract void begin(Connection connection, boolean writing) throws SQLException;

  abstract void commit(Connection connection) throws SQLException;

  abstract void rollback(Connection connection) throws SQLException;

  abstract Fault fault(SQLException e);

  /** Runs a statement without parameters. */
  static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
