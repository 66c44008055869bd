package endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A program that runs until it is stopped; what it says goes to a file. */
final class Daemon implements AutoCloseable {

  /** The one address of the lab. */
  static final String LOOPBACK = "127.0.0.1";

  /** How long anything is waited for: on a busy machine all of it is slow, and nothing is wrong. */
  static final long PATIENCE_SECONDS = 900;

  private static final int LOG_LINES = 60;
  private static final long STOP_SECONDS = 20;
  private static final long POLL_NANOS = 20_000_000;

  private static final int FIRST_PORT = 20_000;
  private static final int LAST_PORT = 32_000;
  private static int nextPort = new Random().nextInt(FIRST_PORT, LAST_PORT);

  private final String name;
  private final Path log;
  private final Process process;

  private Daemon(String name, Path log, Process process) {
    this.name = name;
    this.log = log;
    this.process = process;
  }

  /**
   * Starts a program.
   *
   * @param environment variables that it gets besides those of this process
   */
  static Daemon start(String name, Path log, Map<String, String> environment, List<String> command)
      throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    return new Daemon(name, log, builder.start());
  }

  /**
   * Ports that nothing listens on, all different. They are below those that the system gives to
   * connections, which could take one before the program has it.
   */
  static synchronized List<Integer> freePorts(int count) {
    List<Integer> ports = new ArrayList<>();
    while (ports.size() < count) {
      nextPort = nextPort < LAST_PORT ? nextPort + 1 : FIRST_PORT;
      try (ServerSocket free = new ServerSocket(nextPort, 1, InetAddress.getLoopbackAddress())) {
        ports.add(free.getLocalPort());
      } catch (IOException taken) {
        // the next one
      }
    }
    return ports;
  }

  /** Waits until something listens on a port of this program. */
  void awaitPort(int port) throws IOException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (process.isAlive() && System.nanoTime() < end) {
      try (Socket probe = new Socket(InetAddress.getLoopbackAddress(), port)) {
        if (probe.isConnected()) {
          return;
        }
      } catch (IOException e) {
        LockSupport.parkNanos(POLL_NANOS);
      }
    }
    throw new IOException(name + " does not listen on port " + port + ": " + log());
  }

  /** What it has said last. */
  String log() {
    return read(log);
  }

  /** The last lines of a file; nothing if there is none. */
  static String read(Path file) {
    try {
      if (!Files.exists(file)) {
        return "";
      }
      List<String> lines = Files.readAllLines(file, StandardCharsets.ISO_8859_1);
      int shown = Math.min(lines.size(), LOG_LINES);
      return String.join("\n", lines.subList(lines.size() - shown, lines.size()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Lets it stand still until {@link #resume}: its connections stay, and it says nothing. */
  void freeze() throws IOException, InterruptedException {
    signal("STOP");
  }

  /** Lets it go on after {@link #freeze}. */
  void resume() throws IOException, InterruptedException {
    signal("CONT");
  }

  private void signal(String signal) throws IOException, InterruptedException {
    String command = "kill -" + signal + " " + process.pid();
    int status = new ProcessBuilder("/bin/sh", "-c", command).inheritIO().start().waitFor();
    if (status != 0) {
      throw new IOException(command + " ended with status " + status);
    }
  }

  /** How much processor time it has taken so far; not known of one that has ended. */
  Duration processorTime() {
    return process.info().totalCpuDuration().orElseThrow();
  }

  long id() {
    return process.pid();
  }

  /** Ends it without a warning, as a crash does. */
  void kill() {
    process.destroyForcibly();
    process.onExit().join();
  }

  /** Asks it to end and waits; what then still runs of it is killed. */
  @Override
  public void close() {
    List<ProcessHandle> children = process.descendants().toList();
    process.destroy();
    try {
      process.waitFor(STOP_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    children.forEach(ProcessHandle::destroyForcibly);
    kill();
  }
}
