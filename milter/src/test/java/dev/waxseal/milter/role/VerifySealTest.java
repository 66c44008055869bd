package dev.waxseal.milter.role;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waxseal.arc.ArcReport;
import dev.waxseal.arc.ArcResult;
import dev.waxseal.arc.ArcVerifier;
import dev.waxseal.dkim.SigningKey;
import dev.waxseal.dkim.signature.SigningAlgorithm;
import dev.waxseal.dkim.signature.SigningException;
import dev.waxseal.dns.DomainName;
import dev.waxseal.inbound.Disposition;
import dev.waxseal.inbound.InboundReport;
import dev.waxseal.milter.config.Action;
import dev.waxseal.milter.config.ArrivalSeal;
import dev.waxseal.milter.config.Exemptions;
import dev.waxseal.milter.config.RoleName;
import dev.waxseal.milter.config.SelectedKey;
import dev.waxseal.milter.config.SigningForm;
import dev.waxseal.milter.config.VerifySettings;
import dev.waxseal.milter.protocol.Reply;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The MX that verifies and seals. */
class VerifySealTest {

  private static final String SIGNED = Site.signedBy("author.example", Site.MESSAGE);

  private final Site site = new Site().with(settings(Site.key(Site.MX)));

  private static VerifySettings settings(SigningKey key) {
    return settings(key, Action.ACCEPT, Action.ACCEPT);
  }

  private static VerifySettings settings(SigningKey key, Action onDefer, Action onError) {
    return new VerifySettings(
        Site.MX,
        List.of("example.org"),
        List.of(Site.SUBMISSION),
        List.of(),
        List.of(Site.LIST),
        Optional.of(
            new ArrivalSeal(
                DomainName.of(Site.MX), new SelectedKey("s", key), SigningForm.RECOMMENDED)),
        Action.HOLD,
        Action.REJECT,
        onDefer,
        onError,
        1024,
        Exemptions.NONE);
  }

  private static String names(String message, int most) {
    return Mta.fields(message).stream()
        .limit(most)
        .map(field -> field.substring(0, field.indexOf(':')))
        .collect(Collectors.joining(" "));
  }

  private static String unfolded(String field) {
    return field.replaceAll("\r\n[ \t]+", " ");
  }

  private static ArcReport chain(String message) {
    return ArcVerifier.of(Site.DNS).verify(message.getBytes(ISO_8859_1));
  }

  private String facts() {
    MessageRecord message = site.logged();
    return message.result() + " " + message.facts();
  }

  private String unsealed() {
    return site.logged().facts().getOrDefault("unsealed", "");
  }

  @Test
  void theSetStandsAboveTheResultsAndSaysTheSame() {
    Mta.Delivery delivery = site.verify(SIGNED);
    assertEquals(
        "ARC-Seal ARC-Message-Signature ARC-Authentication-Results Authentication-Results",
        names(delivery.message(), 4));
    assertTrue(delivery.message().endsWith(Mta.RECEIVED + SIGNED), delivery.message());
    assertEquals("accepted {i=1, cv=none, dkim=pass, dmarc=pass, arc=none}", facts());
    assertInstanceOf(ArcResult.Pass.class, chain(delivery.message()).result());
    String sealed = unfolded(delivery.fields("ARC-Authentication-Results").get(0));
    String written = unfolded(delivery.fields("Authentication-Results").get(0));
    assertEquals(written.replace(": ", ": i=1; "), sealed.replace("ARC-", ""));
  }

  /** The attack: results in our name. They are neither left nor sealed. */
  @Test
  void forgedResultsAreNotSealed() {
    String forged =
        "Authentication-Results: mx.example.org; dmarc=pass header.from=evil.example;"
            + " arc=pass\r\n";
    String message = forged + Site.MESSAGE.replace("author.example", "evil.example");
    Mta.Delivery delivery = site.pass(RoleName.VERIFY, "192.0.2.9", "eve@evil.example", message);
    assertEquals(1, delivery.fields("Authentication-Results").size());
    String sealed = unfolded(delivery.fields("ARC-Authentication-Results").get(0));
    assertFalse(sealed.contains("dmarc=pass"), sealed);
    assertTrue(sealed.contains("arc=none"), sealed);
    assertInstanceOf(ArcResult.Pass.class, chain(delivery.message()).result());
  }

  /** What hides results in our name is deleted with them, and the seal is over what is left. */
  @Test
  void theSealCoversWhatGoesOut() {
    String hiding = "Subject: x\nAuthentication-Results: example.org; dmarc=pass\r\n";
    Mta.Delivery delivery = site.verify(hiding + SIGNED);
    assertEquals(1, delivery.fields("Subject").size(), delivery.message());
    assertEquals("1", site.logged().facts().get("i"));
    assertInstanceOf(ArcResult.Pass.class, chain(delivery.message()).result());
  }

  @Test
  void aChainGoesOnWithTheStatusThatWasFound() {
    String once = site.verify(SIGNED).message();
    Mta.Delivery twice = site.verify(once);
    assertEquals("accepted {i=2, cv=pass, dkim=pass, dmarc=pass, arc=pass, deleted=1}", facts());
    assertEquals(2, ((ArcResult.Pass) chain(twice.message()).result()).sealers().size());
    Mta.Delivery broken = site.verify(once.replace("The boat", "The goat"));
    assertEquals("2 cv=fail", site.logged().facts().get("i") + " " + cv(broken));
    site.verify(broken.message());
    assertEquals("the chain is marked as broken already; a seal adds nothing", unsealed());
  }

  private static String cv(Mta.Delivery delivery) {
    String seal = unfolded(delivery.fields("ARC-Seal").get(0));
    return seal.replaceAll(".*(cv=[a-z]+);.*", "$1").strip();
  }

  @Test
  void whatIsHeldIsSealedAndWhatIsRejectedIsNot() {
    Mta.Delivery held = site.verify(SIGNED.replace("ann@author.example", "ann@soft.example"));
    assertTrue(held.isHeld());
    assertTrue(facts().startsWith("held {i=1, cv=none, "), facts());
    assertInstanceOf(ArcResult.Pass.class, chain(held.message()).result());
    Mta.Delivery rejected =
        site.pass(RoleName.VERIFY, "192.0.2.9", "eve@evil.example", Site.MESSAGE);
    assertEquals(List.of(), rejected.modifications());
    assertEquals("rejected {dkim=none, dmarc=fail, arc=none}", facts());
  }

  /** A status that is a guess would break the chain for ever. */
  @Test
  void aChainThatDnsDoesNotTellOfIsNotSealed() {
    String sealed =
        site.verify(SIGNED)
            .message()
            .replace("Received: ", "X-Received: "); // by one MX, by another
    site.with(Site.DNS.silent(DomainName.of("s._domainkey.mx.example.org"))).hurried();
    Mta.Delivery accepted = site.verify(sealed);
    assertEquals(1, accepted.fields("ARC-Seal").size());
    assertEquals("fail", site.logged().facts().get("arc"));
    assertTrue(unsealed().startsWith("DNS did not answer about a key"));
    assertEquals(1, accepted.fields("Authentication-Results").size());

    site.with(settings(Site.key(Site.MX), Action.TEMPFAIL, Action.ACCEPT));
    Mta.Delivery deferred = site.verify(sealed);
    assertEquals(new Reply.TempFail("4.7.5", site.logged().reason()), deferred.reply());
    assertTrue(facts().startsWith("deferred {dkim="), facts());
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
    site.with(settings(broken));
    Mta.Delivery accepted = site.verify(SIGNED);
    assertEquals("Authentication-Results", names(accepted.message(), 1));
    assertEquals("error {dkim=pass, dmarc=pass, arc=none}", facts());
    assertTrue(site.logged().reason().contains("did not sign"), site.logged().reason());
    Mta.Delivery held = site.verify(SIGNED.replace("ann@author.example", "ann@soft.example"));
    assertTrue(held.isHeld());
    assertEquals("error", site.logged().result());
    site.with(settings(broken, Action.ACCEPT, Action.TEMPFAIL));
    assertEquals(Reply.Kind.TEMP_FAIL, site.verify(SIGNED).reply().kind());
  }

  @Test
  void whatCannotBeSignedGoesOnWithItsResults() {
    Mta.Delivery delivery = site.verify(SIGNED + "a lone \n LF\r\n");
    assertEquals("Authentication-Results", names(delivery.message(), 1));
    assertTrue(unsealed().contains("0 CR and 1 LF"), facts());
  }

  /** One daemon for the MX and the list: it knows the key of its own seal above the results. */
  @Test
  void theListBehindItSealsOnTop() {
    site.with(Site.sealingAlone());
    String posted = Site.listed("dev", site.verify(SIGNED).message());
    Mta.Delivery delivery = site.seal(posted);
    assertEquals("sealed {i=2, cv=pass, d=lists.example.org}", facts());
    InboundReport report = Site.received(delivery.message());
    assertInstanceOf(ArcResult.Pass.class, report.arc().result());
    assertEquals(Disposition.ACCEPT, report.dmarc().disposition());
  }

  @Test
  void aDryRunSealsNothing() {
    Mta.Delivery delivery = site.dry().verify(SIGNED);
    assertEquals("X-Waxseal-Dry-Run", names(delivery.message(), 1));
    assertTrue(unfolded(Mta.fields(delivery.message()).get(0)).contains("would insert 1 ARC-Seal"));
  }
}
