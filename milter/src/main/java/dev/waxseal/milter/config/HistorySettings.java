package dev.waxseal.milter.config;

import dev.waxseal.reports.history.ReportHistory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.Optional;

/**
 * Where the mail that was judged is recorded, for aggregate reports: either of the two.
 *
 * @param folder the folder of the files
 * @param database the URL of a database, as JDBC has it; it may have a password in it
 * @param days the days for which entries are kept, the current one not counted
 */
public record HistorySettings(Optional<Path> folder, Optional<String> database, int days) {

  /** The history; a database is connected with when it is first used. */
  public ReportHistory open() {
    return database
        .map(url -> ReportHistory.inDatabase(() -> DriverManager.getConnection(url)))
        .orElseGet(() -> ReportHistory.inFolder(folder.orElseThrow()));
  }

  /** Where it is, for messages, without secrets. */
  public String place() {
    return folder.map(Path::toString).orElse("the database of [history]");
  }

  /** The folder, or the nearest above it that exists: there it is made when mail comes. */
  public Optional<Path> existing() {
    return folder.map(HistorySettings::existing);
  }

  private static Path existing(Path folder) {
    Path there = folder.toAbsolutePath();
    while (!Files.exists(there) && there.getParent() != null) {
      there = there.getParent();
    }
    return there;
  }
}
