package dev.waxseal.james.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waxseal.dkim.DkimSigner;
import dev.waxseal.dkim.SigningKey;
import dev.waxseal.dkim.signature.SigningAlgorithm;
import dev.waxseal.dns.Dns;
import dev.waxseal.inbound.InboundAuthenticator;
import dev.waxseal.inbound.InboundReport;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.subethamail.smtp.server.SMTPServer;

/**
 * A James server with the configuration of the README receives mail, judges it, seals it, signs it
 * and relays it to a server that keeps what it gets.
 */
class JamesServerTest {

  private static final Path ROOT = Path.of(System.getProperty("waxseal.root", "../.."));
  private static final Pattern FENCED = Pattern.compile("```xml\n(.*?)```", Pattern.DOTALL);
  private static final SigningKey.Generated AUTHOR =
      SigningKey.generate(SigningAlgorithm.ED25519_SHA256);
  private static final SigningKey.Generated LIST =
      SigningKey.generate(SigningAlgorithm.ED25519_SHA256);
  private static final SigningKey.Generated USERS =
      SigningKey.generate(SigningAlgorithm.RSA_SHA256);
  private static final String ZONE =
      String.join(
          "\n",
          AUTHOR.key().zoneLine("a1", "author.example").orElseThrow(),
          LIST.key().zoneLine("s1", "lists.example.org").orElseThrow(),
          USERS.key().zoneLine("s1", "example.org").orElseThrow(),
          "_dmarc.author.example. TXT \"v=DMARC1; p=reject\"",
          "");

  private static final BlockingQueue<String> RECEIVED = new LinkedBlockingQueue<>();

  @TempDir static Path home = Path.of("");

  private static SMTPServer receiver =
      SMTPServer.port(0)
          .bindAddress(InetAddress.getLoopbackAddress())
          .messageHandler((context, from, to, data) -> RECEIVED.add(new String(data, ISO_8859_1)))
          .build();

  @SuppressWarnings("NullAway.Init")
  private static James james;

  @BeforeAll
  static void start() throws Exception {
    receiver.start();
    Path keys = home.resolve("conf/keys");
    Files.createDirectories(keys);
    Files.writeString(keys.resolve("list.pem"), LIST.pem());
    Files.writeString(keys.resolve("example.pem"), USERS.pem());
    Files.writeString(home.resolve("conf/zone"), ZONE);
    String classPath =
        Files.readString(ROOT.resolve("james/server-test/server/target/classpath"), UTF_8).strip();
    Twin.install(ROOT.resolve("james/src/main/java"), classPath, home.resolve("extensions-jars"));
    List<String> samples =
        FENCED
            .matcher(Files.readString(ROOT.resolve("james/README.md"), UTF_8))
            .results()
            .map(sample -> forTest(sample.group(1)))
            .toList();
    james = James.start(home, classPath, samples.get(0), samples.get(1));
    james.addMember("news@lists.example.org", "member@example.com");
  }

  /** A sample with our zone instead of DNS, our receiver, and no passwords. */
  private static String forTest(String sample) {
    return sample
        .replace("</authservId>", "</authservId><resolver>zone:file://conf/zone</resolver>")
        .replace(
            "<outgoing>",
            "<gateway>127.0.0.1</gateway><gatewayPort>"
                + receiver.getPortAllocated()
                + "</gatewayPort><outgoing>")
        .replace("SMTPAuthSuccessful", "SenderIs=user@example.org");
  }

  @AfterAll
  static void stop() throws Exception {
    james.stop();
    receiver.stop();
  }

  private static String post(String id) {
    return String.join(
        "\r\n",
        "From:  Ann <ann@author.example>",
        "To: somebody@example.org",
        "Subject: folded",
        "\tsubject",
        "Date: Sun, 29 Nov 2026 12:00:00 +0000",
        "Message-ID: <" + id + "@author.example>",
        "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=iso-8859-1",
        "Content-Transfer-Encoding: 8bit",
        "",
        "Gr\u00fc\u00dfe,  ",
        "Ann",
        "");
  }

  private static String signed(String message) throws Exception {
    return DkimSigner.of("author.example", "a1", AUTHOR.key())
            .sign(message.getBytes(ISO_8859_1))
            .stream()
            .map(field -> new String(field.bytes(), ISO_8859_1))
            .collect(Collectors.joining())
        + message;
  }

  private static String send(int port, String to, String message) throws Exception {
    return Smtp.send(port, "ann@author.example", to, message);
  }

  /** The next message that is relayed. */
  private static String received() throws Exception {
    String message = RECEIVED.poll(60, TimeUnit.SECONDS);
    if (message == null) {
      throw new AssertionError("nothing was relayed:\n" + james.log());
    }
    return message;
  }

  private static InboundReport judged(String message) {
    return InboundAuthenticator.of("test.example", Dns.zone(ZONE))
        .authenticate(message.getBytes(ISO_8859_1));
  }

  @Test
  void authenticatedMailIsRelayedWithItsResultsAndItsSignature() throws Exception {
    String reply = send(james.mailets, "somebody@example.org", signed(post("pass")));
    assertTrue(reply.startsWith("250"), reply);
    String message = received();
    assertTrue(message.contains("Authentication-Results: mx.example.org;\r\n dkim=pass"), message);
    assertEquals("pass", judged(message).dmarc().result().status().word(), message);
  }

  @Test
  void forgedMailIsPutAway() throws Exception {
    String reply = send(james.mailets, "somebody@example.org", post("forged"));
    assertTrue(reply.startsWith("250"), reply);
    send(james.mailets, "somebody@example.org", signed(post("behind-it")));
    assertTrue(received().contains("<behind-it@"));
    assertTrue(james.log().contains("QUARANTINE: DMARC fail for author.example"), james.log());
  }

  @Test
  void aPostThatTheListHasChangedIsSealedAndSigned() throws Exception {
    send(james.mailets, "news@lists.example.org", signed(post("post")));
    String message = received();
    InboundReport report = judged(message);
    assertTrue(message.contains("-- news at lists.example.org"), message);
    assertEquals("fail", report.dmarc().result().status().word(), message);
    assertEquals("pass", report.arc().methodResult().result(), message);
    assertEquals(
        List.of("lists.example.org"),
        report.dkim().passes().stream().map(pass -> pass.domain().toString()).toList(),
        message);
    InboundReport trusting =
        InboundAuthenticator.of("test.example", Dns.zone(ZONE))
            .trustingSealers("lists.example.org")
            .authenticate(message.getBytes(ISO_8859_1));
    assertEquals("ACCEPT", trusting.dmarc().disposition().name(), message);
  }

  @Test
  void aForgedPostGetsNoSeal() throws Exception {
    send(
        james.mailets,
        "news@lists.example.org",
        "Authentication-Results: mx.example.org; dmarc=pass; arc=none\r\n" + post("forged-post"));
    send(james.mailets, "somebody@example.org", signed(post("behind-the-post")));
    assertTrue(received().contains("<behind-the-post@"));
  }

  @Test
  void mailOfUsersIsSigned() throws Exception {
    String message = post("user").replace("ann@author.example", "user@example.org");
    String reply = Smtp.send(james.mailets, "user@example.org", "somebody@example.org", message);
    assertTrue(reply.startsWith("250"), reply);
    assertEquals(
        List.of("example.org"),
        judged(received()).dkim().passes().stream().map(pass -> pass.domain().toString()).toList());
  }

  @Test
  void theHookRefusesInTheSession() throws Exception {
    String refusal = send(james.hook, "somebody@example.org", post("refused"));
    assertTrue(refusal.startsWith("550 5.7.1 DMARC fail for author.example: "), refusal);
    String reply = send(james.hook, "somebody@example.org", signed(post("let-in")));
    assertTrue(reply.startsWith("250"), reply);
    String message = received();
    assertEquals(1, judged(message).headers().count("Authentication-Results"), message);
    assertEquals("pass", judged(message).dmarc().result().status().word(), message);
    assertFalse(james.log().contains("ERROR"), james.log());
  }
}
