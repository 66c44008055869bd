package dev.waxseal.cli.command;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The log of the daemon on standard error. The journal of systemd adds the time itself and reads
 * the level from the start of a line (sd-daemon(3)); elsewhere lines begin with the time.
 * Thread-safe.
 */
final class LogOutput implements Consumer<String> {

  private static final Path STANDARD_ERROR = Path.of("/proc/self/fd/2");

  /** The syslog numbers of the log levels. */
  private static final Map<String, String> PRIORITIES =
      Map.of("level=info", "<6>", "level=warning", "<4>", "level=error", "<3>");

  private final PrintStream out;
  private final Clock clock;
  private final boolean journal;

  private LogOutput(PrintStream out, Clock clock, boolean journal) {
    this.out = out;
    this.clock = clock;
    this.journal = journal;
  }

  /** The log on the standard error of this process. */
  static LogOutput of(PrintStream out, Map<String, String> environment, Clock clock) {
    return new LogOutput(out, clock, isJournal(STANDARD_ERROR, environment));
  }

  /** A log to a given kind of output. */
  static LogOutput of(PrintStream out, boolean journal, Clock clock) {
    return new LogOutput(out, clock, journal);
  }

  @Override
  public void accept(String line) {
    String level = line.split(" ", 2)[0];
    out.println(
        journal
            ? PRIORITIES.getOrDefault(level, "") + line
            : "time=" + clock.instant().truncatedTo(ChronoUnit.MILLIS) + " " + line);
  }

  /**
   * True if a file is the journal stream opened by systemd: {@code JOURNAL_STREAM} holds its device
   * and inode (systemd.exec(5)); processes that write elsewhere inherit the variable.
   */
  static boolean isJournal(Path file, Map<String, String> environment) {
    try {
      Map<String, Object> is = Files.readAttributes(file, "unix:dev,ino");
      return (is.get("dev") + ":" + is.get("ino"))
          .equals(environment.getOrDefault("JOURNAL_STREAM", ""));
    } catch (IOException | RuntimeException e) { // the system does not have it
      return false;
    }
  }
}
