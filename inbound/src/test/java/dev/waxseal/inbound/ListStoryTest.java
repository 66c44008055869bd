package dev.waxseal.inbound;

import static dev.waxseal.inbound.World.AUTHOR;
import static dev.waxseal.inbound.World.LIST;
import static dev.waxseal.inbound.World.LIST_MX;
import static dev.waxseal.inbound.World.MESSAGE;
import static dev.waxseal.inbound.World.bytes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waxseal.arc.ArcResult;
import dev.waxseal.dkim.SigningKey;
import dev.waxseal.dkim.signature.SigningAlgorithm;
import dev.waxseal.dkim.signature.SigningException;
import dev.waxseal.dmarc.DmarcResult;
import dev.waxseal.dmarc.DmarcStatus;
import dev.waxseal.dns.Dns;
import dev.waxseal.dns.DomainName;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * What ARC is for: a member of a list whose domain says p=reject posts, the list changes the post,
 * and the subscribers' mail server has to tell it from a forgery (RFC 8617 section 7.2).
 */
class ListStoryTest {

  private static final String SIGNED = AUTHOR.signed(MESSAGE);

  private static final InboundReport AT_MX =
      InboundAuthenticator.of(LIST_MX, World.dns()).authenticate(bytes(SIGNED), World.fromAuthor());

  /** What the list has in hand: the post with what its mail server found. */
  private static final String POSTED =
      Party.text(List.of(AT_MX.authenticationResults().field())) + SIGNED;

  private static final String CHANGED =
      POSTED.replace("Subject: Hello", "Subject: [talk] Hello") + "-- \r\ntalk@lists.example\r\n";

  private static final String SENT_ON = LIST.sentOn(CHANGED, LIST_MX);

  @Test
  void theMailServerOfTheListSeesItPass() {
    assertInstanceOf(DmarcResult.Pass.class, AT_MX.dmarc().result());
    assertEquals(Disposition.ACCEPT, AT_MX.dmarc().disposition());
    assertEquals("DMARC pass for author.example", AT_MX.dmarc().explanation());
    String field = POSTED.substring(0, POSTED.indexOf("DKIM-Signature")).replaceAll("\\s+", " ");
    assertTrue(field.startsWith("Authentication-Results: mx.lists.example; dkim=pass "), field);
    assertTrue(field.contains("; spf=pass smtp.mailfrom=author.example; "), field);
    assertTrue(field.contains("; dmarc=pass header.from=author.example policy.dmarc=reject; "));
    assertTrue(field.endsWith("; arc=none smtp.remote-ip=192.0.2.1 "), field);
  }

  @Test
  void withoutTrustItIsQuarantinedAndNotRejected() {
    InboundReport report = receive(World.receiver());
    assertEquals(DmarcStatus.FAIL, report.dmarc().result().status());
    assertEquals(Disposition.QUARANTINE, report.dmarc().disposition());
    assertEquals(Optional.empty(), report.dmarc().override());
    assertFalse(report.arcTrusted());
    // The chain holds, the list's signature passes, and neither is enough.
    assertInstanceOf(ArcResult.Pass.class, report.arc().result());
    assertEquals(
        List.of(DomainName.of("lists.example")),
        report.dkim().passes().stream().map(pass -> pass.domain()).toList());
  }

  /** A chain has no shorter key for it: what is found of it is sealed for all later receivers. */
  @Test
  void requiredKeyBitsAreAskedOfSignaturesAndNotOfChains() throws SigningException {
    SigningKey weak = SigningKey.generate(SigningAlgorithm.RSA_SHA256, 1024).key();
    Party list = new Party("weak.example", weak);
    InboundReport report =
        InboundAuthenticator.of("mx.example.net", Dns.zone(list.keyLine(), AUTHOR.keyLine()))
            .requiringRsaKeyBits(2048)
            .authenticate(bytes(list.sentOn(CHANGED, LIST_MX)));
    assertInstanceOf(ArcResult.Pass.class, report.arc().result());
    assertEquals("policy", report.dkim().results().get(0).status().word());
  }

  /** RFC 9989 section 7.4: "MUST NOT reject [...] solely on the basis of a p=reject policy". */
  @Test
  void itIsRejectedOnlyByThoseWhoAskForIt() {
    InboundReport report = receive(World.receiver().rejectingByPolicy());
    assertEquals(Disposition.REJECT, report.dmarc().disposition());
    assertTrue(report.dmarc().explanation().startsWith("DMARC fail for author.example: "));
  }

  @Test
  void thoseWhoTrustTheListAcceptIt() {
    for (InboundAuthenticator receiver :
        List.of(World.receiver(), World.receiver().rejectingByPolicy())) {
      InboundReport report = receive(receiver.trustingSealers("LISTS.example"));
      DmarcVerdict verdict = report.dmarc();
      // "the result of DMARC stays what it is" (RFC 8617 section 7.2.1 leaves it to local policy).
      assertEquals(DmarcStatus.FAIL, verdict.result().status());
      assertEquals(Disposition.ACCEPT, verdict.disposition());
      assertTrue(report.arcTrusted());
      LocalOverride override = verdict.override().orElseThrow();
      assertEquals(DomainName.of("lists.example"), override.sealer());
      assertEquals(1, override.instance());
      assertTrue(override.comment().startsWith("arc=pass as[1].d=lists.example as[1].s=s1"));
      assertTrue(verdict.explanation().startsWith("lists.example, whose seals are trusted here"));
      assertTrue(
          report.authenticationResults().first("dmarc").orElseThrow().result().equals("fail"));
    }
  }

  /** RFC 8617 section 7.2.2: the status, domain and selector of each seal, the first address. */
  @Test
  void theCommentForReports() {
    String once = LIST.sealed(CHANGED, AT_MX.arrival());
    InboundReport between = World.receiver().authenticate(bytes(once), World.fromList());
    String twice = World.FORWARDER.sealed(once, between.arrival());
    DmarcVerdict verdict =
        World.receiver()
            .trustingSealers("lists.example", "forwarder.example")
            .authenticate(bytes(twice))
            .dmarc();
    LocalOverride override = verdict.override().orElseThrow();
    assertEquals("lists.example 1", override.sealer() + " " + override.instance());
    assertEquals(
        "arc=pass as[2].d=forwarder.example as[2].s=s1 as[1].d=lists.example as[1].s=s1"
            + " remote-ip[1]=192.0.2.1 remote-ip[2]=192.0.2.2",
        override.comment());
  }

  @Test
  void trustInSomebodyElseIsNoTrustInTheList() {
    for (String other : List.of("example", "xlists.example", "sub.lists.example", "s1.example")) {
      InboundReport report = receive(World.receiver().trustingSealers(other));
      assertEquals(Disposition.QUARANTINE, report.dmarc().disposition(), other);
      assertFalse(report.arcTrusted(), other);
    }
  }

  @Test
  void aPostThatWasForgedStaysForgedBehindTheList() {
    InboundAuthenticator mx = InboundAuthenticator.of(LIST_MX, World.dns());
    InboundReport forged =
        mx.authenticate(
            bytes(MESSAGE), World.client("198.51.100.66", "evil.example", "x@evil.example"));
    String posted = Party.text(List.of(forged.authenticationResults().field())) + MESSAGE;
    String sent = LIST.sentOn(posted + "footer\r\n", LIST_MX);
    InboundReport report =
        World.receiver()
            .trustingSealers("lists.example")
            .authenticate(bytes(sent), World.fromList());
    assertTrue(report.arcTrusted());
    assertEquals(Disposition.QUARANTINE, report.dmarc().disposition());
    assertEquals(Optional.empty(), report.dmarc().override());
  }

  /** Somebody who takes a sealed post and puts another text under it. */
  @Test
  void aChangeAfterTheSealIsNotAccepted() {
    for (String changed :
        List.of(
            SENT_ON.replace("How are you?", "Pay here."),
            SENT_ON.replace("[talk] Hello", "[talk] Pay"),
            "From: ann@author.example\r\n" + SENT_ON,
            SENT_ON.replace("To: talk@lists.example\r\n", ""))) {
      InboundReport report =
          World.receiver().trustingSealers("lists.example").authenticate(bytes(changed));
      assertEquals(Disposition.QUARANTINE, report.dmarc().disposition());
      assertFalse(report.arcTrusted());
    }
  }

  @Test
  void aMungedFromPassesEverywhere() {
    String munged =
        CHANGED.replace(
            "From: Ann <ann@author.example>",
            "From: Ann via Talk <talk@lists.example>\r\nReply-To: Ann <ann@author.example>");
    InboundReport report =
        World.receiver()
            .rejectingByPolicy()
            .authenticate(bytes(LIST.sentOn(munged, LIST_MX)), World.fromList());
    DmarcResult.Pass pass = (DmarcResult.Pass) report.dmarc().result();
    assertEquals(DomainName.of("lists.example"), pass.domain());
    assertEquals(2, pass.facts().aligned().size());
    assertEquals(Disposition.ACCEPT, report.dmarc().disposition());
    assertEquals(Optional.empty(), report.dmarc().override());
  }

  private static InboundReport receive(InboundAuthenticator receiver) {
    return receiver.authenticate(bytes(SENT_ON), World.fromList());
  }
}
