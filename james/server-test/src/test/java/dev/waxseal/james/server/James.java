package dev.waxseal.james.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A James server in a process of its own, on free ports of the loopback address. */
final class James {

  private static final Duration START = Duration.ofMinutes(3);

  private final Path home;
  private final Process process;

  /** The port where mailets verify, and the one where the hook does. */
  final int mailets;

  final int hook;
  private final int admin;

  private James(Path home, int mailets, int hook, int admin, Process process) {
    this.home = home;
    this.mailets = mailets;
    this.hook = hook;
    this.admin = admin;
    this.process = process;
  }

  /**
   * Starts a server.
   *
   * @param home an empty folder
   * @param classPath what James needs
   * @param mailetContainer the text of {@code mailetcontainer.xml}
   * @param handlerChain the element of the hook's port in {@code smtpserver.xml}
   */
  static James start(Path home, String classPath, String mailetContainer, String handlerChain)
      throws Exception {
    Path conf = home.resolve("conf");
    Files.createDirectories(conf);
    for (Path file : resources()) {
      Files.copy(file, conf.resolve(file.getFileName().toString()));
    }
    int mailets = freePort();
    int hook = freePort();
    int admin = freePort();
    Files.writeString(
        conf.resolve("webadmin.properties"), "enabled=true\nhost=127.0.0.1\nport=" + admin + "\n");
    Path smtp = conf.resolve("smtpserver.xml");
    Files.writeString(
        smtp,
        Files.readString(smtp, UTF_8)
            .replace("@MAILETS@", String.valueOf(mailets))
            .replace("@HOOK@", String.valueOf(hook))
            .replace("@HANDLERCHAIN@", handlerChain));
    Files.writeString(conf.resolve("mailetcontainer.xml"), mailetContainer);
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-Dworking.directory=" + home,
                "-Dlogback.configurationFile=" + conf.resolve("logback.xml"),
                "-cp",
                classPath,
                "org.apache.james.MemoryJamesServerMain")
            .directory(home.toFile())
            .redirectErrorStream(true)
            .redirectOutput(home.resolve("log").toFile())
            .start();
    James james = new James(home, mailets, hook, admin, process);
    james.awaitGreeting(mailets);
    james.awaitGreeting(hook);
    return james;
  }

  private void awaitGreeting(int port) throws Exception {
    Instant end = Instant.now().plus(START);
    while (!greets(port)) {
      if (!process.isAlive() || Instant.now().isAfter(end)) {
        stop();
        throw new IOException("James did not start:\n" + log());
      }
      TimeUnit.MILLISECONDS.sleep(200);
    }
  }

  private static boolean greets(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        InputStream in = socket.getInputStream()) {
      socket.setSoTimeout(1000);
      return in.read() == '2';
    } catch (IOException e) {
      return false;
    }
  }

  /** Adds a member to a group of addresses. */
  void addMember(String group, String member) throws IOException, InterruptedException {
    URI place = URI.create("http://127.0.0.1:" + admin + "/address/groups/" + group + "/" + member);
    HttpResponse<String> response =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(place).PUT(HttpRequest.BodyPublishers.noBody()).build(),
                HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() != 204) {
      throw new IOException(response.statusCode() + " " + response.body());
    }
  }

  /** What it has logged. */
  String log() throws IOException {
    return Files.readString(home.resolve("log"), UTF_8);
  }

  /** Ends it. */
  void stop() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(30, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
  }

  private static List<Path> resources() throws IOException, URISyntaxException {
    Path folder = Path.of(Objects.requireNonNull(James.class.getResource("/conf")).toURI());
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
