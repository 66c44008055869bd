package endtoend;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waxseal.arc.ArcSealer;
import dev.waxseal.inbound.InboundReport;
import dev.waxseal.mime.HeaderField;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Who comes to the port where the list server takes mail from the MX, and is not the MX. Nothing
 * that he says is sealed, and nothing that he forges is sent on.
 */
@ExtendWith(LabExtension.class)
class HandoverAttacksTest {

  private static final String FORGED = "; dmarc=pass header.from=bank.example; arc=pass";

  private final HandoverLab lab;
  private final Site site;

  HandoverAttacksTest(HandoverLab lab) {
    this.lab = lab;
    this.site = lab.site();
  }

  /** What the members get of a message that comes to the list server by another way. */
  private Posts bypassing(MailingList list, String mark, String message) throws Exception {
    list.post(lab.ports().listIn(), "thief@" + Site.SERVICE, message);
    return list.arrived(mark);
  }

  /** A letter with a set of the MX, made with a key. */
  private String sealed(Letter letter, String keyOf, Clock clock) throws Exception {
    InboundReport arrived = site.judged(Site.MX, letter.text());
    ArcSealer sealer = ArcSealer.of(Site.MX, Site.RSA, site.key(keyOf), Site.MX).withClock(clock);
    StringBuilder message = new StringBuilder();
    byte[] text = letter.text().getBytes(ISO_8859_1);
    for (HeaderField field : sealer.seal(text, arrived.arrival()).fields()) {
      message.append(new String(field.bytes(), ISO_8859_1));
    }
    return message + letter.text();
  }

  /** Mail that has passed the MX by, with results of each id of ours at each place. */
  @Test
  void forgedResultsWithoutASeal() throws Exception {
    MailingList list = MailingList.of(lab, "bypassed", Map.of());
    Letter letter = list.letter();
    Letter forged = letter;
    for (String id :
        List.of(Site.HANDOVER, "\"Handover.Lists.Example.ORG\"", Site.MX, Site.LISTS)) {
      String field = "Authentication-Results: " + id + FORGED;
      forged = forged.below(field).above(field);
    }
    bypassing(list, letter.mark(), forged.text()).areSignedOnly().lack("bank.example");
  }

  /** The same, beside a letter that the MX has sealed: what the MX found stands alone. */
  @Test
  void forgedResultsBesideTheSeal() throws Exception {
    MailingList list = MailingList.of(lab, "beside", Map.of());
    Letter letter = list.letter().signedBy(site, Site.AUTHOR);
    String field = "Authentication-Results: " + Site.HANDOVER + FORGED;
    list.delivered(letter.below(field).above(field))
        .areSealed(1, "none")
        .testify("dmarc=pass", "header.from=" + Site.AUTHOR)
        .lack("bank.example");
    Letter direct = list.letter().signedBy(site, Site.AUTHOR);
    String sealed = sealed(direct, Site.MX, Clock.systemUTC());
    bypassing(list, direct.mark(), field + "\r\n" + sealed)
        .areSealed(1, "none")
        .lack("bank.example");
  }

  @Test
  void aSetInTheNameOfTheMxWithAnotherKey() throws Exception {
    MailingList list = MailingList.of(lab, "forged-set", Map.of());
    Letter letter = list.letter();
    String forged = sealed(letter, Site.SERVICE, Clock.systemUTC());
    bypassing(list, letter.mark(), forged).areSignedOnly();
  }

  @Test
  void aSetOfLastWeek() throws Exception {
    MailingList list = MailingList.of(lab, "old-set", Map.of());
    Letter letter = list.letter().signedBy(site, Site.AUTHOR);
    Clock lastWeek = Clock.offset(Clock.systemUTC(), Duration.ofDays(-7));
    bypassing(list, letter.mark(), sealed(letter, Site.MX, lastWeek)).areSignedOnly();
  }

  /** The sets of a message that the MX has sealed, over another text. */
  @Test
  void theSetOverAnotherText() throws Exception {
    MailingList list = MailingList.of(lab, "other-text", Map.of());
    Letter letter = list.letter().signedBy(site, Site.AUTHOR);
    String sealed = sealed(letter, Site.MX, Clock.systemUTC());
    Letter theft = list.letter();
    String replayed = sealed.replace("this is a post.", "pay the bill, " + theft.mark());
    bypassing(list, theft.mark(), replayed).areSignedOnly();
  }

  /** A post as a member has it, with all of its seals, under another text. */
  @Test
  void aPostOfTheListOverAnotherText() throws Exception {
    MailingList list = MailingList.of(lab, "old-post", Map.of());
    Letter letter = list.letter().signedBy(site, Site.AUTHOR);
    String old = list.delivered(letter).areSealed(1, "none").message();
    Letter theft = list.letter();
    String replayed =
        old.substring(0, old.indexOf("\r\n\r\n")) + "\r\n\r\n" + theft.mark() + "\r\n";
    // Mailman would drop what has been on the list.
    String fresh = replayed.replaceAll("(?m)^(X-BeenThere|List-Post|List-Id):.*\r\n", "");
    String got = bypassing(list, theft.mark(), fresh).message();
    List<String> seals = MessageFields.of(got).all("ARC-Seal");
    assertEquals(2, seals.size(), got); // those that it came with
    assertTrue(seals.get(0).contains("i=2;"), got);
  }

  /** What the MX has found of a message holds each time that the message comes. */
  @Test
  void theSameMessageTwice() throws Exception {
    MailingList list = MailingList.of(lab, "twice", Map.of());
    Letter letter = list.letter().signedBy(site, Site.AUTHOR);
    String sealed = sealed(letter, Site.MX, Clock.systemUTC());
    bypassing(list, letter.mark(), sealed).areSealed(1, "none").testify("dmarc=pass");
    MailingList other = MailingList.of(lab, "twice-again", Map.of());
    other.post(lab.ports().listIn(), "thief@" + Site.SERVICE, sealed);
    List<Delivery> all = lab.sink().await(letter.mark(), 4);
    Posts.of(lab, all.subList(2, 4)).areSealed(1, "none").testify("dmarc=pass");
  }

  /** While nobody checks, mail waits at the MX; none comes in whose results nobody has deleted. */
  @Test
  void whileTheEntranceIsDown() throws Exception {
    MailingList list = MailingList.of(lab, "entrance-down", Map.of());
    Letter letter = list.letter().signedBy(site, Site.AUTHOR);
    lab.entrance().kill();
    try {
      String forged = letter.below("Authentication-Results: " + Site.HANDOVER + FORGED).text();
      String reply =
          Submission.send(lab.ports().listIn(), "thief@" + Site.SERVICE, list.address(), forged);
      assertTrue(reply.startsWith("451"), reply);
      list.post(letter);
    } finally {
      lab.entrance().restart();
    }
    list.arrived(letter.mark()).areSealed(1, "none").testify("dmarc=pass");
    lab.awaitQuiet();
    assertEquals(2, lab.sink().with(letter.mark()).size(), lab::logs);
  }
}
