package cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The daemon as a service of the system: what systemd hears of it, and what limits do to it. */
@Timeout(300)
class MilterServiceTest {

  /** Says each datagram that comes to a Unix socket. */
  private static final String LISTENER =
      """
      import os, socket, sys
      s = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
      s.bind(sys.argv[1])
      print('bound', flush=True)
      while True:
          data, fds, flags, address = socket.recv_fds(s, 4096, 4)
          for fd in fds:
              os.close(fd)
          print(data.decode().replace('\\n', ' '), flush=True)
      """;

  /** Java's own threads, and some for connections. */
  private static final int THREADS = 45;

  private final Path folder;
  private final Path file;
  private final int port;
  private final List<Process> processes = new ArrayList<>();

  MilterServiceTest(@TempDir Path folder) throws IOException {
    this.folder = folder;
    this.file = folder.resolve("milter.toml");
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      this.port = socket.getLocalPort();
    }
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.writeString(folder.resolve("zone"), "");
    Files.writeString(
        file,
        """
        [[listen]]
        socket = "inet:127.0.0.1:%d"
        role = "verify"
        [verify]
        authserv-id = "mx.example.org"
        [dns]
        zone = "zone"
        """
            .formatted(port));
  }

  @AfterEach
  void kill() throws InterruptedException {
    for (Process process : processes) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly().waitFor();
    }
  }

  private Process started(ProcessBuilder builder) throws IOException {
    Process process = builder.start();
    processes.add(process);
    return process;
  }

  private static BufferedReader output(Process process) {
    return new BufferedReader(
        new InputStreamReader(process.getInputStream(), StandardCharsets.ISO_8859_1));
  }

  private List<String> waxseal() {
    return Run.waxseal(List.of("-Xmx64m"), "milter", "--config", file.toString());
  }

  private static boolean isThere(String... command) {
    try {
      return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor() == 0;
    } catch (IOException | InterruptedException e) {
      return false;
    }
  }

  @Test
  void systemdHearsWhenItIsReadyThatItLivesAndThatItEnds() throws Exception {
    assumeTrue(isThere("systemd-notify", "--version"), "there is no systemd-notify here");
    assumeTrue(
        isThere("python3", "-c", "import socket; socket.recv_fds"), "there is no python3 here");
    Path socket = folder.resolve("notify");
    BufferedReader heard =
        output(
            started(
                new ProcessBuilder("python3", "-c", LISTENER, socket.toString())
                    .redirectErrorStream(true)));
    assertEquals("bound", heard.readLine());
    ProcessBuilder builder = new ProcessBuilder(waxseal()).redirectErrorStream(true);
    builder.environment().put("NOTIFY_SOCKET", socket.toString());
    builder.environment().put("WATCHDOG_USEC", "300000");
    builder.environment().remove("WATCHDOG_PID");
    Process daemon = started(builder);
    assertEquals("READY=1", signal(heard));
    new Socket(InetAddress.getLoopbackAddress(), port).close(); // ready is ready
    assertEquals("WATCHDOG=1", signal(heard));
    assertEquals("WATCHDOG=1", signal(heard));
    daemon.toHandle().destroy();
    String last = signal(heard);
    while (last.equals("WATCHDOG=1")) {
      last = signal(heard);
    }
    assertEquals("STOPPING=1", last);
    assertTrue(daemon.waitFor(60, TimeUnit.SECONDS));
    assertEquals(0, daemon.exitValue());
  }

  /** The next thing said; a barrier only waits until it has been read. */
  private static String signal(BufferedReader heard) throws IOException {
    String line = String.valueOf(heard.readLine());
    return line.startsWith("BARRIER=1") ? signal(heard) : line.strip();
  }

  /**
   * As many connections as there are threads for, and more; then all of them end. Limits of threads
   * do not hold for root, so that the daemon runs as somebody else.
   */
  @Test
  void aShortageOfThreadsPasses() throws Exception {
    Path jar = Run.root().resolve("cli/target/waxseal.jar");
    assumeTrue(Files.exists(jar), "the program is not packaged yet; mvn verify does it");
    List<String> command = new ArrayList<>();
    command.addAll(List.of("setpriv", "--reuid=64123", "--regid=64123", "--clear-groups"));
    command.addAll(List.of("prlimit", "--nproc=" + THREADS));
    assumeTrue(isThere(with(command, "true")), "one cannot be somebody else here");
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx64m",
            "-XX:+UseSerialGC",
            "-Xlog:disable",
            "-jar",
            Files.copy(jar, folder.resolve("waxseal.jar")).toString(),
            "milter",
            "--config",
            file.toString()));
    Process daemon = started(new ProcessBuilder(command).redirectErrorStream(true));
    BufferedReader log = output(daemon);
    String line = String.valueOf(log.readLine());
    while (!line.contains("event=listening")) {
      assumeTrue(!line.equals("null") && !line.contains("OutOfMemory"), "it needs more threads");
      line = String.valueOf(log.readLine());
    }
    List<Socket> sockets = new ArrayList<>();
    try {
      for (int i = 0; i < THREADS; i++) {
        sockets.add(connected());
      }
      line = String.valueOf(log.readLine());
      assertTrue(line.contains("event=fault") && line.contains("native thread"), line);
    } finally {
      for (Socket socket : sockets) {
        socket.close();
      }
    }
    while (!isServed()) {
      Thread.sleep(100);
    }
    assertTrue(daemon.isAlive());
  }

  private static String[] with(List<String> command, String last) {
    List<String> all = new ArrayList<>(command);
    all.add(last);
    return all.toArray(String[]::new);
  }

  private Socket connected() throws IOException {
    Socket socket = new Socket();
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 60_000);
    socket
        .getOutputStream()
        .write("\0\0\0\rO\0\0\0\6\0\0\1\u00ff\0\20\0\0".getBytes(StandardCharsets.ISO_8859_1));
    return socket;
  }

  /** Whether a new connection is answered, which one that is closed again is not. */
  private boolean isServed() {
    try (Socket socket = connected()) {
      return socket.getInputStream().read() >= 0;
    } catch (IOException e) {
      return false;
    }
  }
}
