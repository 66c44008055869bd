package endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waxseal.dkim.SigningKey;
import dev.waxseal.dkim.signature.SigningAlgorithm;
import dev.waxseal.dns.Dns;
import dev.waxseal.inbound.InboundAuthenticator;
import dev.waxseal.inbound.InboundReport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The one machine of the guide, with a real Postfix and the daemon: of the blocks only the ports
 * are those of this test, and DNS is a file. What Mailman would do is done here.
 */
@ExtendWith(LabExtension.class)
class GuideTest {

  private static final String STEP = "5. One machine";
  private static final String LIST = "guide@" + Site.LISTS;

  private final Site site = new Site();
  private final Path directory;
  private final Map<String, Integer> ports = new LinkedHashMap<>();
  private final Deque<AutoCloseable> running = new ArrayDeque<>();

  GuideTest() throws IOException {
    this.directory = Files.createTempDirectory("waxseal-guide");
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
    List<Integer> free = Daemon.freePorts(7);
    for (String port : List.of("smtp", "submission", "2528", "2526", "8891", "8892", "8893")) {
      ports.put(port, free.get(ports.size()));
    }
  }

  @AfterEach
  void close() throws Exception {
    while (!running.isEmpty()) {
      running.pop().close();
    }
    Lab.deleteAll(directory);
  }

  private <T extends AutoCloseable> T stoppedAtEnd(T started) {
    running.push(started);
    return started;
  }

  /** The block with the ports of this test. */
  private String block(String file) {
    String text = Guide.read("milter/README.md").block(STEP, file);
    for (Map.Entry<String, Integer> port : ports.entrySet()) {
      text =
          text.replaceAll("(?m)^" + port.getKey() + " inet", Ports.host(port.getValue()) + " inet")
              .replace(":" + port.getKey(), ":" + port.getValue());
    }
    return text.replace("/run/waxseal/state", directory.resolve("state").toString());
  }

  private int port(String name) {
    return ports.getOrDefault(name, 0);
  }

  @Test
  void onOneMachineAForgeryIsDeletedAndAPostIsSealed() throws Exception {
    Sink sink = stoppedAtEnd(new Sink(true));
    Dns dns = writeKeys();
    Waxseal waxseal =
        stoppedAtEnd(
            Waxseal.start(
                directory.resolve("milter.toml"),
                port("8892"),
                block("toml") + "[dns]\nzone = \"zone\"\n"));
    PostfixInstance postfix = stoppedAtEnd(postfix(sink));

    Letter letter =
        Letter.to(LIST)
            .with("Content-Type", "text/plain; charset=iso-8859-1")
            .above("Content-Transfer-Encoding: 8bit")
            .signedBy(site, Site.AUTHOR)
            .below("Authentication-Results: mail.example.org; dmarc=pass header.from=bank.example");
    send("smtp", letter.text(), postfix, waxseal);
    List<Delivery> arrived = sink.await(letter.mark(), 1);
    assertEquals(1, arrived.size(), () -> postfix.log() + waxseal.log());
    String post = arrived.get(0).message();
    assertFalse(post.contains("bank.example"), post);
    assertTrue(post.contains("dmarc=pass"), post);

    send(
        "2528",
        "List-Id: <guide." + Site.LISTS + ">\r\n" + post + "-- \r\ncaf\u00e9\r\n",
        postfix,
        waxseal);
    List<Delivery> both = sink.await(letter.mark(), 2);
    assertEquals(2, both.size(), () -> postfix.log() + waxseal.log());
    String sent = both.get(1).message();
    assertTrue(sent.chars().allMatch(c -> c < 128), sent);
    InboundReport report =
        InboundAuthenticator.of("mx." + Site.MEMBERS, dns)
            .authenticate(sent.getBytes(StandardCharsets.ISO_8859_1));
    assertEquals("pass", report.arc().result().status().word(), sent);
    assertEquals(
        List.of(Site.LISTS + "/s1"),
        report.dkim().passes().stream()
            .flatMap(pass -> pass.signature().stream())
            .map(signature -> signature.domain() + "/" + signature.selector())
            .toList(),
        sent);
  }

  private void send(String service, String message, PostfixInstance postfix, Waxseal waxseal)
      throws IOException {
    String reply = Submission.send(port(service), "ann@" + Site.AUTHOR, LIST, message);
    assertTrue(reply.startsWith("250"), () -> reply + "\n" + postfix.log() + waxseal.log());
  }

  private Dns writeKeys() throws IOException {
    site.write(directory);
    Files.createDirectory(directory.resolve("keys"));
    StringBuilder zone = new StringBuilder(Files.readString(directory.resolve("zone")));
    Map<String, String> names =
        Map.of(
            "s1", Site.LISTS,
            "rsa26", "example.org",
            "ed26", "example.org");
    for (Map.Entry<String, String> name : names.entrySet()) {
      boolean rsa = !name.getKey().startsWith("ed");
      SigningKey.Generated key =
          rsa
              ? SigningKey.generate(SigningAlgorithm.RSA_SHA256)
              : SigningKey.generate(SigningAlgorithm.ED25519_SHA256);
      Path file = directory.resolve("keys").resolve(name.getKey() + ".pem");
      Files.writeString(file, key.pem());
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
      zone.append(Installation.txt(name.getKey() + "._domainkey." + name.getValue(), key));
    }
    Files.writeString(directory.resolve("zone"), zone, StandardOpenOption.TRUNCATE_EXISTING);
    return Dns.zone(zone.toString());
  }

  private PostfixInstance postfix(Sink sink) throws IOException {
    return PostfixInstance.start(
        directory.resolve("postfix"),
        List.of(
            "myhostname = mail.example.org",
            "relay_transport = smtp",
            "local_header_rewrite_clients =",
            "relay_domains = " + Site.LISTS,
            "relayhost = " + Ports.smtp(sink.port())),
        block("master.cf").lines().toList(),
        port("smtp"));
  }
}
