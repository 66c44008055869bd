package endtoend;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A Waxseal daemon that Postfix asks; it can be killed and started again. Thread-safe. */
final class Waxseal implements AutoCloseable {

  private final Path configuration;
  private final int port;
  private Daemon daemon;

  private Waxseal(Path configuration, int port, Daemon daemon) {
    this.configuration = configuration;
    this.port = port;
    this.daemon = daemon;
  }

  /**
   * Starts one.
   *
   * @param configuration the file that is written for it
   * @param port where it listens
   * @param text the configuration without the sockets
   * @param role its role there, as the configuration writes it
   */
  static Waxseal start(Path configuration, int port, String role, String text) throws IOException {
    String listen = "[[listen]]\nsocket = \"inet:%s:%d\"\nrole = %s\n";
    return start(configuration, port, listen.formatted(Daemon.LOOPBACK, port, role) + text);
  }

  /**
   * Starts one.
   *
   * @param configuration the file that is written for it
   * @param port one where it listens, which is waited for
   * @param text all of the configuration
   */
  static Waxseal start(Path configuration, int port, String text) throws IOException {
    Files.writeString(configuration, text);
    return new Waxseal(configuration, port, start(configuration, port));
  }

  /** How much processor time it has taken since it was started last. */
  synchronized Duration processorTime() {
    return daemon.processorTime();
  }

  /** The id of its process. */
  synchronized long id() {
    return daemon.id();
  }

  /** The file that it writes what it says to. */
  Path logFile() {
    return logFile(configuration);
  }

  /** Lets it end as a service does that is stopped, and starts it again. */
  synchronized void stopAndRestart() throws IOException {
    daemon.close();
    daemon = start(configuration, port);
  }

  /** Ends it without a warning, as a crash does. */
  synchronized void kill() {
    daemon.kill();
  }

  /** Starts it again after {@link #kill}. */
  synchronized void restart() throws IOException {
    daemon = start(configuration, port);
  }

  /** Lets it stand still: it neither answers nor ends. */
  synchronized void freeze() throws IOException, InterruptedException {
    daemon.freeze();
  }

  /** Lets it go on after {@link #freeze}. */
  synchronized void resume() throws IOException, InterruptedException {
    daemon.resume();
  }

  /** What it has said last. */
  synchronized String log() {
    return daemon.log();
  }

  @Override
  public synchronized void close() {
    daemon.close();
  }

  private static Path logFile(Path configuration) {
    return configuration.resolveSibling(configuration.getFileName() + ".log");
  }

  private static Daemon start(Path configuration, int port) throws IOException {
    Daemon daemon =
        Daemon.start(
            "waxseal milter",
            logFile(configuration),
            Map.of(),
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.waxseal.cli.Main",
                "milter",
                "--config",
                configuration.toString()));
    try {
      daemon.awaitPort(port);
      return daemon;
    } catch (IOException e) {
      daemon.close();
      throw e;
    }
  }
}
