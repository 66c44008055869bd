package dev.waxseal.milter.role;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waxseal.dkim.DkimReport;
import dev.waxseal.dkim.DkimResult;
import dev.waxseal.dkim.DkimVerifier;
import dev.waxseal.dkim.SigningAlgorithm;
import dev.waxseal.dkim.SigningException;
import dev.waxseal.dkim.SigningKey;
import dev.waxseal.dns.DomainName;
import dev.waxseal.milter.config.Measure;
import dev.waxseal.milter.config.SelectedKey;
import dev.waxseal.milter.config.SignSettings;
import dev.waxseal.milter.config.SigningDomain;
import dev.waxseal.milter.protocol.Verdict;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignRoleTest {

  private final Site site = new Site().with(settings(Measure.ACCEPT));

  private static SignSettings settings(Measure onError) {
    return new SignSettings(
        List.of(
            domain("author.example", false, "author.example"),
            domain("other.example", true, "other.example"),
            domain("below.other.example", false, "example.org")),
        onError);
  }

  private static SigningDomain domain(String name, boolean subdomains, String keyOf) {
    return new SigningDomain(
        DomainName.of(name), subdomains, List.of(new SelectedKey("s", Site.key(keyOf))));
  }

  private static DkimReport verified(Mta.Delivery delivery) {
    return DkimVerifier.of(Site.DNS).verify(delivery.message().getBytes(ISO_8859_1));
  }

  private static String from(String field) {
    return Site.MESSAGE.replace("From: Ann <ann@author.example>", field);
  }

  @ParameterizedTest
  @CsvSource({
    "ann@author.example, author.example",
    "ann@AUTHOR.example, author.example",
    "ann@sub.author.example, ",
    "ann@other.example, other.example",
    "ann@a.b.other.example, other.example",
    "ann@below.other.example, below.other.example",
    "ann@x.below.other.example, other.example",
    "ann@notother.example, ",
    "ann@example, ",
  })
  void theDomainOfTheAuthorPicksTheKey(String address, String domain) {
    Mta.Delivery delivery = site.sign(from("From: Ann <" + address + ">"));
    if (domain == null) {
      assertEquals(List.of(), delivery.changes());
      assertEquals("unsigned", site.logged().result());
      assertTrue(site.logged().reason().startsWith("no key for "), site.logged().reason());
      return;
    }
    assertEquals(domain, site.logged().facts().get("d"));
    String signature = delivery.fields("DKIM-Signature").get(0);
    assertTrue(signature.contains(" d=" + domain + ";"), signature);
  }

  @Test
  void theSignatureVerifies() {
    Mta.Delivery delivery =
        site.sign(Site.MESSAGE.replace("Boats", "B\u00f6te \u0080\r\n\t  fold \u00ff"));
    assertInstanceOf(DkimResult.Pass.class, verified(delivery).results().get(0));
    assertEquals("signed", site.logged().result());
  }

  /** RFC 5322 section 3.6: what the next mail server adds breaks the signature. */
  @Test
  void theLogTellsWhatWillBreakTheSignature() {
    String whole =
        "Date: Mon, 5 Jan 2026 12:00:00 +0000\r\nMessage-ID: <1@author.example>\r\n"
            + Site.MESSAGE.replaceAll("(?m)^(Date|Message-ID):.*\r\n", "");
    site.sign(whole);
    assertEquals("", site.logged().reason());
    site.sign(whole.replaceFirst("Date:.*\r\n", ""));
    assertTrue(site.logged().reason().startsWith("there is no Date"), site.logged().reason());
    assertEquals("signed", site.logged().result());
    site.sign(whole + "x".repeat(999));
    assertTrue(site.logged().reason().contains("has 999 octets"), site.logged().reason());
  }

  @Test
  void eachKeyMakesASignature() {
    SigningDomain two =
        new SigningDomain(
            DomainName.of("author.example"),
            false,
            List.of(
                new SelectedKey("s", Site.key("author.example")),
                new SelectedKey("t", Site.key("other.example"))));
    site.with(new SignSettings(List.of(two), Measure.ACCEPT));
    List<String> signatures = site.sign(Site.MESSAGE).fields("DKIM-Signature");
    assertEquals(2, signatures.size());
    assertTrue(signatures.get(0).contains("s=s;"), signatures.get(0));
    assertTrue(signatures.get(1).contains("s=t;"), signatures.get(1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "From: Ann <ann@author.example>\r\nFrom: Eve <eve@author.example>",
        "From: nobody",
        "X-From: Ann <ann@author.example>",
        "From: ann@author.example\r\nX-Bare: one\nline",
      })
  void whatCannotBeSignedIsTakenUnlessThatIsNotWanted(String field) {
    Mta.Delivery taken = site.sign(from(field));
    assertTrue(taken.isAccepted());
    assertEquals(List.of(), taken.changes());
    assertEquals("error", site.logged().result());
    site.with(settings(Measure.TEMPFAIL));
    Verdict verdict = site.sign(from(field)).verdict();
    assertEquals(Verdict.Kind.TEMP_FAIL, verdict.kind(), site.logged().reason());
  }

  @Test
  void aKeyThatDoesNotSignIsAnErrorHere() throws SigningException {
    SigningKey broken =
        SigningKey.of(
            SigningAlgorithm.ED25519_SHA256,
            256,
            Optional.empty(),
            data -> {
              throw new GeneralSecurityException("the device is away");
            });
    SigningDomain domain =
        new SigningDomain(
            DomainName.of("author.example"), false, List.of(new SelectedKey("s", broken)));
    site.with(new SignSettings(List.of(domain), Measure.TEMPFAIL));
    assertEquals(Verdict.Kind.TEMP_FAIL, site.sign(Site.MESSAGE).verdict().kind());
    assertTrue(site.logged().reason().contains("did not sign"), site.logged().reason());
  }
}
