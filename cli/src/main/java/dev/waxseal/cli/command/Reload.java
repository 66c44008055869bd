package dev.waxseal.cli.command;

import dev.waxseal.cli.terminal.CommandFailure;
import dev.waxseal.cli.terminal.ExitStatus;
import dev.waxseal.cli.terminal.Terminal;
import dev.waxseal.milter.config.Configuration;
import dev.waxseal.milter.config.ConfigurationException;
import dev.waxseal.milter.config.DaemonState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Waits until the daemon has applied or refused the current files, according to its state file. */
final class Reload {

  /** The daemon checks once a second, twice for changed files and once more for new ones. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private static final long POLL_MILLIS = 100;

  private final Path file;

  Reload(Path file) {
    this.file = file;
  }

  /**
   * Waits and returns the exit status.
   *
   * @throws ConfigurationException if the configuration cannot be used; the daemon keeps the old
   *     one
   */
  ExitStatus awaited(Terminal terminal) throws ConfigurationException {
    Configuration configuration = Configuration.read(file);
    Path stateFile =
        configuration
            .stateFile()
            .orElseThrow(
                () ->
                    new CommandFailure(
                        ExitStatus.CONFIGURATION,
                        file
                            + " has no state-file, which would tell what is in force; write"
                            + " state-file = \"/run/waxseal/state\" and restart the daemon"));
    Optional<DaemonState> state = decided(stateFile);
    if (state.isPresent() && state.get().isUpToDate()) {
      terminal.out().println("in force since " + state.get().since());
      return ExitStatus.OK;
    }
    if (state.isPresent() && state.get().isRefused()) {
      state.get().refusal().orElseThrow().reasons().forEach(terminal::problem);
      terminal.problem(
          "not in force; the daemon keeps the configuration of " + state.get().since());
      return ExitStatus.CONFIGURATION;
    }
    throw new CommandFailure(ExitStatus.UNAVAILABLE, undecided(stateFile, state));
  }

  /** The last state, in which the daemon has applied or refused the files if it did so in time. */
  private Optional<DaemonState> decided(Path stateFile) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    Optional<DaemonState> state = DaemonState.read(stateFile);
    while (isOurs(state) && !isDecided(state) && System.nanoTime() - end < 0) {
      try {
        Thread.sleep(POLL_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return state;
      }
      state = DaemonState.read(stateFile);
    }
    return state.filter(it -> isOurs(Optional.of(it)));
  }

  private boolean isOurs(Optional<DaemonState> state) {
    return state
        .filter(it -> it.isAlive() && it.configuration().equals(file.toAbsolutePath()))
        .isPresent();
  }

  private static boolean isDecided(Optional<DaemonState> state) {
    return state.filter(it -> it.isUpToDate() || it.isRefused()).isPresent();
  }

  private String undecided(Path stateFile, Optional<DaemonState> state) {
    return state
        .map(
            it ->
                "the daemon (process "
                    + it.pid()
                    + ") has not applied "
                    + file
                    + " within "
                    + PATIENCE.toSeconds()
                    + " s; its log may say why")
        .orElse("no running daemon with " + file + " has written " + stateFile);
  }
}
