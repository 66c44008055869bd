package dev.waxseal.reports.history;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;

/**
 * What a receiver has recorded of the mail that it judged, by day (UTC).
 *
 * <p>Keep it as long as reports may have to be made from it, and {@link #forget} the rest: it tells
 * who wrote to whom's domain.
 *
 * <p>Share it among threads. It starts none: a server whose mail must not wait for a disk or a
 * database puts a bounded queue before {@link #append} and drops what does not fit.
 */
public interface ReportHistory extends Closeable {

  /** Takes the entries of a day one by one. */
  @FunctionalInterface
  interface Sink {

    /** One entry. */
    void accept(HistoryEntry entry);
  }

  /**
   * Records one message.
   *
   * @throws IOException if it cannot be recorded; the history stays as it was
   */
  void append(HistoryEntry entry) throws IOException;

  /**
   * The days with entries, the earliest first.
   *
   * @throws IOException if they cannot be told
   */
  List<LocalDate> days() throws IOException;

  /**
   * Hands over the entries of a day; those of files in the order in which they were recorded.
   *
   * @return the number of entries that cannot be read: those that a crash or a full disk has cut
   * @throws IOException if the history cannot be read
   */
  long read(LocalDate day, Sink sink) throws IOException;

  /**
   * Deletes the entries of all days before one.
   *
   * @return the number of days that had entries
   * @throws IOException if that fails
   */
  int forget(LocalDate before) throws IOException;

  /** Releases files and connections. */
  @Override
  void close() throws IOException;

  /**
   * A history in files: one a day, a line a message, written by one system call each. Any number of
   * processes of one machine may append to one folder on a local file system, while others read.
   * Entries that were appended survive the end of the process; those of the last seconds may not
   * survive that of the machine.
   *
   * @param folder where the files are; it is made when the first entry comes
   */
  static ReportHistory inFolder(Path folder) {
    return new FileHistory(folder);
  }

  /** Connects with a database. */
  @FunctionalInterface
  interface Connector {

    /**
     * A new connection, which the history closes.
     *
     * @throws SQLException if there is none
     */
    Connection connect() throws SQLException;
  }

  /**
   * A history in a database that any number of machines share. It keeps one connection, from its
   * first use on; one that fails is made again when the next entry comes. Its table, {@code
   * waxseal_history}, is made if it is not there.
   *
   * @param connector makes connections, with the user's driver: PostgreSQL is tested
   */
  static ReportHistory inDatabase(Connector connector) {
    return new DatabaseHistory(connector);
  }
}
