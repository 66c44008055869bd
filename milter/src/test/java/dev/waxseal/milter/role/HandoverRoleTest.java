package dev.waxseal.milter.role;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waxseal.arc.ArcResult;
import dev.waxseal.arc.ArcSealer;
import dev.waxseal.dkim.signature.SigningException;
import dev.waxseal.dns.DomainName;
import dev.waxseal.inbound.Disposition;
import dev.waxseal.inbound.InboundAuthenticator;
import dev.waxseal.inbound.InboundReport;
import dev.waxseal.milter.config.Action;
import dev.waxseal.milter.config.HandoverSettings;
import dev.waxseal.milter.config.OwnSealer;
import dev.waxseal.milter.config.RoleName;
import dev.waxseal.milter.protocol.Reply;
import dev.waxseal.mime.HeaderField;
import dev.waxseal.spf.SpfClient;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The list server takes from the MX what the MX has sealed, and believes nothing else. */
class HandoverRoleTest {

  private static final String LOCAL = "handover.lists.example.org";

  static final HandoverSettings HANDOVER = handover(Action.ACCEPT, Action.ACCEPT);

  private static final String SIGNED = Site.signedBy("author.example", Site.MESSAGE);
  private static final String FORGED = "; dmarc=pass header.from=bank.example; arc=pass\r\n";

  private final Site site = new Site().with(HANDOVER).with(Site.sealing(List.of(LOCAL)));

  private static HandoverSettings handover(Action onMissing, Action onError) {
    return new HandoverSettings(
        LOCAL,
        List.of(Site.MX),
        List.of(new OwnSealer(DomainName.of(Site.MX), DomainName.of("s"), Site.keyRecord(Site.MX))),
        Duration.ofDays(6),
        onMissing,
        onError);
  }

  /** A message as it leaves the MX, which has judged it and then sealed it. */
  private static String byMx(String message, InstantSource clock) {
    try {
      SpfClient client =
          SpfClient.of(
              InetAddress.getByName(Site.CLIENT), "mail.author.example", "ann@author.example");
      InboundReport report =
          InboundAuthenticator.of(Site.MX, Site.DNS)
              .authenticate(message.getBytes(ISO_8859_1), client);
      String judged = text(report.fields()) + message;
      ArcSealer sealer = ArcSealer.of(Site.MX, "s", Site.key(Site.MX), Site.MX).withClock(clock);
      return text(sealer.seal(judged.getBytes(ISO_8859_1), report.arrival()).fields()) + judged;
    } catch (SigningException | java.net.UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String byMx(String message) {
    return byMx(message, Clock.systemUTC());
  }

  private static String text(List<HeaderField> fields) {
    StringBuilder text = new StringBuilder();
    fields.forEach(field -> text.append(new String(field.bytes(), ISO_8859_1)));
    return text.toString();
  }

  private Mta.Delivery takeOver(String message) {
    return site.pass(RoleName.HANDOVER, "192.0.2.10", "ann@author.example", message);
  }

  private static String results(Mta.Delivery delivery) {
    return String.join("\n", delivery.fields("Authentication-Results")).replaceAll("\\s+", " ");
  }

  private String outcome() {
    return site.logged().result() + " " + site.logged().facts();
  }

  @Test
  void whatTheMxFoundStandsUnderTheLocalId() {
    Mta.Delivery delivery = takeOver(byMx(SIGNED));
    assertEquals("handed-over {cv=pass, d=mx.example.org, deleted=1}", outcome());
    String results = results(delivery);
    assertTrue(results.startsWith("Authentication-Results: " + LOCAL + ";"), results);
    assertTrue(
        results.contains("dkim=pass") && results.contains("header.d=author.example"), results);
    assertTrue(results.contains("dmarc=pass") && results.contains("arc=pass"), results);
    assertFalse(results.contains(Site.MX), results);
  }

  /** The list breaks the message signature of the MX; the status at arrival counts. */
  @Test
  void theListContinuesTheChain() {
    String taken = takeOver(byMx(SIGNED)).message();
    Mta.Delivery sent = site.seal(Site.listed("dev", taken));
    assertEquals("sealed {i=2, cv=pass, d=lists.example.org}", outcome());
    InboundReport report = Site.received(sent.message());
    assertInstanceOf(ArcResult.Pass.class, report.arc().result());
    assertEquals(Disposition.ACCEPT, report.dmarc().disposition());
  }

  /** Mail that has come round the MX, with whatever a stranger has written into it. */
  @Test
  void whatIsForgedIsDeletedAndNotSealed() {
    for (String id :
        List.of(LOCAL, "HANDOVER.lists.Example.ORG", "\"" + LOCAL + "\"", Site.MX, Site.LIST)) {
      String field = "Authentication-Results: " + id + FORGED;
      for (String forged :
          List.of(
              field + SIGNED,
              SIGNED.replace("From: ", field + "From: "),
              SIGNED.replace("\r\n\r\n", "\r\n" + field + "\r\n"),
              "authentication-results:\r\n (x) " + id + FORGED + field + SIGNED)) {
        Mta.Delivery delivery = takeOver(forged);
        assertEquals("accepted", site.logged().result());
        assertEquals("the message has no seal", site.logged().reason());
        assertFalse(delivery.message().contains("bank.example"), delivery.message());
        site.seal(Site.listed("dev", delivery.message()));
        assertEquals("signed {d=lists.example.org}", outcome());
      }
    }
  }

  /** The same, in mail that the MX has sealed: its own words stand, and no others. */
  @Test
  void whatIsForgedBesideTheSealIsDeleted() {
    String field = "Authentication-Results: " + LOCAL + FORGED;
    String sealed = byMx(SIGNED);
    for (String forged :
        List.of(
            field + sealed,
            sealed.replace("From: ", field + "From: "),
            byMx(field + SIGNED),
            sealed.replace("\r\n\r\n", "\r\n" + field + "\r\n"))) {
      Mta.Delivery delivery = takeOver(forged);
      assertEquals("handed-over {cv=pass, d=mx.example.org, deleted=2}", outcome());
      assertFalse(delivery.message().contains("bank.example"), delivery.message());
      assertTrue(results(delivery).contains("header.from=author.example"), results(delivery));
    }
  }

  /** An old post with all of its seals, which verify for ever, and another text. */
  @Test
  void aReplayWithAnotherText() {
    String old = takeOver(byMx(SIGNED)).message();
    String post = site.seal(Site.listed("dev", old)).message();
    for (String seen : List.of(byMx(SIGNED), old, post)) {
      String text = seen.replace("The boat is back.", "Pay at once.");
      Mta.Delivery delivery = takeOver(text);
      assertEquals("accepted", site.logged().result(), text);
      site.seal(Site.listed("dev", delivery.message()));
      assertEquals("signed {d=lists.example.org}", outcome());
    }
  }

  /** What the seal does not cover, and what makes another text of the one that was judged. */
  @Test
  void aReplayWithAnotherField() {
    for (String field : List.of("X: a\r\rPay at once.", "Content-Type: text/html")) {
      Mta.Delivery delivery = takeOver(field + "\r\n" + byMx(SIGNED));
      assertEquals("accepted", site.logged().result(), field);
      assertEquals(List.of(), delivery.fields("Authentication-Results"), field);
    }
  }

  /** Twice the same: the MX has judged it, and what it found holds each time. */
  @Test
  void aReplayOfTheSame() {
    String sealed = byMx(SIGNED);
    assertEquals(results(takeOver(sealed)), results(takeOver(sealed)));
  }

  @Test
  void aSealOfLongAgo() {
    Clock week = Clock.offset(Clock.systemUTC(), Duration.ofDays(-7));
    takeOver(byMx(SIGNED, week));
    assertTrue(site.logged().reason().startsWith("the newest set is too old: made on "));
    Clock tomorrow = Clock.offset(Clock.systemUTC(), Duration.ofDays(1));
    takeOver(byMx(SIGNED, tomorrow));
    assertTrue(site.logged().reason().contains("future"), site.logged().reason());
  }

  /** A post of a list of ours that comes by the MX again: the newest set is the MX's. */
  @Test
  void aPostThatGoesRound() {
    String post = site.seal(Site.listed("dev", takeOver(byMx(SIGNED)).message())).message();
    assertEquals("sealed {i=2, cv=pass, d=lists.example.org}", outcome());
    takeOver(post);
    assertEquals(
        "the newest set is not by one of our sealers: d=lists.example.org", site.logged().reason());
    Mta.Delivery again = takeOver(byMx(post));
    assertTrue(outcome().startsWith("handed-over {cv=pass"), outcome());
    site.seal(Site.listed("dev", again.message()));
    assertEquals("sealed {i=4, cv=pass, d=lists.example.org}", outcome());
  }

  /** The MX found a chain broken, and has said so: nothing more can be sealed, by RFC 8617 5.1. */
  @Test
  void aBrokenChain() {
    String post = site.seal(Site.listed("dev", takeOver(byMx(SIGNED)).message())).message();
    Mta.Delivery delivery = takeOver(byMx(post.replace("boat", "coat")));
    assertTrue(outcome().startsWith("handed-over {cv=fail"), outcome());
    assertTrue(results(delivery).contains("arc=fail"), results(delivery));
    site.seal(Site.listed("dev", delivery.message()));
    assertEquals("signed {d=lists.example.org}", outcome());
  }

  @Test
  void whatBecomesOfOtherMail() {
    site.with(handover(Action.TEMPFAIL, Action.ACCEPT));
    Reply deferred = takeOver(SIGNED).reply();
    assertEquals("4.7.1", assertInstanceOf(Reply.TempFail.class, deferred).code());
    site.with(handover(Action.REJECT, Action.ACCEPT));
    Reply rejected = takeOver(SIGNED).reply();
    assertEquals("5.7.1", assertInstanceOf(Reply.Reject.class, rejected).code());
    assertTrue(takeOver(byMx(SIGNED)).isAccepted());
  }

  /** What is too large to check is not believed. */
  @Test
  void aMessageBeyondTheLimits() {
    String text = byMx(SIGNED + "x".repeat(1 << 20));
    String field = "Authentication-Results: " + LOCAL + FORGED;
    String header = "X-Large: " + "x".repeat(1 << 20) + "\r\n" + byMx(SIGNED);
    for (String large : List.of(field + text, field + header)) {
      Mta.Delivery delivery = takeOver(large);
      assertTrue(delivery.isAccepted());
      assertEquals("error", site.logged().result());
      assertEquals(List.of(), delivery.fields("Authentication-Results"));
    }
    site.with(handover(Action.ACCEPT, Action.TEMPFAIL));
    Reply reply = takeOver(text).reply();
    assertEquals("5.3.4", assertInstanceOf(Reply.Reject.class, reply).code());
  }
}
