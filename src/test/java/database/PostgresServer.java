package database;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Debian's PostgreSQL with an empty cluster in a temporary folder, on a free port of the loopback
 * address. It takes every user without a password, and ends with its tests.
 */
public final class PostgresServer implements AutoCloseable {

  private static final String USER = "waxseal";
  private static final int SECONDS = 60;

  private final Path folder;
  private final Path programs;
  private final int port;

  private PostgresServer(Path folder, Path programs, int port) {
    this.folder = folder;
    this.programs = programs;
    this.port = port;
  }

  /**
   * Why the tests cannot run here and what to do; empty if they can. Fails if they cannot and the
   * environment says that they have to.
   */
  public static Optional<String> obstacle() {
    if (programs().isPresent()) {
      return Optional.empty();
    }
    String line = "there is no PostgreSQL: apt-get install --no-install-recommends postgresql";
    if ("true".equals(System.getenv("WAXSEAL_REQUIRE_PEERS"))) {
      fail(line);
    }
    return Optional.of(line);
  }

  /** Starts a server. */
  public static PostgresServer start() throws IOException {
    Path folder = Files.createTempDirectory("waxseal-postgres");
    PostgresServer server = new PostgresServer(folder, programs().orElseThrow(), freePort());
    try {
      server.begin();
    } catch (IOException | RuntimeException e) {
      server.close();
      throw e;
    }
    return server;
  }

  /** The URL of a new, empty database. */
  public String database(String name) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url("postgres"));
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name);
    }
    return url(name);
  }

  /** Stops the server and deletes its files. */
  @Override
  public void close() {
    try {
      run(List.of("pg_ctl", "stop", "-D", cluster(), "-m", "immediate"));
    } catch (IOException e) {
      // It did not start.
    }
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String url(String database) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + database + "?user=" + USER;
  }

  private String cluster() {
    return folder.resolve("cluster").toString();
  }

  private void begin() throws IOException {
    if (isRoot()) {
      ran(List.of("chown", "postgres", folder.toString()));
    }
    run(List.of("initdb", "-D", cluster(), "-A", "trust", "-U", USER, "-E", "UTF8", "--no-sync"));
    String options =
        "-p " + port + " -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off";
    run(
        List.of(
            "pg_ctl",
            "start",
            "-D",
            cluster(),
            "-w",
            "-l",
            folder.resolve("log").toString(),
            "-o",
            options));
  }

  /** Runs a program of PostgreSQL, which refuses to be run by root. */
  private void run(List<String> command) throws IOException {
    List<String> words = new ArrayList<>();
    if (isRoot()) {
      words.addAll(List.of("runuser", "-u", "postgres", "--"));
    }
    words.add(programs.resolve(command.get(0)).toString());
    words.addAll(command.subList(1, command.size()));
    ran(words);
  }

  private void ran(List<String> words) throws IOException {
    Path output = Files.createTempFile("waxseal-postgres", ".out");
    try {
      Process process =
          new ProcessBuilder(words)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IOException(words + " does not end");
      }
      if (process.exitValue() != 0) {
        throw new IOException(words + ": " + Files.readString(output));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    } finally {
      Files.delete(output);
    }
  }

  private static boolean isRoot() {
    return System.getProperty("user.name", "").equals("root");
  }

  /** Where Debian has the programs of its newest version. */
  private static Optional<Path> programs() {
    Path versions = Path.of("/usr/lib/postgresql");
    if (!Files.isDirectory(versions)) {
      return Optional.empty();
    }
    try (Stream<Path> all = Files.list(versions)) {
      return all.map(version -> version.resolve("bin"))
          .filter(bin -> Files.exists(bin.resolve("initdb")))
          .max(Comparator.naturalOrder());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
