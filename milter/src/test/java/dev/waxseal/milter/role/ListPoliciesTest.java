package dev.waxseal.milter.role;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waxseal.dkim.DkimResult;
import dev.waxseal.inbound.InboundReport;
import dev.waxseal.milter.config.Action;
import dev.waxseal.milter.config.ListPolicy;
import dev.waxseal.milter.config.SealSettings;
import java.util.List;
import org.junit.jupiter.api.Test;

class ListPoliciesTest {

  private final Site site = new Site();

  private String post(String list) {
    return Site.listed(list, site.verify(Site.signedBy("author.example", Site.MESSAGE)).message());
  }

  /** What an anonymous list server leaves of a post: the author is gone from what it knows. */
  private String anonymous() {
    return "X-MailFrom: ann@author.example\r\n"
        + "Received-SPF: pass (mx) envelope-from=ann@author.example\r\n"
        + post("anon")
            .replace("From: Ann <ann@author.example>", "From: list <anon@lists.example.org>")
            .replace("<1@author.example>", "<anonymous@lists.example.org>");
  }

  @Test
  void off() {
    assertEquals(List.of(), site.seal(post("off")).modifications());
    assertEquals("off", site.logged().result());
  }

  @Test
  void signaturesOnly() {
    Mta.Delivery delivery = site.seal(post("dkim"));
    assertEquals("signed", site.logged().result());
    assertEquals(1, delivery.modifications().size());
    assertEquals(2, delivery.fields("DKIM-Signature").size());
  }

  @Test
  void ofAnAnonymousListNothingThatTellsTheAuthorGoesOut() {
    String chained = site.seal(post("dev")).message();
    for (String message : List.of(anonymous(), withSet(chained))) {
      Mta.Delivery delivery = site.seal(message);
      assertEquals("signed", site.logged().result());
      assertFalse(delivery.message().contains("author.example"), delivery.message());
      assertEquals(1, delivery.fields("DKIM-Signature").size());
      assertEquals(List.of(), delivery.fields("ARC-Seal"));
      InboundReport report = Site.received(delivery.message());
      assertTrue(
          report.dkim().results().get(0) instanceof DkimResult.Pass, report.dkim().toString());
    }
  }

  private String withSet(String chained) {
    String set = String.join("\r\n", Mta.fields(chained).subList(0, 3)) + "\r\n";
    return set + anonymous();
  }

  @Test
  void theyAreTakenOutWhateverHappensToTheMessage() {
    site.with(settings(ListPolicy.ARC, Action.ACCEPT));
    Mta.Delivery large = site.seal(anonymous() + "x".repeat(1 << 20));
    assertTrue(large.isAccepted());
    assertEquals("error", site.logged().result());
    assertFalse(large.message().contains("author.example"));
    String header = "X-Large: " + "x".repeat(1 << 20) + "\r\n";
    assertFalse(site.seal(header + anonymous()).message().contains("author.example"));
    Mta.Delivery unsigned = site.seal("From: b@lists.example.org\r\n" + anonymous());
    assertEquals("unsigned", site.logged().result());
    assertFalse(unsigned.message().contains("author.example"));
  }

  @Test
  void theListIsNamedInAngleBracketsInAnyCase() {
    for (String field :
        List.of(
            "List-Id: <OFF.lists.example.org>",
            "list-id: \"a <b>\" < off.lists.example.org >",
            "List-ID: folded\r\n\t<off.lists.example.org>",
            "List-Id: off.lists.example.org")) {
      site.seal(field + "\r\n" + Site.MESSAGE);
      assertEquals("off", site.logged().result(), field);
    }
    site.seal("List-Id: off.lists.example.org <dkim.lists.example.org>\r\n" + Site.MESSAGE);
    assertEquals("signed", site.logged().result());
  }

  @Test
  void ofSeveralTheOneWithMostToHide() {
    String two = "List-Id: <off.lists.example.org>\r\n" + anonymous();
    assertFalse(site.seal(two).message().contains("author.example"));
    assertEquals("signed", site.logged().result());
  }

  @Test
  void listsThatAreNotNamedHaveThePolicyOfAll() {
    site.with(settings(ListPolicy.OFF, Action.TEMPFAIL));
    site.seal(post("dev"));
    assertEquals("off", site.logged().result());
    site.seal(Site.MESSAGE);
    assertEquals("off", site.logged().result());
    site.seal(post("dkim"));
    assertEquals("signed", site.logged().result());
  }

  private static SealSettings settings(ListPolicy otherwise, Action onError) {
    return new SealSettings(
        Site.SEAL.authservId(),
        Site.SEAL.domain(),
        Site.SEAL.keys(),
        Site.SEAL.form(),
        Site.SEAL.trustedIds(),
        Site.SEAL.ownSealers(),
        otherwise,
        Site.SEAL.lists(),
        onError);
  }
}
