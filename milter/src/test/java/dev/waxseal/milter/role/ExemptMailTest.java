package dev.waxseal.milter.role;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waxseal.dkim.DkimSigner;
import dev.waxseal.dkim.SigningKey;
import dev.waxseal.dkim.signature.SigningAlgorithm;
import dev.waxseal.dkim.signature.SigningException;
import dev.waxseal.dns.DomainName;
import dev.waxseal.dns.ZoneDns;
import dev.waxseal.milter.config.Action;
import dev.waxseal.milter.config.Exemptions;
import dev.waxseal.milter.config.RoleName;
import dev.waxseal.milter.config.VerifySettings;
import dev.waxseal.milter.protocol.Envelope;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who is exempted has his mail judged, and delivered; nobody can say that he is. */
class ExemptMailTest {

  private static final String FORGERY = Site.MESSAGE;
  private static final String BACKUP = "198.51.100.25";
  private static final String STRANGER = "203.0.113.9";

  /** The domain of a forwarder, with a key and a policy of SPF. */
  private static final String FORWARDER = "other.example";

  private static final Exemptions EXEMPT =
      new Exemptions(
          List.of(SignRoleTest.network("198.51.100.0/24"), SignRoleTest.network("2001:db8:1::/48")),
          true,
          List.of(DomainName.of(FORWARDER)));

  private static final ZoneDns DNS =
      ZoneDns.of(
          "_dmarc.author.example. TXT \"v=DMARC1; p=reject\"",
          "_dmarc.soft.example. TXT \"v=DMARC1; p=quarantine\"",
          FORWARDER + ". TXT \"v=spf1 ip4:" + STRANGER + " -all\"",
          "s._domainkey." + FORWARDER + ". TXT \"" + Site.keyRecord(FORWARDER) + '"',
          "s._domainkey.lists.other.example. TXT \"" + Site.keyRecord("lists.other.example") + '"');

  private final Site site = new Site();

  @BeforeEach
  void configure() {
    site.with(settings(Action.ACCEPT)).with(DNS);
  }

  private static VerifySettings settings(Action onError) {
    return with(onError, 1024, EXEMPT);
  }

  private static VerifySettings with(Action onError, int minimumKeyBits, Exemptions exempt) {
    return new VerifySettings(
        Site.MX,
        List.of("example.org"),
        List.of(),
        List.of(),
        List.of(),
        Optional.empty(),
        Action.HOLD,
        Action.REJECT,
        Action.TEMPFAIL,
        onError,
        minimumKeyBits,
        exempt);
  }

  private Mta.Delivery pass(String client, String mailFrom, String message) {
    return site.pass(RoleName.VERIFY, client, mailFrom, message);
  }

  private void assertExempt(String facts, Mta.Delivery delivery) {
    assertTrue(delivery.isAccepted() && !delivery.isHeld(), site.logged().toString());
    assertEquals(
        "accepted " + facts,
        site.logged().result()
            + " exempt="
            + site.logged().facts().get("exempt")
            + " spared="
            + site.logged().facts().get("spared"));
    assertEquals("fail", site.logged().facts().get("dmarc"));
    String results = delivery.fields("Authentication-Results").get(0);
    assertTrue(results.contains("dmarc=fail"), results);
  }

  private void assertRejected(Mta.Delivery delivery) {
    assertEquals("rejected", site.logged().result(), delivery.toString());
    assertFalse(site.logged().facts().containsKey("exempt"));
    assertFalse(delivery.isAccepted());
  }

  @Test
  void aNetworkIsJudgedAndSpared() {
    assertExempt("exempt=network spared=reject", pass(BACKUP, "ann@author.example", FORGERY));
    assertExempt("exempt=network spared=reject", pass("2001:db8:1::7", "", FORGERY));
    String soft = FORGERY.replace("ann@author.example", "ann@soft.example");
    assertExempt("exempt=network spared=hold", pass(BACKUP, "", soft));
    assertRejected(pass("198.51.101.25", "ann@author.example", FORGERY));
    assertRejected(pass("2001:db8:2::7", "ann@author.example", FORGERY));
    assertRejected(pass("", "ann@author.example", FORGERY));
  }

  @Test
  void nothingIsToldOfMailThatNothingWouldBeDoneTo() {
    pass(BACKUP, "", FORGERY.replace("ann@author.example", "ann@other.example"));
    assertEquals("accepted", site.logged().result());
    assertFalse(site.logged().facts().containsKey("exempt"));
  }

  @Test
  void clientsThatHaveAuthenticated() {
    Envelope user = Mta.authenticated("ann");
    Envelope abroad = Mta.withClient(user, STRANGER);
    assertExempt("exempt=authenticated spared=reject", site.pass(RoleName.VERIFY, abroad, FORGERY));
    site.with(with(Action.ACCEPT, 1024, Exemptions.NONE));
    site.pass(RoleName.VERIFY, abroad, FORGERY);
    assertEquals("rejected", site.logged().result());
  }

  @Test
  void aDomainThatSignsOrSends() {
    String signed = Site.signedBy(FORWARDER, FORGERY);
    assertExempt("exempt=dkim:other.example spared=reject", pass("192.0.2.77", "", signed));
    assertExempt(
        "exempt=spf:other.example spared=reject", pass(STRANGER, "srs@other.example", FORGERY));
  }

  /** What a stranger can write is no name of anybody. */
  @Test
  void nobodyCanSayThatHeIsExempted() {
    for (String mailFrom : List.of("srs@other.example", "ann@author.example", "")) {
      assertRejected(pass("192.0.2.77", mailFrom, FORGERY));
    }
    assertRejected(
        pass("192.0.2.77", "", Site.signedBy(FORWARDER, FORGERY).replace("boat", "money")));
    assertRejected(pass("192.0.2.77", "", Site.signedBy("lists.other.example", FORGERY)));
    assertRejected(
        pass(
            "192.0.2.77",
            "",
            "Received: from backup ([198.51.100.25]) by mx.example.org\r\n"
                + "Authentication-Results: mx.example.org; auth=pass; dkim=pass"
                + " header.d=other.example\r\n"
                + "X-Forwarded-For: 198.51.100.25\r\n"
                + FORGERY));
  }

  /** RFC 7208 section 2.4: with an empty MAIL FROM, what passes is postmaster at the HELO name. */
  @Test
  void aNameInHeloIsNotEnough() {
    Envelope bounce = Mta.withHelo(Mta.envelope("smtpd", STRANGER, ""), FORWARDER);
    Mta.Delivery delivery = site.pass(RoleName.VERIFY, bounce, FORGERY);
    assertRejected(delivery);
    assertEquals("fail", site.logged().facts().get("dmarc"));
  }

  @Test
  void forgedResultsGoAllTheSame() {
    String forged = "Authentication-Results: mx.example.org; dmarc=pass\r\n" + FORGERY;
    Mta.Delivery delivery = pass(BACKUP, "ann@author.example", forged);
    assertEquals(1, delivery.fields("Authentication-Results").size());
    assertEquals("1", site.logged().facts().get("deleted"));
    assertExempt("exempt=network spared=reject", delivery);
    String many = "Authentication-Results: mx.example.org; dmarc=pass\r\n".repeat(1001);
    assertFalse(pass(BACKUP, "ann@author.example", many + FORGERY).isAccepted());
  }

  @Test
  void keysThatAreShorterThanAskedExemptNobody() throws SigningException {
    SigningKey weak = SigningKey.generate(SigningAlgorithm.RSA_SHA256, 1024).key();
    String signed =
        Site.text(DkimSigner.of(FORWARDER, "weak", weak).sign(FORGERY.getBytes(ISO_8859_1)))
            + FORGERY;
    site.with(
        ZoneDns.of(
            "_dmarc.author.example. TXT \"v=DMARC1; p=reject\"",
            "weak._domainkey." + FORWARDER + ". TXT \"" + weak.keyRecord().orElseThrow() + '"'));
    assertExempt("exempt=dkim:other.example spared=reject", pass("192.0.2.77", "", signed));
    site.with(with(Action.ACCEPT, 2048, EXEMPT));
    assertRejected(pass("192.0.2.77", "", signed));
    assertEquals("policy", site.logged().facts().get("dkim"));
  }

  /** An exemption is from a verdict, and there is none here. */
  @Test
  void faultsAndLimitsAreNotVerdicts() {
    site.with(settings(Action.TEMPFAIL));
    String large = FORGERY + "x".repeat(1 << 20);
    assertFalse(pass(BACKUP, "ann@author.example", large).isAccepted());
  }

  @Test
  void whatDnsDoesNotAnswerIsNotDeferred() {
    site.with(DNS.silent(DomainName.of("_dmarc.author.example"))).hurried();
    Mta.Delivery delivery = pass(BACKUP, "ann@author.example", FORGERY);
    assertTrue(delivery.isAccepted());
    assertEquals("tempfail", site.logged().facts().get("spared"));
    assertFalse(pass(STRANGER, "ann@author.example", FORGERY).isAccepted());
  }
}
