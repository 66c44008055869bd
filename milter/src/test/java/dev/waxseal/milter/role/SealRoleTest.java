package dev.waxseal.milter.role;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waxseal.arc.ArcResult;
import dev.waxseal.dkim.DkimResult;
import dev.waxseal.inbound.Disposition;
import dev.waxseal.inbound.InboundReport;
import dev.waxseal.milter.config.RoleName;
import dev.waxseal.milter.protocol.Reply;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SealRoleTest {

  private static final String SIGNED = Site.signedBy("author.example", Site.MESSAGE);

  private final Site site = new Site();

  /** A post as the list server hands it out: judged by the MX, then changed. */
  private String post(String list) {
    return Site.listed(list, site.verify(SIGNED).message());
  }

  private static String domains(InboundReport report) {
    return report.dkim().results().stream()
        .filter(DkimResult.Pass.class::isInstance)
        .map(result -> ((DkimResult.Pass) result).domain().toString())
        .collect(Collectors.joining(" "));
  }

  private String outcome() {
    MessageRecord message = site.logged();
    return message.result() + " " + message.facts();
  }

  private static String results(Mta.Delivery delivery) {
    return delivery.fields("ARC-Authentication-Results").get(0).replaceAll("\r\n[ \t]+", " ");
  }

  @Test
  void aPostGetsASignatureAndASet() {
    String post = post("dev");
    Mta.Delivery delivery = site.seal(post);
    assertEquals("sealed {i=1, cv=none, d=lists.example.org}", outcome());
    assertEquals(
        List.of(
            "ARC-Seal", "ARC-Message-Signature", "ARC-Authentication-Results", "DKIM-Signature"),
        Mta.fields(delivery.message()).stream()
            .limit(4)
            .map(field -> field.substring(0, field.indexOf(':')))
            .toList());
    assertTrue(delivery.message().endsWith(Mta.RECEIVED + post));
    InboundReport report = Site.received(delivery.message());
    assertInstanceOf(ArcResult.Pass.class, report.arc().result());
    assertEquals(Site.LIST, domains(report));
    assertEquals(Disposition.ACCEPT, report.dmarc().disposition());
    assertEquals(Disposition.QUARANTINE, Site.received(post).dmarc().disposition());
  }

  @Test
  void bothSignaturesHaveTheFormThatIsConfigured() {
    Mta.Delivery delivery =
        site.with(Site.sealing(List.of(Site.MX), Site.OTHER_FORM)).seal(post("dev"));
    for (String name : List.of("ARC-Message-Signature", "DKIM-Signature")) {
      String field = delivery.fields(name).get(0).replaceAll("\r\n[ \t]+", "");
      assertTrue(field.contains("c=relaxed/simple;"), field);
      assertTrue(field.contains(":Sender") && !field.contains(":Date"), field);
      assertEquals(name.equals("DKIM-Signature"), field.contains(" x="), field);
    }
    InboundReport report = Site.received(delivery.message());
    assertInstanceOf(ArcResult.Pass.class, report.arc().result());
    assertEquals(Site.LIST, domains(report));
  }

  @Test
  void whatTheMxFoundIsCarriedOn() {
    String results = results(site.seal(post("dev")));
    assertTrue(results.startsWith("ARC-Authentication-Results: i=1; lists.example.org;"), results);
    for (String part :
        List.of("dkim=pass", "spf=pass", "dmarc=pass", "arc=none smtp.remote-ip=192.0.2.1")) {
      assertTrue(results.contains(part), results);
    }
  }

  @Test
  void withoutTrustedResultsThereIsASignatureOnly() {
    for (String message :
        List.of(
            Site.listed("dev", Site.MESSAGE),
            Site.listed("dev", "Authentication-Results: other; dmarc=pass\r\n" + Site.MESSAGE))) {
      Mta.Delivery delivery = site.seal(message);
      assertEquals("signed {d=lists.example.org}", outcome());
      assertEquals(
          "no trusted service has said what it found of the message", site.logged().reason());
      assertEquals(List.of(), delivery.fields("ARC-Seal"));
      assertEquals(Site.LIST, domains(Site.received(delivery.message())));
    }
  }

  @Test
  void aListBehindAListContinuesTheChain() {
    String first = site.seal(post("dev")).message();
    Mta.Delivery second = site.seal(Site.listed("all", first));
    assertEquals("sealed {i=2, cv=pass, d=lists.example.org}", outcome());
    InboundReport report = Site.received(second.message());
    assertInstanceOf(ArcResult.Pass.class, report.arc().result());
    assertEquals(2, report.arc().sets().size());
    site.seal(Site.listed("world", second.message()));
    assertEquals("sealed {i=3, cv=pass, d=lists.example.org}", outcome());
  }

  @Test
  void aChainThatCameInIsGoneOnWith() {
    Mta.Delivery elsewhere = site.seal(post("dev"));
    String again = Site.listed("all", site.verify(elsewhere.message()).message());
    assertTrue(results(site.seal(again)).contains("arc=pass"));
    assertEquals("sealed {i=2, cv=pass, d=lists.example.org}", outcome());
  }

  /** The attack of the order rule: seals of ours that verify for ever, over another text. */
  @Test
  void aReplayedPostIsSealedAsBroken() {
    String replayed =
        site.seal(post("dev"))
            .message()
            .replace("ann@author.example", "boss@other.example")
            .replace("The boat is back.", "Pay at once.");
    String judged =
        site.pass(RoleName.VERIFY, "192.0.2.66", "eve@evil.example", replayed).message();
    Mta.Delivery delivery = site.seal(Site.listed("dev", judged));
    assertEquals("sealed {i=2, cv=fail, d=lists.example.org}", outcome());
    assertTrue(results(delivery).contains("arc=fail"), results(delivery));
    assertInstanceOf(ArcResult.Failure.class, Site.received(delivery.message()).arc().result());
  }

  @Test
  void aChainThatIsMarkedAsBrokenIsLeftAlone() {
    String broken = site.seal(post("dev")).message().replace("boat", "coat");
    String marked = site.seal(Site.listed("dev", site.verify(broken).message())).message();
    String again = Site.listed("dev", site.verify(marked).message());
    Mta.Delivery delivery = site.seal(again);
    assertEquals("signed {d=lists.example.org}", outcome());
    assertEquals(
        "the chain is marked as broken already; a seal adds nothing", site.logged().reason());
    assertEquals(2, delivery.fields("ARC-Seal").size());
  }

  @Test
  void rawOctetsAreSealedAsTheyGoOut() {
    String raw =
        Site.listed(
            "dev",
            "Authentication-Results: mx.example.org; dmarc=pass\r\n"
                + Site.MESSAGE.replace("Boats", "B\u00f6te \u0001 \u0080\r\n\t  fold \u00ff"));
    Mta.Delivery delivery = site.seal(raw);
    assertInstanceOf(ArcResult.Pass.class, Site.received(delivery.message()).arc().result());
    assertEquals(Site.LIST, domains(Site.received(delivery.message())));
  }

  /** RFC 5322 section 4: programs end a text at NUL. */
  @Test
  void aHeaderWithANulIsNotSealed() {
    String post = post("dev").replace("Boats", "Boats\0 for sale");
    assertEquals(List.of(), site.seal(post).modifications());
    assertTrue(site.logged().reason().contains("NUL"), site.logged().reason());
  }

  @Test
  void aMessageThatCannotBeSignedGoesOutAsItIs() {
    String several = "From: eve@evil.example\r\n" + post("dev");
    Mta.Delivery delivery = site.seal(several);
    assertTrue(delivery.isAccepted());
    assertEquals(List.of(), delivery.modifications());
    assertEquals("unsigned", site.logged().result());
    assertTrue(site.logged().reason().contains("several From"), site.logged().reason());
  }

  @Test
  void aMessageBeyondTheLimitsIsRefusedForGood() {
    for (String large :
        List.of(
            post("dev") + "x".repeat(1 << 20),
            "X-Large: " + "x".repeat(1 << 20) + "\r\n" + post("dev"))) {
      Reply reply = site.seal(large).reply();
      assertEquals("5.3.4", assertInstanceOf(Reply.Reject.class, reply).code());
      assertEquals("rejected", site.logged().result());
    }
  }

  @Test
  void theBodyMayComeInManyPieces() {
    String post = post("dev") + "0123456789\r\n".repeat(20_000);
    InboundReport report = Site.received(site.seal(post).message());
    assertInstanceOf(ArcResult.Pass.class, report.arc().result());
  }
}
