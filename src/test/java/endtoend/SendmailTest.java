package endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Waxseal behind sendmail, with the lines of the guide: what is signed holds where it arrives. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SendmailTest {

  private static final int LETTERS = 250;
  private static final String RESULTS = "Authentication-Results";

  private final Site site = new Site();
  private final Deque<AutoCloseable> running = new ArrayDeque<>();
  private final Map<String, Integer> ports = new LinkedHashMap<>();
  private Path directory;
  private Sink sink;
  private Waxseal waxseal;
  private SendmailInstance sendmail;

  @BeforeAll
  void start() throws Exception {
    Optional<String> obstacle =
        Programs.obstacle()
            .or(
                () ->
                    Programs.obstacle(SendmailInstance.PROGRAM, "sendmail-bin (WAXSEAL_SENDMAIL)"))
            .or(() -> Programs.obstacle(SendmailInstance.CF, "sendmail-cf beside it"));
    obstacle.ifPresent(line -> System.out.println("sendmail: skipped: " + line));
    assumeTrue(obstacle.isEmpty(), () -> obstacle.orElse(""));
    directory = Files.createTempDirectory("waxseal-sendmail");
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
    site.write(directory);
    List<Integer> free = Daemon.freePorts(4);
    ports.put("MTA-v4", free.get(0));
    ports.put("submission", free.get(1));
    ports.put("SEAL", free.get(2));
    sink = opened(new Sink(true));
    waxseal = opened(waxseal(free.get(3)));
    sendmail =
        opened(
            SendmailInstance.start(
                directory.resolve("sendmail"), Site.MX, sink.port(), ports, guide(free.get(3))));
  }

  @AfterAll
  void stop() throws Exception {
    while (!running.isEmpty()) {
      running.pop().close();
    }
    if (directory != null) {
      Lab.deleteAll(directory);
    }
  }

  private <T extends AutoCloseable> T opened(T started) {
    running.push(started);
    return started;
  }

  private Waxseal waxseal(int port) throws IOException {
    return Waxseal.start(
        directory.resolve("milter.toml"),
        port,
        "{ submission = \"sign\", SEAL = \"seal\", \"*\" = \"verify\" }",
        """
        [verify]
        authserv-id = "%1$s"
        on-error = "tempfail"
        [verify.seal]
        domain = "%1$s"
        keys = [ { selector = "rsa", file = "%1$s-rsa.pem" } ]
        [sign]
        networks = ["127.0.0.1"]
        [[sign.domain]]
        name = "%2$s"
        keys = [ { selector = "rsa", file = "%2$s-rsa.pem" } ]
        [seal]
        authserv-id = "%3$s"
        domain = "%3$s"
        keys = [ { selector = "rsa", file = "%3$s-rsa.pem" } ]
        trusted-ids = ["%1$s"]
        [dns]
        zone = "zone"
        """
            .formatted(Site.MX, Site.AUTHOR, Site.LISTS));
  }

  /** The lines of the guide for sendmail.mc. */
  static List<String> guide(int port) throws IOException {
    String guide = Files.readString(Programs.root().resolve("milter/README.md"));
    int start = guide.indexOf("```m4\n") + 6;
    String lines = guide.substring(start, guide.indexOf("```", start));
    assertTrue(lines.contains("inet:8891@127.0.0.1"), lines);
    return lines.replace("inet:8891@", "inet:" + port + "@").lines().toList();
  }

  /** No signature is broken; nothing is left unsigned but an author in a form of its own. */
  @Test
  void addressesInAnyForm() throws Exception {
    AddressFields fields = new AddressFields();
    List<Letter> letters = Stream.generate(fields::letter).limit(LETTERS).toList();
    List<Letter> taken = new ArrayList<>();
    for (Letter letter : letters) {
      if (send("submission", letter).startsWith("250")) {
        taken.add(letter);
      }
    }
    List<String> broken = new ArrayList<>();
    int signed = 0;
    int allCovered = 0;
    for (Letter letter : taken) {
      String message = arrived(letter);
      if (message.contains("DKIM-Signature:")) {
        signed++;
        String covered = MessageFields.of(message).first("DKIM-Signature").replace(" ", "");
        allCovered += covered.contains("To:To") && covered.contains("Cc:Cc") ? 1 : 0;
        if (!holds(message)) {
          broken.add(letter.text() + "-----\n" + message);
        }
      } else {
        assertTrue(
            letter.fields().stream().anyMatch(f -> f.startsWith("From: \"ann a\"")), message);
      }
    }
    System.out.printf(
        "sendmail: %d letters, %d taken, %d signed, To and Cc covered %d, broken %d%n",
        letters.size(), taken.size(), signed, allCovered, broken.size());
    assertEquals(List.of(), broken);
    assertTrue(taken.size() > 200, () -> "taken: " + taken.size());
  }

  static Stream<Arguments> awkward() {
    Letter letter = Letter.to(MailingList.BOB);
    Letter eight =
        letter
            .with("Content-Type", "text/plain; charset=utf-8")
            .with("Content-Transfer-Encoding", "8bit")
            .withBody("Gr\u00c3\u00bc\u00c3\u009fe\r\n");
    return Stream.of(
        Arguments.of("plain", letter),
        Arguments.of("from lines", letter.withBody("Hello,\r\nFrom here\r\n\r\nFrom there\r\n")),
        Arguments.of("dots", letter.withBody(".\r\n..\r\n.leading\r\nspace  \t \r\n\r\n\r\n")),
        Arguments.of("empty", letter.withBody("")),
        Arguments.of("8 bit", eight),
        Arguments.of("8 bit without MIME", without(eight)),
        Arguments.of("latin1", letter.with("Organization", "M\u00fcller & S\u00f6hne")),
        Arguments.of("long line", letter.withBody("x ".repeat(480) + "\r\n")),
        Arguments.of(
            "references",
            letter.above("References:" + ("\r\n <" + "x".repeat(60) + "@a.example>").repeat(40))),
        Arguments.of("no recipient", letter.without("To")),
        Arguments.of("space before colon", letter.above("X-Odd : x").above("Comments :y")),
        Arguments.of("empty fields", letter.above("Cc:").above("Comments:").above("Keywords: ")),
        Arguments.of("html", letter.with("Content-Type", "text/html; charset=\"us-ascii\"")),
        Arguments.of("half a quote", letter.with("Content-Type", "text/plain; charset=\"x")),
        Arguments.of("no MIME", without(letter)),
        Arguments.of("only From and To", without(letter).without("Date").without("Message-ID")),
        Arguments.of("two To", letter.below("To: a@members.example.net,b@members.example.net")),
        Arguments.of(
            "large", letter.withBody("A line of seventy columns or so.\r\n".repeat(6000))));
  }

  private static Letter without(Letter letter) {
    return letter
        .without("MIME-Version")
        .without("Content-Type")
        .without("Content-Transfer-Encoding");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("awkward")
  void signedAndSent(String name, Letter template) throws Exception {
    Letter letter = fresh(template);
    String message = sent("submission", letter);
    assertEquals(1, MessageFields.of(message).all("DKIM-Signature").size(), message);
    assertTrue(holds(message), () -> name + "\n" + message + logs());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("awkward")
  void sealedAndSent(String name, Letter template) throws Exception {
    Letter letter =
        fresh(template)
            .below("List-Id: <web.lists.example.org>")
            .below(RESULTS + ": " + Site.MX + "; dmarc=pass header.from=author.example");
    String message = sent("SEAL", letter);
    for (Judge judge :
        List.of(new WaxsealJudge(site), new DkimpyJudge(directory.resolve("zone")))) {
      Judgement judgement = judge.judge(message);
      assertEquals("pass", judgement.chain(), () -> judge.name() + "\n" + message + logs());
      assertTrue(judgement.signatures().contains(Site.LISTS + "/" + Site.RSA), message);
    }
    assertTrue(message.contains("dmarc=pass"), message);
  }

  /** The results are on top, above the field of sendmail itself; forged ones are gone. */
  @Test
  void verified() throws Exception {
    Letter letter =
        fresh(Letter.to(MailingList.BOB))
            .signedBy(site, Site.AUTHOR)
            .below(RESULTS + ": " + Site.MX + "; dkim=pass header.d=forged.example")
            .above(RESULTS + ": other.example; dkim=none")
            .above(RESULTS.toLowerCase(Locale.ROOT) + ":  mx.EXAMPLE.org; spf=pass");
    String message = sent("MTA-v4", letter);
    int received = message.indexOf("\r\nReceived: ");
    assertTrue(message.indexOf("\r\n" + RESULTS + ": " + Site.MX + ";") < received, message);
    List<String> results = MessageFields.of(message).all(RESULTS);
    assertEquals(2, results.size(), message);
    assertTrue(results.get(0).contains("dkim=pass"), message);
    assertTrue(results.get(0).contains("dmarc=pass"), message);
    assertEquals("other.example; dkim=none", results.get(1));
    assertFalse(message.contains("forged.example"), message);
  }

  /** What the MX seals holds where it arrives, although sendmail breaks the author's signature. */
  @Test
  void sealedByTheMx() throws Exception {
    Letter letter =
        fresh(Letter.to(MailingList.BOB))
            .with("To", "bob@members.example.net,O'Neil <carl@members.example.net>")
            .signedBy(site, Site.AUTHOR);
    String message = sent("MTA-v4", letter);
    Judgement judgement = new WaxsealJudge(site).judge(message);
    assertEquals("pass", judgement.chain(), message);
    assertEquals(Set.of(), judgement.signatures(), message);
    assertTrue(MessageFields.of(message).first("ARC-Authentication-Results").contains("dkim=pass"));
    assertTrue(message.contains("\r\nTo: bob@members.example.net, \"O'Neil\" <"), message);
  }

  /** What the log says of fields that are not signed. */
  @Test
  void toldInTheLog() throws Exception {
    Letter letter =
        fresh(Letter.to(MailingList.BOB))
            .without("Date")
            .with("Cc", "bob,carl@members.example.net");
    String message = sent("submission", letter);
    assertTrue(holds(message), message);
    assertTrue(Files.readString(waxseal.logFile()).contains("omitted=cc,date"), this::logs);
    Letter odd = fresh(Letter.to(MailingList.BOB)).with("From", "\"ann a\"@" + Site.AUTHOR);
    assertFalse(sent("submission", odd).contains("DKIM-Signature:"));
    assertTrue(Files.readString(waxseal.logFile()).contains("sendmail will change its From"));
  }

  private boolean holds(String message) throws IOException {
    return new WaxsealJudge(site)
        .judge(message)
        .signatures()
        .contains(Site.AUTHOR + "/" + Site.RSA);
  }

  /** The letter with a mark of its own. */
  private static Letter fresh(Letter template) {
    String mark = Letter.to("x@x.example").mark();
    List<String> fields =
        template.fields().stream().map(field -> field.replace(template.mark(), mark)).toList();
    return new Letter(mark, fields, template.body());
  }

  private String send(String daemon, Letter letter) throws IOException {
    int port = Optional.ofNullable(ports.get(daemon)).orElseThrow();
    return Submission.send(port, "ann@" + Site.AUTHOR, MailingList.BOB, letter.text());
  }

  private String sent(String daemon, Letter letter) throws Exception {
    String reply = send(daemon, letter);
    assertTrue(reply.startsWith("250"), () -> reply + logs());
    return arrived(letter);
  }

  private String arrived(Letter letter) throws InterruptedException {
    List<Delivery> got = sink.await(letter.mark(), 1);
    assertEquals(1, got.size(), this::logs);
    return got.get(0).message();
  }

  private String logs() {
    return "\n-----\n" + sendmail.log() + "\n-----\n" + waxseal.log();
  }
}
