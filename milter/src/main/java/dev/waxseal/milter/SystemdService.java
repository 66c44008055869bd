package dev.waxseal.milter;

import java.io.File;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Tells systemd how the daemon is (sd_notify(3)): that its sockets are open, that it lives, and
 * that it ends. Does nothing where no systemd waits for it. Java 17 opens no datagram sockets of
 * Unix; the program {@code systemd-notify} does, so that the unit needs {@code NotifyAccess=all}.
 *
 * <p>Thread-safe.
 */
public final class SystemdService implements AutoCloseable {

  private static final String PROGRAM = "systemd-notify";
  private static final long PATIENCE_SECONDS = 10;

  private final Map<String, String> environment;
  private final BooleanSupplier alive;
  private final Consumer<String> warnings;
  private final CountDownLatch closed = new CountDownLatch(1);

  private SystemdService(
      Map<String, String> environment, BooleanSupplier alive, Consumer<String> warnings) {
    this.environment = environment;
    this.alive = alive;
    this.warnings = warnings;
  }

  /**
   * The service that a daemon is, if systemd has started this process as one.
   *
   * @param environment of this process: {@code NOTIFY_SOCKET}, {@code WATCHDOG_USEC}, {@code
   *     WATCHDOG_PID}, {@code PATH}
   */
  public static SystemdService of(MilterDaemon daemon, Map<String, String> environment) {
    return new SystemdService(environment, daemon::isAlive, daemon::warn);
  }

  /** The service of something that may be alive. */
  static SystemdService of(
      Map<String, String> environment, BooleanSupplier alive, Consumer<String> warnings) {
    return new SystemdService(environment, alive, warnings);
  }

  /** Says that it is ready, and from then on, as often as systemd asks for, that it lives. */
  public void ready() {
    notify("READY=1");
    Optional<Duration> watchdog = watchdog(environment, ProcessHandle.current().pid());
    if (watchdog.isPresent() && environment.containsKey("NOTIFY_SOCKET")) {
      Thread thread = new Thread(() -> watch(watchdog.get()), "watchdog");
      thread.setDaemon(true);
      thread.start();
    }
  }

  /** Says that it ends. */
  @Override
  public void close() {
    closed.countDown();
    notify("STOPPING=1");
  }

  /** How long systemd waits for a sign of life, if it does. */
  static Optional<Duration> watchdog(Map<String, String> environment, long pid) {
    String micros = environment.getOrDefault("WATCHDOG_USEC", "");
    String meant = environment.getOrDefault("WATCHDOG_PID", String.valueOf(pid));
    return micros.matches("[1-9][0-9]{0,15}") && meant.equals(String.valueOf(pid))
        ? Optional.of(Duration.ofNanos(1000 * Long.parseLong(micros)))
        : Optional.empty();
  }

  /** Three signs in the time; one that gets lost does no harm. */
  private void watch(Duration patience) {
    boolean going = true;
    while (going) {
      try {
        going = !closed.await(patience.toNanos() / 3, TimeUnit.NANOSECONDS);
        if (going && alive.getAsBoolean()) {
          notify("WATCHDOG=1");
        }
      } catch (InterruptedException e) {
        going = false;
      } catch (Throwable fault) { // the next sign may be given
        warnings.accept("systemd could not be told that the daemon lives: " + fault);
      }
    }
  }

  private void notify(String state) {
    if (!environment.containsKey("NOTIFY_SOCKET")) {
      return;
    }
    try {
      ProcessBuilder notification =
          new ProcessBuilder(program(), state)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD);
      notification.environment().putAll(environment);
      Process process = notification.start();
      process.getOutputStream().close();
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        warnings.accept(PROGRAM + " does not end; systemd has not been told " + state);
      } else if (process.exitValue() != 0) {
        warnings.accept(PROGRAM + " has failed; systemd has not been told " + state);
      }
    } catch (IOException e) {
      warnings.accept("systemd cannot be told " + state + ": " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The program as the PATH of the environment has it. */
  private String program() {
    return Arrays.stream(environment.getOrDefault("PATH", "").split(File.pathSeparator, -1))
        .map(directory -> new File(directory, PROGRAM))
        .filter(File::canExecute)
        .map(File::getPath)
        .findFirst()
        .orElse(PROGRAM);
  }
}
