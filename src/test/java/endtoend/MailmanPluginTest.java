package endtoend;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The plugin for those who cannot place a milter: sealed, or sent as it is, and nothing else. */
@ExtendWith(LabExtension.class)
class MailmanPluginTest {

  private static final String RESULTS =
      "Authentication-Results: "
          + Site.MX
          + ";\r\n\tdkim=pass header.d="
          + Site.AUTHOR
          + ";\r\n\tdmarc=pass header.from="
          + Site.AUTHOR
          + "; arc=none";

  private final Lab lab;

  MailmanPluginTest(Lab lab) {
    this.lab = lab;
  }

  /** A post as Mailman has it when it is ready: footer and prefix are there. */
  private Letter ready(String body) {
    Letter letter = Letter.to("plugin@" + Site.LISTS).signedBy(lab.site(), Site.AUTHOR);
    return letter
        .with("Subject", "[Plugin] " + letter.mark())
        .above("List-Id: <plugin." + Site.LISTS + ">")
        .below(RESULTS)
        .withBody(letter.body() + body + "-- \r\nfooter\r\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "From here on\r\n.dots\r\n", "caf\u00e9 \r\n\r\n\r\n", "tab\t\r\n  two  \r\n"})
  void aPostIsSealedAsItIsSent(String body) throws Exception {
    String sent = handed(ready(body), "inet:" + Ports.host(lab.ports().listMilter()), 10);
    for (Judge judge : lab.judges()) {
      Judgement judgement = judge.judge(sent);
      assertEquals("pass", judgement.chain(), () -> judge.name() + "\n" + sent);
      assertTrue(
          judgement.signatures().containsAll(Set.of(Site.LISTS + "/" + Site.RSA)),
          () -> judge.name() + judgement);
    }
    assertTrue(sent.startsWith("ARC-Seal: i=1;"), sent);
  }

  @Test
  void withoutADaemonAPostIsSentAsItIs() throws Exception {
    int nobody = Daemon.freePorts(1).get(0);
    assertUntouched("inet:" + Ports.host(nobody));
    assertUntouched("unix:/nowhere/milter.sock");
    assertUntouched("nonsense");
  }

  /** The options that are asked for. */
  private static final String AGREED = "\0\0\0\rO\0\0\0\6\0\0\0\21\0\17\u00f1\u0080";

  static Stream<Named<String>> brokenAnswers() {
    return Stream.of(
        Named.of("silence", ""),
        Named.of("half a packet", "\0\0"),
        Named.of("another protocol", "HTTP/1.1 400 Bad Request\r\n\r\n"),
        Named.of("a packet of 4 GB", "\u00ff\u00ff\u00ff\u00ffO"),
        Named.of("other options", "\0\0\0\rO\0\0\0\6\0\0\0\21\0\0\0\0"),
        Named.of("refusal", AGREED + "\0\0\0\1t"),
        Named.of("a change of a field", AGREED + "\0\0\0\21m\0\0\0\1Subject\0bad\0\0\0\0\1a"),
        Named.of("a field that is not there", AGREED + "\0\0\0\16m\0\0\0\7Subject\0\0\0\0\0\1a"));
  }

  @ParameterizedTest
  @MethodSource("brokenAnswers")
  void withABrokenDaemonAPostIsSentAsItIs(String answer) throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 9, InetAddress.getLoopbackAddress())) {
      Thread broken = new Thread(() -> answer(socket, answer.getBytes(ISO_8859_1)));
      broken.setDaemon(true);
      broken.start();
      assertUntouched("inet:" + Ports.host(socket.getLocalPort()));
    }
  }

  private static void answer(ServerSocket socket, byte[] answer) {
    try (Socket connection = socket.accept()) {
      connection.getOutputStream().write(answer);
      connection.getInputStream().transferTo(OutputStream.nullOutputStream());
    } catch (IOException over) {
      // The plugin has hung up.
    }
  }

  private void assertUntouched(String socket) throws Exception {
    Letter letter = ready("caf\u00e9\r\n");
    assertEquals(handed(letter, "-", 0), handed(letter, socket, 1), socket);
  }

  private static String handed(Letter letter, String socket, int seconds) throws Exception {
    Path plugin = Programs.root().resolve("milter/mailman");
    ProcessBuilder builder =
        new ProcessBuilder(
            List.of(
                "/usr/bin/python3",
                "-B",
                Programs.script("mailman_plugin.py").toString(),
                socket,
                Integer.toString(seconds)));
    builder.environment().put("PYTHONPATH", plugin.toString());
    Path said = Files.createTempFile("plugin", ".log");
    try {
      Process process = builder.redirectError(said.toFile()).start();
      try (OutputStream in = process.getOutputStream()) {
        in.write(letter.text().getBytes(ISO_8859_1));
      }
      String sent = new String(process.getInputStream().readAllBytes(), ISO_8859_1);
      String log = Daemon.read(said);
      assertEquals(0, process.waitFor(), log);
      assertNotEquals("", sent);
      boolean failed = log.contains("Sent without a seal");
      assertEquals(!sent.contains("ARC-Seal") && !socket.equals("-"), failed, log);
      return sent;
    } finally {
      Files.delete(said);
    }
  }
}
