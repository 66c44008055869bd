package examples;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import modules.Library;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Compiles the programs of examples/java and runs each of them twice: from the class path as it is,
 * and from the module path in a package of a module of its own. Jakarta Mail is a module too:
 * {@code requires dev.waxseal.jakarta.mail} is enough, and Angus Activation and a logger for SLF4J
 * only have to be on the path.
 */
class ProgramsTest {

  private static final Path SOURCES =
      Path.of(System.getProperty("waxseal.root", "../.."), "examples", "java");
  private static final String CLASS_PATH = System.getProperty("java.class.path");
  private static final int MOST_LINES = 39;
  private static final long MINUTES = 20;

  private static final String MODULE_PATH =
      Library.joined(
          Library.path(
              "dev.waxseal.inbound",
              "dev.waxseal.jakarta.mail",
              "org.eclipse.angus.activation",
              "org.slf4j.nop"));

  /** It needs SubEthaSMTP, which is not a module. */
  private static final String SERVER = "RefuseForged.java";

  private static final String MODULE =
      """
      module programs {
        requires dev.waxseal.inbound;
        requires dev.waxseal.jakarta.mail;
      }
      """;

  private static Path classes = Path.of("");
  private static Path module = Path.of("");

  @BeforeAll
  static void compile(@TempDir Path folder) throws IOException {
    classes = folder.resolve("classes");
    compile(List.of("-cp", CLASS_PATH, "-d", classes.toString()), sources().toList());
    module = folder.resolve("programs");
    Path copies = Files.createDirectory(folder.resolve("copies"));
    List<Path> copied =
        new ArrayList<>(List.of(Files.writeString(copies.resolve("module-info.java"), MODULE)));
    for (Path source : sources().filter(file -> !file.endsWith(SERVER)).toList()) {
      String program = "package programs;\n" + Files.readString(source, UTF_8);
      copied.add(Files.writeString(copies.resolve(source.getFileName()), program, UTF_8));
    }
    compile(List.of("--module-path", MODULE_PATH, "-d", module.toString()), copied);
  }

  private static void compile(List<String> paths, List<Path> sources) {
    List<String> options = new ArrayList<>(List.of("-Xlint:all,-path", "-Werror", "-proc:none"));
    options.addAll(List.of("-encoding", "UTF-8"));
    options.addAll(paths);
    sources.forEach(source -> options.add(source.toString()));
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    int status =
        ToolProvider.getSystemJavaCompiler().run(null, said, said, options.toArray(String[]::new));
    assertEquals(0, status, said::toString);
  }

  @Test
  void eachIsShort() throws IOException {
    assertEquals(6, sources().count());
    for (Path source : sources().toList()) {
      long lines = Files.readString(source, UTF_8).lines().count();
      assertTrue(lines <= MOST_LINES, source + " has " + lines + " lines");
    }
  }

  @Test
  void aMessageIsReceivedAndDelivered(@TempDir Path folder) throws Exception {
    Path zone =
        Files.writeString(
            folder.resolve("zone"),
            """
            _dmarc.example.com. TXT "v=DMARC1; p=reject"
            example.com. TXT "v=spf1 ip4:192.0.2.1 -all"
            """);
    String forged = "Authentication-Results: mx.example.net; dmarc=fail";
    String data =
        String.join("\r\n", forged, "From: joe@example.com", "", "..", "a\n.\nb", ".", "QUIT", "");
    String out = run("ReceiveMail", data, zone.toString());
    assertTrue(out.startsWith("ACCEPT: DMARC pass for example.com\nAuthentication-Results:"), out);
    assertTrue(out.contains("spf=pass"), out);
    assertTrue(!out.contains("dmarc=fail"), out);
    assertTrue(out.endsWith("\r\nFrom: joe@example.com\r\n\r\n.\r\na\n.\nb\r\n"), out);
  }

  @Test
  void aMimeMessageIsSignedWithTwoKeys() throws Exception {
    assertEquals(
        List.of("pass d=example.com s=rsa26", "pass d=example.com s=ed26"),
        run("SignMimeMessage", "").lines().toList());
  }

  @Test
  void aForgedMessageIsRefused(@TempDir Path folder) throws Exception {
    Path zone =
        Files.writeString(
            folder.resolve("zone"),
            """
            _dmarc.example.com. TXT "v=DMARC1; p=reject"
            example.com. TXT "v=spf1 ip4:192.0.2.1 -all"
            example.net. TXT "v=spf1 ip4:127.0.0.1 -all"
            """);
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    Process server =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                classes + System.getProperty("path.separator") + CLASS_PATH,
                "RefuseForged",
                String.valueOf(port),
                Files.createDirectory(folder.resolve("mail")).toString(),
                zone.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    try {
      String refused = replyTo("joe@example.com", port, server);
      assertTrue(refused.startsWith("550 5.7.1 DMARC fail"), refused);
      String taken = replyTo("joe@example.net", port, server);
      assertTrue(taken.startsWith("250"), taken);
      assertDelivered(folder.resolve("mail"));
    } finally {
      server.destroy();
      server.waitFor();
    }
  }

  private static void assertDelivered(Path mail) throws IOException {
    try (Stream<Path> files = Files.list(mail)) {
      List<Path> delivered = files.toList();
      assertEquals(1, delivered.size(), delivered::toString);
      assertTrue(delivered.get(0).getFileName().toString().startsWith("mail"), delivered::toString);
      String message = Files.readString(delivered.get(0), ISO_8859_1);
      assertTrue(message.startsWith("Authentication-Results: mx.example.net;"), message);
      assertTrue(message.contains("From: joe@example.net\r\n"), message);
    }
  }

  /** The reply to a message, once the server listens. */
  private static String replyTo(String author, int port, Process server) throws Exception {
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
    while (true) {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        BufferedReader replies =
            new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1));
        String reply = replies.readLine();
        for (String command :
            List.of(
                "HELO mail.example.com",
                "MAIL FROM:<" + author + ">",
                "RCPT TO:<ann@example.org>",
                "DATA",
                "From: " + author + "\r\n\r\nhello\r\n.")) {
          socket.getOutputStream().write((command + "\r\n").getBytes(ISO_8859_1));
          reply = replies.readLine();
        }
        return String.valueOf(reply);
      } catch (ConnectException e) {
        assertTrue(server.isAlive() && System.nanoTime() < end, "the server does not listen");
        Thread.sleep(100);
      }
    }
  }

  @Test
  void aListSealsWhatItChanged() throws Exception {
    assertEquals(
        List.of(
            "QUARANTINE",
            "lists.example.org, whose seals are trusted here, saw this message pass DMARC"),
        run("SealAsList", "").lines().toList());
  }

  @Test
  void dmarcComesOfGivenResults(@TempDir Path folder) throws Exception {
    Path zone =
        Files.writeString(
            folder.resolve("zone"), "_dmarc.example.com. TXT \"v=DMARC1; p=reject\"\n");
    String from = "Joe <joe@mail.example.com>";
    assertEquals(
        List.of("pass mail.example.com by [dkim:example.com]", "policy: reject"),
        run("DmarcFromResults", "", from, "example.com", "example.net", zone.toString())
            .lines()
            .toList());
    String failed = run("DmarcFromResults", "", from, "a.example", "b.example", zone.toString());
    assertTrue(failed.startsWith("fail NOT_ALIGNED"), failed);
  }

  @Test
  void resultsAreRead() throws Exception {
    assertEquals(
        List.of("mx.example.net", "dkim pass example.com", "spf fail -"),
        run("ReadResults", "", " mx.example.net; dkim=pass header.d=example.com; spf=fail")
            .lines()
            .toList());
    assertEquals(
        List.of("mx.example.org, not to be believed", "dkim pass example.com"),
        run("ReadResults", "", "mx.example.org; dkim=pass header.d=example.com").lines().toList());
    String unread = run("ReadResults", "", "mx.example.net; dkim");
    assertTrue(unread.startsWith("not readable "), unread);
  }

  private static Stream<Path> sources() throws IOException {
    try (Stream<Path> files = Files.list(SOURCES)) {
      return files.filter(file -> file.toString().endsWith(".java")).sorted().toList().stream();
    }
  }

  /** Runs a program from both paths; what it wrote, errors in their order too. */
  private static String run(String program, String input, String... arguments) throws Exception {
    String separator = System.getProperty("path.separator");
    String fromClassPath =
        java(List.of("-cp", classes + separator + CLASS_PATH, program), input, arguments);
    String fromModulePath =
        java(
            List.of("-p", module + separator + MODULE_PATH, "-m", "programs/programs." + program),
            input,
            arguments);
    assertEquals(fromClassPath, fromModulePath);
    return fromClassPath;
  }

  private static String java(List<String> program, String input, String... arguments)
      throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(program);
    command.addAll(List.of(arguments));
    Path out = Files.createTempFile("program", ".out");
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(out.toFile())
              .start();
      try (OutputStream in = process.getOutputStream()) {
        in.write(input.getBytes(ISO_8859_1));
      }
      if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new IOException("did not end: " + program);
      }
      String written = Files.readString(out, ISO_8859_1);
      assertEquals(0, process.exitValue(), written);
      return written;
    } finally {
      Files.delete(out);
    }
  }
}
