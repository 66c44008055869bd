package endtoend;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** An MX that verifies and seals, and sends on what it has let in. */
@ExtendWith(LabExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SealingMxTest {

  private static final List<String> ON_TOP =
      List.of(
          "ARC-Seal",
          "ARC-Message-Signature",
          "ARC-Authentication-Results",
          "Authentication-Results",
          "Received");

  private final Site site = new Site();
  private final Path directory;
  private final List<Integer> ports = Daemon.freePorts(2);
  private final Sink sink;
  private final Waxseal waxseal;
  private final PostfixInstance postfix;

  SealingMxTest() throws IOException {
    directory = Files.createTempDirectory("waxseal-mx");
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
    site.write(directory);
    sink = new Sink(true);
    waxseal =
        Waxseal.start(
            directory.resolve("mx.toml"),
            ports.get(0),
            "\"verify\"",
            """
            [verify]
            authserv-id = "%1$s"
            other-ids = ["example.org"]
            on-error = "tempfail"
            [verify.seal]
            domain = "%1$s"
            keys = [ { selector = "rsa", file = "%1$s-rsa.pem" } ]
            [dns]
            zone = "zone"
            """
                .formatted(Site.MX));
    postfix =
        PostfixInstance.start(
            directory.resolve("postfix"),
            List.of(
                "myhostname = " + Site.MX,
                "local_header_rewrite_clients =",
                "relayhost = " + Ports.smtp(sink.port())),
            List.of(
                Ports.service(
                    ports.get(1),
                    "-o { smtpd_milters = { inet:%s, default_action=tempfail } }"
                        .formatted(Ports.host(ports.get(0))))),
            ports.get(1));
  }

  @AfterAll
  void stop() throws IOException {
    postfix.close();
    waxseal.close();
    sink.close();
    Lab.deleteAll(directory);
  }

  @Test
  void whatGoesOnIsSealedAsItCame() throws Exception {
    for (Letter each :
        List.of(
            letter().signedExactlyBy(site, Site.AUTHOR),
            letter().withBody(""),
            letter().withBody(".\r\n..\r\nFrom me \t \r\n\r\n\r\n"),
            letter().withBody("seventy columns or so\r\n".repeat(20_000)),
            letter().above("X-A:none").above("X-B:\r\n \t one\r\n\ttwo  \r\n  three"),
            letter().with("X-Subject", "\u00fc\u00a0\u00ff  =?utf-8?Q?x?=\r\n\tfolded"))) {
      holds(sent(each), each);
    }
  }

  @Test
  void aChainGoesOnAndForgedResultsDoNot() throws Exception {
    Letter letter = letter().signedBy(site, Site.AUTHOR);
    String set =
        site.set(Site.ELSEWHERE, site.judged(Site.ELSEWHERE, letter.text()), letter.text());
    Letter sealed = letter.below(set);
    String forged = "Authentication-Results: " + Site.MX + "; dmarc=pass header.from=evil.example";
    String got = sent(sealed.below(forged));
    holds(got, sealed);
    assertTrue(got.contains("cv=pass"), got);
    assertEquals(-1, got.indexOf("evil.example"), got);
  }

  /**
   * The judges find a chain that holds, the command line too, and no octet of the letter changed.
   */
  private void holds(String got, Letter letter) throws Exception {
    assertTrue(got.endsWith(letter.text()), got);
    String top = got.substring(0, got.length() - letter.text().length());
    assertEquals(
        ON_TOP,
        MessageFields.of(top + "\r\n").lines().stream().map(l -> l.split(":", 2)[0]).toList());
    Path zone = directory.resolve("zone");
    for (Judge judge : List.of(new DkimpyJudge(zone), new WaxsealJudge(site))) {
      assertEquals("pass", judge.judge(got).chain(), judge.name() + "\n" + got);
    }
    String said = verified(zone, got);
    assertTrue(said.contains("the ARC chain is valid"), said);
  }

  private String verified(Path zone, String message) throws IOException, InterruptedException {
    Path file = Files.write(directory.resolve("sent.eml"), message.getBytes(ISO_8859_1));
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "dev.waxseal.cli.Main",
                "verify",
                "--dns-zone",
                zone.toString(),
                file.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    process.waitFor();
    return said;
  }

  private static Letter letter() {
    return Letter.to(MailingList.BOB);
  }

  private String sent(Letter letter) throws Exception {
    String reply =
        Submission.send(ports.get(1), "ann@" + Site.AUTHOR, MailingList.BOB, letter.text());
    assertTrue(reply.startsWith("250"), reply);
    List<Delivery> got = sink.await(letter.mark(), 1);
    assertEquals(1, got.size(), () -> postfix.log() + waxseal.log());
    return got.get(0).message();
  }
}
