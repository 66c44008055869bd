package endtoend;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waxseal.inbound.InboundReport;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Posts that have been sealed before: elsewhere, by the MX, by another list here, by a thief. */
@ExtendWith(LabExtension.class)
class ChainTest {

  private final Lab lab;
  private final Site site;

  ChainTest(Lab lab) {
    this.lab = lab;
    this.site = lab.site();
  }

  @Test
  void chainThatHolds() throws Exception {
    MailingList list = MailingList.of(lab, "after-another", Map.of());
    list.delivered(fromElsewhere(list))
        .areSealed(2, "pass")
        .testify("dmarc=pass", "arc=pass")
        .contain("ARC-Seal: i=1;");
  }

  /** RFC 8617 section 5.1 step 4: cv= is what was found when the message came in. */
  @Test
  void chainThatIsBroken() throws Exception {
    MailingList list = MailingList.of(lab, "after-damage", Map.of());
    Letter letter = fromElsewhere(list);
    list.delivered(letter.withBody(letter.body() + "an advertisement\r\n")).areSealed(2, "fail");
  }

  /** RFC 8617 section 5.1 step 2: a chain that is marked as broken gets no more sets. */
  @Test
  void chainThatIsMarkedAsBroken() throws Exception {
    MailingList list = MailingList.of(lab, "after-failure", Map.of());
    Letter letter = fromElsewhere(list);
    Letter damaged = letter.withBody(letter.body() + "an advertisement\r\n");
    InboundReport arrived = site.judged(Site.SERVICE, damaged.text());
    Letter marked = damaged.below(site.set(Site.SERVICE, arrived, damaged.text()));
    assertTrue(MessageFields.of(marked.text()).first("ARC-Seal").contains("cv=fail"));
    list.delivered(marked).areSignedOnly();
  }

  /** A list whose member is a list: the second continues the chain that the first began. */
  @Test
  void nestedLists() throws Exception {
    MailingList inner = MailingList.of(lab, "inner", Map.of());
    MailingList outer = MailingList.of(lab, "outer", Map.of(), List.of(inner.address()));
    Letter letter = outer.letter().signedBy(site, Site.AUTHOR);
    outer.post(letter);
    inner
        .arrived(letter.mark())
        .areSealed(2, "pass")
        .testify("dmarc=pass")
        .contain("Subject: [Inner] [Outer] ");
  }

  /** An MX that writes its results and seals them, as a relay that cannot be asked what it saw. */
  @Test
  void sealedByTheMx() throws Exception {
    MailingList list = MailingList.of(lab, "after-mx", Map.of());
    Letter letter = list.letter().signedBy(site, Site.AUTHOR);
    list.post(lab.ports().listIn(), "ann@" + Site.AUTHOR, sealedByMx(letter).text());
    list.arrived(letter.mark()).haveSet(2, "pass").testify("dmarc=pass");
  }

  /** As before, and the message has come with a chain. */
  @Test
  void sealedElsewhereAndByTheMx() throws Exception {
    MailingList list = MailingList.of(lab, "after-two", Map.of());
    Letter letter = fromElsewhere(list);
    list.post(lab.ports().listIn(), "ann@" + Site.AUTHOR, sealedByMx(letter).text());
    list.arrived(letter.mark()).haveSet(3, "pass").testify("dmarc=pass");
  }

  /** No results of a server that is trusted, nothing to testify to: a post from the web. */
  @Test
  void postWithoutResults() throws Exception {
    MailingList list = MailingList.of(lab, "from-the-web", Map.of());
    Letter letter = list.letter();
    list.post(lab.ports().listIn(), "ann@" + Site.AUTHOR, letter.text());
    list.arrived(letter.mark()).areSignedOnly();
  }

  /**
   * A post of last year with all its seals, which hold, and with another text in the name of
   * somebody else. If our seals alone were enough, the list would vouch for it.
   */
  @Test
  void replayOfAnOldPost() throws Exception {
    MailingList list = MailingList.of(lab, "replayed", Map.of());
    Letter letter = list.letter().signedBy(site, Site.AUTHOR);
    String old = list.delivered(letter).areSealed(1, "none").message();
    Letter theft = list.letter();
    String header = old.substring(0, old.indexOf("\r\n\r\n"));
    String forged =
        header.replace("From: Ann <ann@", "From: Chief <chief@")
            + "\r\n\r\nPay the bill, "
            + theft.mark()
            + "\r\n";
    // Mailman would drop what has been on the list.
    String fresh = forged.replaceAll("(?m)^(X-BeenThere|List-Post|List-Id):.*\r\n", "");
    list.post("thief@" + Site.SERVICE, fresh);
    list.arrived(theft.mark()).areSealed(2, "fail").testify("dmarc=fail", "arc=fail");
  }

  /** A letter that a list elsewhere has got, changed nothing of, and sealed. */
  private Letter fromElsewhere(MailingList list) {
    Letter letter = list.letter().signedBy(site, Site.AUTHOR);
    InboundReport arrived = site.judged(Site.ELSEWHERE, letter.text());
    return letter.below(site.set(Site.ELSEWHERE, arrived, letter.text()));
  }

  private Letter sealedByMx(Letter letter) {
    InboundReport arrived = site.judged(Site.MX, letter.text());
    byte[] results = arrived.authenticationResults().field().bytes();
    Letter judged = letter.below(new String(results, ISO_8859_1).strip());
    assertEquals(1, MessageFields.of(judged.text()).all("Authentication-Results").size());
    return judged.below(site.set(Site.MX, arrived, judged.text()));
  }
}
