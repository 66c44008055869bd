package endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A Mailman with the plugin, configured with the text of the plugin's guide: it starts, and what
 * the members get is sealed. No Postfix is there. Of the text only the path of the file and the
 * port of the daemon are those of this test.
 */
@ExtendWith(LabExtension.class)
class PluginGuideTest {

  private static final String GUIDE = "milter/mailman/README.md";
  private static final String STEPS = "To install it";
  private static final String FILE = "/etc/mailman3/waxseal.cfg";
  private static final String SOCKET = "inet:127.0.0.1:8892";

  private final Site site = new Site();
  private final Path directory;
  private final Deque<AutoCloseable> running = new ArrayDeque<>();

  PluginGuideTest() throws IOException {
    this.directory = Files.createTempDirectory("waxseal-plugin");
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
    site.write(directory);
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

  @Test
  void aMailmanOfTheGuideSeals() throws Exception {
    List<Integer> ports = Daemon.freePorts(2);
    int lmtp = ports.get(0);
    int daemon = ports.get(1);
    stoppedAtEnd(sealer(daemon));
    Sink sink = stoppedAtEnd(new Sink(true));
    MailmanInstance mailman = stoppedAtEnd(mailman(lmtp, sink.port(), daemon));
    mailman.awaitReady(lmtp);
    mailman.rest().addDomain(Site.LISTS);
    mailman.rest().addList("guide", Site.LISTS, Map.of());
    mailman.rest().addMember("guide", Site.LISTS, MailingList.BOB);

    Letter letter =
        Letter.to("guide@" + Site.LISTS)
            .signedBy(site, Site.AUTHOR)
            .below(
                "Authentication-Results: "
                    + Site.MX
                    + "; dmarc=pass header.from="
                    + Site.AUTHOR
                    + "; arc=none");
    String reply =
        Submission.sendLocally(lmtp, "ann@" + Site.AUTHOR, "guide@" + Site.LISTS, letter.text());
    assertTrue(reply.startsWith("250"), () -> reply + "\n" + mailman.log());

    List<Delivery> deliveries = sink.await(letter.mark(), 1);
    assertEquals(1, deliveries.size(), mailman::log);
    String message = deliveries.get(0).message();
    Judgement judgement = new WaxsealJudge(site).judge(message);
    assertEquals("pass", judgement.chain(), () -> message + "\n" + mailman.log());
    assertEquals(Set.of(Site.LISTS + "/" + Site.RSA), judgement.signatures(), message);
  }

  private Waxseal sealer(int port) throws IOException {
    return Waxseal.start(
        directory.resolve("lists.toml"),
        port,
        "\"seal\"",
        """
        [seal]
        authserv-id = "%1$s"
        domain = "%1$s"
        keys = [ { selector = "rsa", file = "%1$s-rsa.pem" } ]
        trusted-ids = ["%2$s"]
        """
            .formatted(Site.LISTS, Site.MX));
  }

  private MailmanInstance mailman(int lmtp, int smtp, int daemon) throws IOException {
    Guide guide = Guide.read(GUIDE);
    String settings = guide.block(STEPS, "waxseal.cfg");
    String sections = guide.block(STEPS, "mailman.cfg");
    assertTrue(settings.contains(SOCKET), settings);
    assertTrue(sections.contains(FILE), sections);
    Path file = directory.resolve("waxseal.cfg");
    Files.writeString(file, settings.replace(SOCKET, "inet:" + Ports.host(daemon)));
    return MailmanInstance.start(
        directory.resolve("mailman"),
        directory.resolve("zone"),
        lmtp,
        smtp,
        sections.replace(FILE, file.toString()));
  }
}
