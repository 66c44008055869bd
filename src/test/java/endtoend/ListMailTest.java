package endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a list does with a post: each way of delivery, and each thing that it changes. */
@ExtendWith(LabExtension.class)
class ListMailTest {

  private final Lab lab;

  ListMailTest(Lab lab) {
    this.lab = lab;
  }

  @Test
  void bulk() throws Exception {
    delivered("bulk", Map.of())
        .areSealed(1, "none")
        .testify("dkim=pass", "spf=pass", "dmarc=pass")
        .contain("To unsubscribe")
        .contain("Subject: [Bulk] ")
        .keepSignature(Site.AUTHOR, false);
  }

  /** Each member's copy is sealed for itself. */
  @Test
  void variableEnvelopeReturnPath() throws Exception {
    Posts posts = delivered("verp", Map.of("personalize", "individual"));
    posts.areSealed(1, "none").testify("dmarc=pass");
    assertEquals(
        List.of(
            "verp-bounces+bob=" + Site.MEMBERS + "@" + Site.LISTS,
            "verp-bounces+eve=" + Site.MEMBERS + "@" + Site.LISTS),
        posts.deliveries().stream().map(Delivery::sender).sorted().toList());
  }

  @Test
  void personalised() throws Exception {
    Posts posts = delivered("personal", Map.of("personalize", "full"));
    posts.areSealed(1, "none").testify("dmarc=pass");
    for (Delivery delivery : posts.deliveries()) {
      String to = MessageFields.of(delivery.message()).first("To");
      assertTrue(to.contains(delivery.recipient()), delivery::message);
    }
  }

  /** The author is the list: what it signs is aligned, and DMARC passes everywhere. */
  @Test
  void mungedFrom() throws Exception {
    delivered("munged", Map.of("dmarc_mitigate_action", "munge_from"))
        .areSealed(1, "none")
        .testify("dmarc=pass", "header.from=" + Site.AUTHOR)
        .contain("From: Ann via Munged <munged@" + Site.LISTS + ">");
  }

  /** The outer message is new: nothing came with it that could be testified to. */
  @Test
  void wrapped() throws Exception {
    delivered("wrapped", Map.of("dmarc_mitigate_action", "wrap_message"))
        .areSignedOnly()
        .contain("Content-Type: message/rfc822")
        .contain("From: Ann via Wrapped <wrapped@" + Site.LISTS + ">");
  }

  @Test
  void anonymous() throws Exception {
    delivered(LabConfiguration.ANONYMOUS, Map.of("anonymous_list", "True"))
        .areSignedOnly()
        .lack("ann@")
        .lack(Site.AUTHOR);
  }

  /** A list that changes nothing: the author's signature survives, and the chain says the same. */
  @Test
  void withoutFooterAndPrefix() throws Exception {
    MailingList list = MailingList.of(lab, "plain", Map.of("subject_prefix", ""));
    lab.mailman().removeFooter(list.address());
    list.delivered(list.letter().signedBy(lab.site(), Site.AUTHOR))
        .areSealed(1, "none")
        .testify("dmarc=pass")
        .keepSignature(Site.AUTHOR, true);
  }

  /** What the members of a new list get of a post that its author has signed. */
  private Posts delivered(String name, Map<String, String> settings) throws Exception {
    MailingList list = MailingList.of(lab, name, settings);
    return list.delivered(list.letter().signedBy(lab.site(), Site.AUTHOR));
  }
}
