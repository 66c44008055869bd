package dev.waxseal.milter.role;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waxseal.dns.DomainName;
import dev.waxseal.milter.config.Action;
import dev.waxseal.milter.config.Exemptions;
import dev.waxseal.milter.config.RoleName;
import dev.waxseal.milter.config.VerifySettings;
import dev.waxseal.milter.protocol.Reply;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VerifyRoleTest {

  private static final String SIGNED = Site.signedBy("author.example", Site.MESSAGE);
  private static final String FORGERY = Site.MESSAGE;

  private final Site site = new Site();

  private static VerifySettings actions(Action quarantine, Action reject, Action defer) {
    return new VerifySettings(
        Site.MX,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        Optional.empty(),
        quarantine,
        reject,
        defer,
        Action.ACCEPT,
        1024,
        Exemptions.NONE);
  }

  private static String unfolded(String field) {
    return field.replaceAll("\r\n[ \t]+", " ");
  }

  @Test
  void theResultsGoOnTop() {
    Mta.Delivery delivery = site.verify(SIGNED);
    assertTrue(delivery.isAccepted());
    String top = unfolded(Mta.fields(delivery.message()).get(0));
    assertTrue(top.startsWith("Authentication-Results: mx.example.org; dkim=pass "), top);
    assertTrue(top.contains(" header.d=author.example"), top);
    assertTrue(top.contains("spf=pass smtp.mailfrom=author.example"), top);
    assertTrue(top.contains("dmarc=pass header.from=author.example"), top);
    assertTrue(top.contains("arc=none smtp.remote-ip=192.0.2.1"), top);
    assertTrue(delivery.message().endsWith(Mta.RECEIVED + SIGNED), delivery.message());
  }

  @Test
  void aMessageThatDidNotComeOverTheNetworkHasNoSpf() {
    Mta.Delivery delivery = site.pass(RoleName.VERIFY, "", "ann@author.example", SIGNED);
    String top = unfolded(Mta.fields(delivery.message()).get(0));
    assertTrue(top.contains("dmarc=pass"), top);
    assertFalse(top.contains("spf="), top);
    assertFalse(top.contains("remote-ip"), top);
  }

  @Test
  void theLogTellsWhatBecameOfIt() {
    site.verify(SIGNED);
    MessageRecord message = site.logged();
    assertEquals("4XyZ", message.queueId());
    assertEquals("<1@author.example>", message.messageId());
    assertEquals("verify accepted", message.role() + " " + message.result());
    assertEquals("{dkim=pass, dmarc=pass, arc=none}", message.facts().toString());
    assertEquals("DMARC pass for author.example", message.reason());
    assertEquals("192.0.2.1", message.client());
    assertEquals(SIGNED.length(), message.octets());
  }

  @Test
  void theLogNamesFindings() {
    site.verify("Subject: Other boats\r\n" + SIGNED.replace("Subject: Boats\r\n", ""));
    assertEquals("{dkim=fail, dmarc=pass, arc=none}", site.logged().facts().toString());
    site.verify("Subject: Other boats\r\nX: a\0b\r\n" + SIGNED);
    assertEquals(
        "{dkim=fail, dmarc=none, arc=none, findings=header-nul,repeated-field}",
        site.logged().facts().toString());
  }

  @Test
  void aPolicyOfRejectIsFollowedOnlyByThoseWhoAskForIt() {
    String from = "eve@evil.example";
    assertTrue(site.pass(RoleName.VERIFY, "192.0.2.9", from, FORGERY).isAccepted());
    assertFalse(site.pass(RoleName.VERIFY, "192.0.2.9", from, FORGERY).isHeld());

    site.with(actions(Action.HOLD, Action.ACCEPT, Action.ACCEPT));
    assertTrue(site.pass(RoleName.VERIFY, "192.0.2.9", from, FORGERY).isHeld());

    site.with(actions(Action.ACCEPT, Action.HOLD, Action.ACCEPT));
    Mta.Delivery held = site.pass(RoleName.VERIFY, "192.0.2.9", from, FORGERY);
    assertTrue(held.isHeld() && held.isAccepted());
    assertEquals(1, held.fields("Authentication-Results").size());
    assertEquals("held", site.logged().result());

    site.with(actions(Action.ACCEPT, Action.REJECT, Action.ACCEPT));
    Mta.Delivery rejected = site.pass(RoleName.VERIFY, "192.0.2.9", from, FORGERY);
    assertEquals(new Reply.Reject("5.7.1", site.logged().reason()), rejected.reply());
    assertTrue(site.logged().reason().startsWith("DMARC fail for author.example: "));
    assertEquals(List.of(), rejected.modifications());
    assertEquals("rejected", site.logged().result());
  }

  @Test
  void aPolicyOfQuarantineHoldsIfWanted() {
    String soft = FORGERY.replace("ann@author.example", "ann@soft.example");
    site.with(actions(Action.HOLD, Action.REJECT, Action.ACCEPT));
    assertTrue(site.verify(soft).isHeld());
    site.with(actions(Action.ACCEPT, Action.REJECT, Action.ACCEPT));
    assertTrue(site.verify(soft).isAccepted());
    assertFalse(site.verify(soft).isHeld());
  }

  @Test
  void silentDnsIsWaitedForNoLongerThanAllowed() {
    site.with(Site.DNS.silent(DomainName.of("_dmarc.author.example"))).hurried();
    long start = System.nanoTime();
    Mta.Delivery accepted = site.verify(FORGERY);
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    assertTrue(accepted.isAccepted());
    assertTrue(unfolded(accepted.fields("Authentication-Results").get(0)).contains("temperror"));
    assertTrue(took.compareTo(Site.HURRY.minusMillis(10)) >= 0, took.toString());

    site.with(actions(Action.ACCEPT, Action.REJECT, Action.TEMPFAIL));
    Mta.Delivery deferred = site.verify(FORGERY);
    assertEquals(new Reply.TempFail("4.7.5", site.logged().reason()), deferred.reply());
    assertEquals("deferred", site.logged().result());
  }

  @Test
  void aPostOfATrustedListPassesOverAPolicyOfReject() {
    String sealed = site.seal(Site.listed("dev", site.verify(SIGNED).message())).message();
    site.with(
        new VerifySettings(
            "mx.receiver.example",
            List.of(),
            List.of(),
            List.of(),
            List.of(Site.LIST),
            Optional.empty(),
            Action.HOLD,
            Action.REJECT,
            Action.TEMPFAIL,
            Action.TEMPFAIL,
            1024,
            Exemptions.NONE));
    assertTrue(site.verify(sealed).isAccepted(), site.logged().toString());
    assertFalse(site.verify(sealed).isHeld());
  }

  @Test
  void rawOctetsAreJudgedAsTheyCame() {
    String raw = Site.MESSAGE.replace("Boats", "B\u00f6te \u0001 \u0080\r\n\t  fold \u00ff");
    Mta.Delivery delivery = site.verify(Site.signedBy("author.example", raw));
    String results = unfolded(delivery.fields("Authentication-Results").get(0));
    assertTrue(results.contains("dkim=pass"), results);
    assertTrue(delivery.message().endsWith(raw), delivery.message());
  }

  @Test
  void tenThousandFields() {
    StringBuilder many = new StringBuilder();
    for (int i = 0; i < 10_000; i++) {
      many.append("X-").append(i).append(": ").append(i).append("\r\n");
    }
    Mta.Delivery delivery = site.verify(many + SIGNED);
    assertTrue(
        unfolded(delivery.fields("Authentication-Results").get(0)).contains("dkim=pass"),
        delivery.fields("Authentication-Results").toString());
  }
}
