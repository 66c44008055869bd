package dev.waxseal.milter.role;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waxseal.dmarc.DmarcStatus;
import dev.waxseal.dns.DomainName;
import dev.waxseal.dns.ZoneDns;
import dev.waxseal.milter.config.Action;
import dev.waxseal.milter.config.Exemptions;
import dev.waxseal.milter.config.RoleName;
import dev.waxseal.milter.config.VerifySettings;
import dev.waxseal.milter.protocol.Envelope;
import dev.waxseal.milter.protocol.Recipients;
import dev.waxseal.reports.history.HistoryEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What was done with a message, and why, as the reports of a day will have it. */
class RecorderTest {

  private static final String FORGERY = Site.MESSAGE;
  private static final String SOFT = FORGERY.replace("ann@author.example", "ann@soft.example");
  private static final String FORWARDER = "other.example";
  private static final String STRANGER = "203.0.113.9";

  private static final ZoneDns DNS =
      ZoneDns.of(
          "_dmarc.author.example. TXT \"v=DMARC1; p=reject\"",
          "s._domainkey.author.example. TXT \"" + Site.keyRecord("author.example") + '"',
          "_dmarc.soft.example. TXT \"v=DMARC1; p=quarantine\"",
          FORWARDER + ". TXT \"v=spf1 ip4:" + STRANGER + " -all\"");

  private final Site site = new Site().with(DNS).recording();

  @BeforeEach
  void configure() {
    site.with(settings(Action.HOLD, Action.REJECT, Exemptions.NONE));
  }

  private static VerifySettings settings(Action onQuarantine, Action onReject, Exemptions exempt) {
    return new VerifySettings(
        Site.MX,
        List.of(),
        List.of(),
        List.of(),
        List.of(Site.LIST),
        Optional.empty(),
        onQuarantine,
        onReject,
        Action.TEMPFAIL,
        Action.ACCEPT,
        1024,
        exempt);
  }

  /** What was recorded of a message: its result, what was done, and why. */
  private String recorded(String client, String mailFrom, String message) {
    site.recorded.clear();
    site.pass(RoleName.VERIFY, client, mailFrom, message);
    return words();
  }

  private String words() {
    assertEquals(1, site.recorded.size(), site.log::toString);
    HistoryEntry entry = site.recorded.get(0);
    return entry.dmarc()
        + " "
        + entry.done()
        + entry.cause().map(it -> " " + it.type() + " " + it.comment()).orElse("");
  }

  @Test
  void whatReportsAskForAndNothingElse() {
    assertEquals(
        "PASS NONE",
        recorded(STRANGER, "srs+ann@other.example", Site.signedBy("author.example", FORGERY)));
    HistoryEntry entry = site.recorded.get(0);
    assertEquals("author.example", entry.policyDomain().toString());
    assertEquals("v=DMARC1; p=reject", entry.policyRecord());
    assertEquals(STRANGER, entry.sourceIp());
    assertEquals("author.example", entry.headerFrom().toString());
    assertEquals(Optional.of("other.example"), entry.envelopeFrom());
    assertEquals(Optional.empty(), entry.envelopeTo());
    assertEquals("author.example", entry.dkim().get(0).domain());
    assertEquals("other.example", entry.spf().orElseThrow().domain());
    Duration age = Duration.between(entry.time(), Instant.now());
    assertTrue(!age.isNegative() && age.toMinutes() < 10, age::toString);
    assertFalse(entry.toString().contains("ann"), entry.toString());
  }

  @Test
  void rejectedAndHeld() {
    assertEquals("FAIL REJECT", recorded(STRANGER, "", FORGERY));
    assertEquals("FAIL QUARANTINE", recorded(STRANGER, "", SOFT));
    site.with(settings(Action.HOLD, Action.HOLD, Exemptions.NONE));
    assertEquals("FAIL QUARANTINE", recorded(STRANGER, "", FORGERY));
    site.with(settings(Action.HOLD, Action.ACCEPT, Exemptions.NONE));
    assertEquals("FAIL QUARANTINE", recorded(STRANGER, "", FORGERY));
  }

  /** Who only writes the result has delivered the message, by its own policy. */
  @Test
  void delivered() {
    String why = " LOCAL_POLICY delivered, with the result in Authentication-Results";
    site.with(settings(Action.ACCEPT, Action.ACCEPT, Exemptions.NONE));
    assertEquals("FAIL NONE" + why, recorded(STRANGER, "", FORGERY));
    assertEquals("FAIL NONE" + why, recorded(STRANGER, "", SOFT));
  }

  @Test
  void exempted() {
    site.with(
        settings(
            Action.HOLD,
            Action.REJECT,
            new Exemptions(
                List.of(SignRoleTest.network("198.51.100.0/24")),
                true,
                List.of(DomainName.of(FORWARDER)))));
    assertEquals("FAIL NONE LOCAL_POLICY ", recorded("198.51.100.25", "", FORGERY));
    assertEquals("FAIL NONE TRUSTED_FORWARDER ", recorded(STRANGER, "srs@other.example", FORGERY));
    site.recorded.clear();
    site.pass(RoleName.VERIFY, Mta.withClient(Mta.authenticated("ann"), "192.0.2.99"), FORGERY);
    assertEquals("FAIL NONE LOCAL_POLICY ", words());
  }

  /** What a trusted list has sealed is delivered, and the report has its chain (RFC 8617 7.2.2). */
  @Test
  void trustedSealer() {
    Site list = new Site();
    String post = list.verify(Site.signedBy("author.example", FORGERY)).message();
    String sealed = list.seal(Site.listed("dev", post)).message();
    site.with(Site.DNS);
    String words = recorded(STRANGER, "dev-bounces@lists.example.org", sealed);
    assertTrue(words.startsWith("FAIL NONE LOCAL_POLICY arc=pass"), words);
    assertTrue(words.contains("d=" + Site.LIST), words);
  }

  @Test
  void whatIsDeferredComesAgain() {
    site.with(DNS.silent(DomainName.of("s._domainkey.author.example"))).hurried();
    String message = Site.signedBy("author.example", FORGERY);
    assertFalse(site.pass(RoleName.VERIFY, STRANGER, "", message).isAccepted());
    assertEquals("deferred", site.logged().result());
    assertEquals(List.of(), site.recorded);
  }

  /** It is recorded under the policy that was found; the writer says that it was not applied. */
  @Test
  void whatDnsDoesNotAnswerAndIsAccepted() {
    VerifySettings cautious = settings(Action.HOLD, Action.REJECT, Exemptions.NONE);
    site.with(
            new VerifySettings(
                Site.MX,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                Action.HOLD,
                Action.REJECT,
                Action.ACCEPT,
                Action.ACCEPT,
                1024,
                cautious.exempt()))
        .with(DNS.silent(DomainName.of("s._domainkey.author.example")))
        .hurried();
    assertEquals(
        "TEMPERROR NONE", recorded(STRANGER, "", Site.signedBy("author.example", FORGERY)));
    assertEquals(DmarcStatus.TEMPERROR, site.recorded.get(0).dmarc());
  }

  private void assertNotRecorded(Envelope envelope, String message) {
    site.pass(RoleName.VERIFY, envelope, message);
    assertEquals(List.of(), site.recorded);
  }

  @Test
  void whatIsNotRecorded() {
    Envelope stranger = Mta.envelope("smtpd", STRANGER, "ann@author.example");
    // no policy record; no client; no readable header
    assertNotRecorded(stranger, FORGERY.replace("ann@author.example", "ann@none.example"));
    assertNotRecorded(Mta.envelope("smtpd", "", "ann@author.example"), FORGERY);
    assertNotRecorded(stranger, FORGERY + "x".repeat(1 << 20));
    String forged = "Authentication-Results: mx.example.org; dmarc=pass\r\n";
    assertNotRecorded(stranger, forged.repeat(1001) + FORGERY);
    // a report about our own reports
    String report =
        FORGERY.replaceAll(
            "Subject: .*", "Subject: Report Domain: mx.example.org Submitter: author.example");
    assertNotRecorded(Mta.envelope("smtpd", STRANGER, ""), Site.signedBy("author.example", report));
    site.dry();
    assertNotRecorded(stranger, FORGERY);
  }

  @Test
  void onceAMessageAndNotOnceARecipient() {
    Envelope one = Mta.envelope("smtpd", STRANGER, "");
    Envelope many =
        new Envelope(
            one.daemonName(),
            one.client(),
            one.clientName(),
            one.helo(),
            one.mailFrom(),
            Map.of("{rcpt_addr}", "c@example.org"),
            new Recipients(Set.of("a@example.org", "b@example.org", "c@example.org"), false));
    site.pass(RoleName.VERIFY, many, FORGERY);
    assertEquals(1, site.recorded.size());
  }

  /** Other roles judge nothing. */
  @Test
  void onlyTheRoleThatVerifiesRecords() {
    site.seal(Site.listed("dev", FORGERY));
    assertEquals(List.of(), site.recorded);
  }
}
