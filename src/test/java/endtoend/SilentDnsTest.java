package endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A DNS that never answers holds the MX up in the middle of a message, and loses none. */
@ExtendWith(LabExtension.class)
class SilentDnsTest {

  private final Lab lab;
  private final ExecutorService client = Executors.newSingleThreadExecutor();

  SilentDnsTest(Lab lab) {
    this.lab = lab;
  }

  @AfterEach
  void stopClient() {
    client.shutdownNow();
  }

  /** RFC 8601 section 2.7: what could not be looked up is a temporary error, and is sealed so. */
  @Test
  void acceptedWithoutAVerdict() throws Exception {
    MailingList list = MailingList.of(lab, "silent", Map.of());
    Letter letter = list.letter().signedBy(lab.site(), Site.AUTHOR);
    try (SilentDns dns = new SilentDns();
        Waxseal waxseal = lab.slowVerifier(dns, "accept", 3)) {
      String reply =
          send(lab.ports().slowMx(), list, letter).get(Daemon.PATIENCE_SECONDS, TimeUnit.SECONDS);
      assertTrue(reply.startsWith("250"), () -> reply + waxseal.log());
    }
    list.arrived(letter.mark())
        .areSealed(1, "none")
        .testify("dkim=temperror", "spf=temperror", "dmarc=temperror");
  }

  @Test
  void askedToComeAgain() throws Exception {
    MailingList list = MailingList.of(lab, "silent-later", Map.of());
    Letter letter = list.letter().signedBy(lab.site(), Site.AUTHOR);
    try (SilentDns dns = new SilentDns();
        Waxseal waxseal = lab.slowVerifier(dns, "tempfail", 3)) {
      String reply =
          send(lab.ports().slowMx(), list, letter).get(Daemon.PATIENCE_SECONDS, TimeUnit.SECONDS);
      assertTrue(reply.startsWith("451 4.7.5"), () -> reply + waxseal.log());
    }
    assertComesOnce(list, letter);
  }

  /** At its end, when all of the message is with Waxseal, and nothing is decided. */
  @Test
  void killedInTheMiddleOfAMessage() throws Exception {
    MailingList list = MailingList.of(lab, "silent-killed", Map.of());
    Letter letter = list.letter().signedBy(lab.site(), Site.AUTHOR);
    try (SilentDns dns = new SilentDns();
        Waxseal waxseal = lab.slowVerifier(dns, "accept", LabConfiguration.ANY_TIME)) {
      Future<String> reply = send(lab.ports().slowMx(), list, letter);
      dns.awaitQuestion();
      waxseal.kill();
      assertTrue(reply.get(Daemon.PATIENCE_SECONDS, TimeUnit.SECONDS).startsWith("451"), lab::logs);
    }
    assertComesOnce(list, letter);
  }

  @Test
  void frozenInTheMiddleOfAMessage() throws Exception {
    MailingList list = MailingList.of(lab, "silent-frozen", Map.of());
    Letter letter = list.letter().signedBy(lab.site(), Site.AUTHOR);
    try (SilentDns dns = new SilentDns();
        Waxseal waxseal = lab.slowVerifier(dns, "accept", LabConfiguration.ANY_TIME)) {
      Future<String> reply = send(lab.ports().impatientMx(), list, letter);
      dns.awaitQuestion();
      waxseal.freeze();
      assertTrue(reply.get(Daemon.PATIENCE_SECONDS, TimeUnit.SECONDS).startsWith("451"), lab::logs);
      waxseal.resume();
    }
    assertComesOnce(list, letter);
  }

  /** The author's server comes again, and DNS answers. */
  private void assertComesOnce(MailingList list, Letter letter) throws Exception {
    assertEquals(0, lab.sink().with(letter.mark()).size());
    list.delivered(letter).areSealed(1, "none").testify("dkim=pass", "dmarc=pass");
  }

  private Future<String> send(int port, MailingList list, Letter letter) throws IOException {
    String sender = "ann@" + Site.AUTHOR;
    return client.submit(() -> Submission.send(port, sender, list.address(), letter.text()));
  }
}
