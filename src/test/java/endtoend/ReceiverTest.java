package endtoend;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.waxseal.dmarc.DmarcStatus;
import dev.waxseal.inbound.Disposition;
import dev.waxseal.inbound.DmarcVerdict;
import dev.waxseal.inbound.InboundAuthenticator;
import dev.waxseal.spf.SpfClient;
import java.net.InetAddress;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the members' mail server does with the posts of an author whose policy is to reject. */
@ExtendWith(LabExtension.class)
class ReceiverTest {

  private final Lab lab;
  private final InboundAuthenticator strict;
  private final InboundAuthenticator trusting;

  ReceiverTest(Lab lab) {
    this.lab = lab;
    this.strict =
        InboundAuthenticator.of("mx." + Site.MEMBERS, lab.site().dns()).rejectingByPolicy();
    this.trusting = strict.trustingSealers(Site.LISTS);
  }

  @Test
  void changedPostIsLeftToTheTrustInTheList() throws Exception {
    Delivery post = post("policy", Map.of());
    assertVerdict(DmarcStatus.FAIL, Disposition.REJECT, strict, post);
    assertVerdict(DmarcStatus.FAIL, Disposition.ACCEPT, trusting, post);
  }

  @Test
  void mungedPostPassesEverywhere() throws Exception {
    Delivery post = post("policy-munged", Map.of("dmarc_mitigate_action", "munge_from"));
    assertVerdict(DmarcStatus.PASS, Disposition.ACCEPT, strict, post);
    assertVerdict(DmarcStatus.PASS, Disposition.ACCEPT, trusting, post);
  }

  @Test
  void unchangedPostPassesEverywhere() throws Exception {
    MailingList list = MailingList.of(lab, "policy-plain", Map.of("subject_prefix", ""));
    lab.mailman().removeFooter(list.address());
    Letter letter = list.letter().signedBy(lab.site(), Site.AUTHOR);
    Delivery post = list.delivered(letter).deliveries().get(0);
    assertVerdict(DmarcStatus.PASS, Disposition.ACCEPT, strict, post);
  }

  /** The list testifies that it saw the author domain fail; trust in the list does not help. */
  @Test
  void forgeryIsRejectedInSpiteOfTheTrust() throws Exception {
    MailingList list = MailingList.of(lab, "policy-forgery", Map.of());
    Letter letter = list.letter();
    list.post("thief@" + Site.SERVICE, letter.text());
    Delivery post = list.arrived(letter.mark()).areSealed(1, "none").deliveries().get(0);
    assertVerdict(DmarcStatus.FAIL, Disposition.REJECT, trusting, post);
  }

  private Delivery post(String name, Map<String, String> settings) throws Exception {
    MailingList list = MailingList.of(lab, name, settings);
    Letter letter = list.letter().signedBy(lab.site(), Site.AUTHOR);
    return list.delivered(letter).areSealed(1, "none").deliveries().get(0);
  }

  private static void assertVerdict(
      DmarcStatus status, Disposition disposition, InboundAuthenticator receiver, Delivery post) {
    SpfClient client = SpfClient.of(InetAddress.getLoopbackAddress(), Site.LISTS, post.sender());
    DmarcVerdict verdict =
        receiver.authenticate(post.message().getBytes(ISO_8859_1), client).dmarc();
    assertEquals(status, verdict.result().status(), verdict::explanation);
    assertEquals(disposition, verdict.disposition(), verdict::explanation);
  }
}
