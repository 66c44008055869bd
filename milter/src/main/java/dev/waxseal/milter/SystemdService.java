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
 * Notifies systemd of the daemon's state (sd_notify(3)): ready, alive, stopping. Does nothing if
 * systemd did not start it. Java 17 has no Unix datagram sockets, so it runs the program {@code
 * systemd-notify}, and the unit needs {@code NotifyAccess=all}.
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

  /** Notifies that it is ready, and from then on regularly that it is alive. */
  public void ready() {
    notify("READY=1");
    Optional<Duration> watchdog = watchdog(environment, ProcessHandle.current().pid());
    if (watchdog.isPresent() && environment.containsKey("NOTIFY_SOCKET")) {
      Thread thread = new Thread(() -> watch(watchdog.get()), "watchdog");
      thread.setDaemon(true);
      thread.start();
    }
  }

  /** Notifies that it stops. */
  @Override
  public void close() {
    closed.countDown();
    notify("STOPPING=1");
  }

  /** The watchdog interval of systemd, if it is set. */
  static Optional<Duration> watchdog(Map<String, String> environment, long pid) {
    String micros = environment.getOrDefault("WATCHDOG_USEC", "");
    String meant = environment.getOrDefault("WATCHDOG_PID", String.valueOf(pid));
    return micros.matches("[1-9][0-9]{0,15}") && meant.equals(String.valueOf(pid))
        ? Optional.of(Duration.ofNanos(1000 * Long.parseLong(micros)))
        : Optional.empty();
  }

  /** Three notifications per interval, so that one may get lost. */
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
      } catch (Throwable fault) { // the next notification may succeed
        warnings.accept("the watchdog notification to systemd failed: " + fault);
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
        warnings.accept(PROGRAM + " did not end; systemd was not notified of " + state);
      } else if (process.exitValue() != 0) {
        warnings.accept(PROGRAM + " failed; systemd was not notified of " + state);
      }
    } catch (IOException e) {
      warnings.accept("cannot notify systemd of " + state + ": " + e.getMessage());
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
