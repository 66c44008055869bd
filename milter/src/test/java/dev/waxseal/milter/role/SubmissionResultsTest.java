package dev.waxseal.milter.role;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waxseal.arc.ArcResult;
import dev.waxseal.dns.Dns;
import dev.waxseal.dns.DomainName;
import dev.waxseal.inbound.Disposition;
import dev.waxseal.inbound.InboundReport;
import dev.waxseal.milter.config.Action;
import dev.waxseal.milter.config.Exemptions;
import dev.waxseal.milter.config.RoleName;
import dev.waxseal.milter.config.SelectedKey;
import dev.waxseal.milter.config.SignSettings;
import dev.waxseal.milter.config.SigningDomain;
import dev.waxseal.milter.config.SigningForm;
import dev.waxseal.milter.config.Unsigned;
import dev.waxseal.milter.config.VerifySettings;
import dev.waxseal.milter.protocol.Envelope;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 8601 section 2.7.4: what submission finds of the mail of one's own users. */
class SubmissionResultsTest {

  private static final DomainName KEY = DomainName.of("s._domainkey.author.example");

  private final Site site =
      new Site().with(signing(SignRoleTest.domain("author.example", false, "author.example")));

  private static SignSettings signing(SigningDomain domain) {
    return new SignSettings(
        List.of(domain),
        List.of(),
        List.of(SignRoleTest.network("127.0.0.1/32")),
        false,
        Unsigned.NONE,
        Optional.of(Site.SUBMISSION),
        List.of(),
        Action.ACCEPT);
  }

  private static VerifySettings trusting(String host) {
    return new VerifySettings(
        Site.MX,
        List.of(),
        List.of(Site.SUBMISSION),
        List.of(SignRoleTest.network(host + "/32")),
        List.of(),
        Optional.empty(),
        Action.ACCEPT,
        Action.ACCEPT,
        Action.ACCEPT,
        Action.ACCEPT,
        1024,
        Exemptions.NONE);
  }

  private static String from(String address) {
    return Site.MESSAGE.replace("ann@author.example", address);
  }

  private static List<String> results(Mta.Delivery delivery) {
    return delivery.fields("Authentication-Results").stream()
        .map(field -> field.replaceAll("\r\n[ \t]+", " "))
        .toList();
  }

  @Test
  void aUserAndHisSignature() {
    Mta.Delivery delivery = site.sign(Site.MESSAGE);
    String results = results(delivery).get(0);
    assertTrue(
        results.startsWith(
            "Authentication-Results: submission.example.org; auth=pass; dkim=pass"
                + " header.d=author.example "),
        results);
    assertFalse(results.contains("ann@"), results);
    assertFalse(results.contains("dmarc"), results);
    assertEquals(
        List.of("Authentication-Results", "DKIM-Signature"),
        Mta.fields(delivery.message()).stream()
            .limit(2)
            .map(field -> field.substring(0, field.indexOf(':')))
            .toList());
    assertEquals("signed {d=author.example}", site.logged().result() + " " + site.logged().facts());
  }

  /** A signature that he brings is not ours, and says nothing. */
  @Test
  void onlyOurSignatureIsTold() {
    String brought = Site.signedBy("other.example", Site.MESSAGE);
    String results = results(site.sign(brought)).get(0);
    assertEquals(1, results.split("dkim=", -1).length - 1, results);
    assertTrue(results.contains("header.d=author.example"), results);
  }

  @Test
  void aSignatureThatDnsDoesNotConfirmIsNotTold() {
    site.hurried();
    String alone = "Authentication-Results: submission.example.org; auth=pass";
    for (Dns dns :
        List.of(
            Dns.zone(),
            Site.DNS.silent(KEY),
            Site.DNS.unavailable(KEY),
            Dns.zone(KEY + ". TXT \"v=DKIM1; p=\""),
            Dns.zone(KEY + ". TXT \"" + Site.keyRecord("other.example") + "\""))) {
      assertEquals(List.of(alone), results(site.with(dns).sign(Site.MESSAGE)));
      assertEquals("signed", site.logged().result());
    }
  }

  @Test
  void ofTwoSignaturesTheOneIsToldThatHolds() {
    SigningDomain domain = SignRoleTest.domain("author.example", false, "author.example");
    SigningDomain two =
        new SigningDomain(
            domain.name(),
            false,
            List.of(
                SignRoleTest.domain("author.example", false, "other.example").keys().get(0),
                new SelectedKey("t", Site.key("author.example"))),
            SigningForm.RECOMMENDED);
    site.with(signing(two))
        .with(
            Dns.zone(
                "t._domainkey.author.example. TXT \"" + Site.keyRecord("author.example") + "\""));
    String results = results(site.sign(Site.MESSAGE)).get(0);
    assertEquals(1, results.split("dkim=", -1).length - 1, results);
    assertTrue(results.contains("header.s=t"), results);
  }

  @Test
  void aUserOfAnotherDomain() {
    Mta.Delivery delivery = site.sign(from("ann@soft.example"));
    assertEquals(
        List.of("Authentication-Results: submission.example.org; auth=pass"), results(delivery));
    assertEquals(List.of(), delivery.fields("DKIM-Signature"));
    assertEquals("unsigned", site.logged().result());
    assertEquals("no key for soft.example", site.logged().reason());
  }

  /** The networks of the configuration are signed for, but have not authenticated. */
  @Test
  void whoHasNotAuthenticatedGetsNone() {
    assertEquals(List.of(), results(site.signFor("127.0.0.1", Site.MESSAGE)));
    assertEquals("signed", site.logged().result());
    assertEquals(List.of(), results(site.signFor("192.0.2.66", Site.MESSAGE)));
  }

  @Test
  void aPostOfAUserIsSealedAndBelieved() {
    String changed = Site.listed("dev", site.sign(Site.MESSAGE).message());
    Mta.Delivery delivery = site.seal(changed);
    assertEquals(
        "sealed {i=1, cv=none, d=lists.example.org}",
        site.logged().result() + " " + site.logged().facts());
    InboundReport report = Site.received(delivery.message());
    assertInstanceOf(ArcResult.Pass.class, report.arc().result());
    assertEquals(Disposition.ACCEPT, report.dmarc().disposition());
    assertEquals(Disposition.QUARANTINE, Site.received(changed).dmarc().disposition());
  }

  /** That somebody has authenticated proves nothing about the author domain. */
  @Test
  void aPostOfAUserOfAnotherDomainIsSealedAndProvesNothing() {
    Mta.Delivery delivery =
        site.seal(Site.listed("dev", site.sign(from("ann@soft.example")).message()));
    assertEquals("sealed", site.logged().result());
    InboundReport report = Site.received(delivery.message());
    assertInstanceOf(ArcResult.Pass.class, report.arc().result());
    assertEquals(Disposition.QUARANTINE, report.dmarc().disposition());
  }

  @Test
  void theMxKeepsThemOnlyFromSubmissionHosts() {
    String submitted = site.sign(Site.MESSAGE).message();
    site.with(trusting("192.0.2.3"));
    Mta.Delivery kept = site.pass(RoleName.VERIFY, "192.0.2.3", "ann@author.example", submitted);
    assertEquals(2, results(kept).size());
    assertTrue(results(kept).get(1).contains("submission.example.org; auth=pass; dkim=pass"));
    site.seal(Site.listed("dev", kept.message()));
    assertEquals("sealed", site.logged().result());
    for (String stranger : List.of("192.0.2.4", "127.0.0.1", "2001:db8::3", "")) {
      Mta.Delivery delivery = site.pass(RoleName.VERIFY, stranger, "ann@author.example", submitted);
      assertEquals(1, results(delivery).size(), stranger);
      assertTrue(results(delivery).get(0).startsWith("Authentication-Results: mx.example.org"));
    }
  }

  /** A submission server speaks for itself, not for the MX, and only so that it can be read. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "mx.example.org; auth=pass",
        "lists.example.org; dmarc=pass",
        "submission.example.org 2; auth=pass",
        "submission.example.org; auth=pass (",
        "submission.example.org.; auth=pass",
      })
  void fromSubmissionHostsNothingElseIsKept(String value) {
    site.with(trusting("192.0.2.3"));
    String message = "Authentication-Results: " + value + "\r\n" + Site.MESSAGE;
    Mta.Delivery delivery = site.pass(RoleName.VERIFY, "192.0.2.3", "", message);
    assertEquals(1, results(delivery).size());
  }

  /** An MX and a list server that do not know the id leave its results alone, and do not seal. */
  @Test
  void theIdHasToBeTrustedByTheSealer() {
    Envelope user = Mta.authenticated("ann@author.example");
    String submitted = site.pass(RoleName.SIGN, user, Site.MESSAGE).message();
    site.with(Site.sealing(List.of(Site.MX))).seal(Site.listed("dev", submitted));
    assertEquals("signed", site.logged().result());
  }
}
