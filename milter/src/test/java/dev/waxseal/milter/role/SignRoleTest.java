package dev.waxseal.milter.role;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waxseal.dkim.Crypto;
import dev.waxseal.dkim.DkimReport;
import dev.waxseal.dkim.DkimResult;
import dev.waxseal.dkim.DkimVerifier;
import dev.waxseal.dkim.SignedHeaders;
import dev.waxseal.dkim.SigningKey;
import dev.waxseal.dkim.signature.DkimSignature;
import dev.waxseal.dkim.signature.SigningAlgorithm;
import dev.waxseal.dkim.signature.SigningException;
import dev.waxseal.dns.DomainName;
import dev.waxseal.milter.config.Action;
import dev.waxseal.milter.config.AddressPattern;
import dev.waxseal.milter.config.Network;
import dev.waxseal.milter.config.RoleName;
import dev.waxseal.milter.config.SelectedKey;
import dev.waxseal.milter.config.SignSettings;
import dev.waxseal.milter.config.SigningDomain;
import dev.waxseal.milter.config.SigningForm;
import dev.waxseal.milter.config.Unsigned;
import dev.waxseal.milter.protocol.Envelope;
import dev.waxseal.milter.protocol.Recipients;
import dev.waxseal.milter.protocol.Reply;
import dev.waxseal.mime.Author;
import dev.waxseal.mime.HeaderField;
import dev.waxseal.mime.Headers;
import dev.waxseal.mime.Limits;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignRoleTest {

  private final Site site = new Site().with(settings(Action.ACCEPT));

  private static SignSettings settings(Action onError) {
    return new SignSettings(
        List.of(
            domain("author.example", false, "author.example"),
            domain("other.example", true, "other.example"),
            domain("below.other.example", false, "example.org")),
        List.of(),
        List.of(),
        false,
        Unsigned.NONE,
        Optional.empty(),
        List.of(),
        onError);
  }

  private static SignSettings only(SigningDomain domain, Action onError) {
    return new SignSettings(
        List.of(domain),
        List.of(),
        List.of(),
        false,
        Unsigned.NONE,
        Optional.empty(),
        List.of(),
        onError);
  }

  static SigningDomain domain(String name, boolean subdomains, String keyOf) {
    return new SigningDomain(
        DomainName.of(name),
        subdomains,
        List.of(new SelectedKey("s", Site.key(keyOf))),
        SigningForm.RECOMMENDED);
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
      assertEquals(List.of(), delivery.modifications());
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
  void theFormIsThatOfTheDomain() {
    SigningDomain domain = domain("author.example", false, "author.example");
    SigningDomain formed = new SigningDomain(domain.name(), false, domain.keys(), Site.OTHER_FORM);
    Mta.Delivery delivery = site.with(only(formed, Action.ACCEPT)).sign(Site.MESSAGE);
    DkimResult.Pass pass =
        assertInstanceOf(DkimResult.Pass.class, verified(delivery).results().get(0));
    DkimSignature claims = pass.claims();
    assertEquals("relaxed/simple", claims.canonicalization());
    assertEquals(
        Duration.ofDays(7),
        Duration.between(claims.timestamp().orElseThrow(), claims.expiration().orElseThrow()));
    assertEquals(
        List.of(
            "from from to to subject subject reply-to message-id message-id mime-version"
                + " content-type content-transfer-encoding sender"),
        List.of(String.join(" ", claims.signedHeaders())));
  }

  private static Envelope to(String... recipients) {
    Envelope known = Mta.authenticated("ann@author.example");
    return new Envelope(
        known.daemonName(),
        known.client(),
        known.clientName(),
        known.helo(),
        known.mailFrom(),
        known.macros(),
        new Recipients(Set.of(recipients), recipients.length < 3));
  }

  private String outcome(Envelope envelope) {
    Mta.Delivery delivery = site.pass(RoleName.SIGN, envelope, Site.MESSAGE);
    assertEquals(
        site.logged().result().equals("signed") ? 1 : 0, delivery.fields("DKIM-Signature").size());
    return site.logged().result() + " " + site.logged().reason();
  }

  /** A message that goes to others as well is signed. */
  @Test
  void aMessageIsLeftAloneIfAllOfItsRecipientsAre() {
    site.with(
        new SignSettings(
            List.of(domain("author.example", false, "author.example")),
            List.of(),
            List.of(),
            false,
            new Unsigned(
                List.of(new AddressPattern("*@xn--bcher-kva.example"), new AddressPattern("bob@*")),
                List.of(),
                List.of()),
            Optional.of(Site.SUBMISSION),
            List.of(),
            Action.ACCEPT));
    String left = "unsigned all of its recipients are of [sign.unsigned]";
    assertEquals(left, outcome(to("x@XN--Bcher-kva.example")));
    assertEquals(left, outcome(to("x@b\u00c3\u00bccher.example", "BOB@other.example")));
    assertEquals("signed ", outcome(to("x@xn--bcher-kva.example", "x@other.example")));
    assertEquals("signed ", outcome(to("bob@a.example", "bob@b.example", "bob@c.example")));
    assertEquals("signed ", outcome(to("bob")));
    assertEquals("signed ", outcome(to()));
    Mta.Delivery delivery = site.pass(RoleName.SIGN, to("bob@a.example"), Site.MESSAGE);
    assertEquals(1, delivery.fields("Authentication-Results").size(), "the user has authenticated");
  }

  @Test
  void authorsAndClientsCanBeLeftAlone() {
    SignSettings settings = settings(Action.ACCEPT);
    Unsigned unsigned =
        new Unsigned(
            List.of(),
            List.of(new AddressPattern("news@author.example")),
            List.of(network("203.0.113.0/24")));
    site.with(
        new SignSettings(
            settings.domains(),
            List.of(),
            List.of(network("203.0.113.0/24"), network("198.51.100.0/24")),
            false,
            unsigned,
            Optional.empty(),
            List.of(),
            Action.ACCEPT));
    site.sign(from("From: NEWS@Author.example"));
    assertEquals("its author is one of [sign.unsigned]", site.logged().reason());
    site.signFor("203.0.113.1", Site.MESSAGE);
    assertEquals("its client is in networks of [sign.unsigned]", site.logged().reason());
    site.signFor("198.51.100.1", Site.MESSAGE);
    assertEquals("signed", site.logged().result());
  }

  /** A mail server that re-spaces lists of addresses. */
  @Test
  void fieldsCanBeLeftOutForAMailServer() {
    SignSettings settings = settings(Action.ACCEPT);
    Author.Known author =
        (Author.Known)
            Author.of(
                Headers.of(List.of(HeaderField.of("From", "a@author.example"))), Limits.defaults());
    Signatory signatory =
        new Signatories(settings, Limits.defaults(), Crypto.standard()).of(author).orElseThrow();
    Signatory fewer = signatory.covering(fields -> fields.without("To", "Cc"));
    assertEquals(SignedHeaders.recommended().without("Cc", "To"), fewer.signer().signedHeaders());
    assertEquals(signatory.domain(), fewer.domain());
  }

  @Test
  void eachKeyMakesASignature() {
    SigningDomain two =
        new SigningDomain(
            DomainName.of("author.example"),
            false,
            List.of(
                new SelectedKey("s", Site.key("author.example")),
                new SelectedKey("t", Site.key("other.example"))),
            SigningForm.RECOMMENDED);
    site.with(only(two, Action.ACCEPT));
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
  void whatCanNeverBeSignedIsTakenUnlessThatIsNotWanted(String field) {
    Mta.Delivery taken = site.sign(from(field));
    assertTrue(taken.isAccepted());
    assertEquals(List.of(), taken.modifications());
    assertEquals("error", site.logged().result());
    site.with(settings(Action.TEMPFAIL));
    Reply reply = site.sign(from(field)).reply();
    assertEquals("5.6.0", assertInstanceOf(Reply.Reject.class, reply).code());
    assertEquals("rejected", site.logged().result());
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
            DomainName.of("author.example"),
            false,
            List.of(new SelectedKey("s", broken)),
            SigningForm.RECOMMENDED);
    site.with(only(domain, Action.TEMPFAIL));
    assertEquals(Reply.Kind.TEMP_FAIL, site.sign(Site.MESSAGE).reply().kind());
    assertTrue(site.logged().reason().contains("did not sign"), site.logged().reason());
  }

  private static SignSettings forAnybody() {
    return new SignSettings(
        List.of(domain("author.example", false, "author.example")),
        List.of(),
        List.of(),
        true,
        Unsigned.NONE,
        Optional.empty(),
        List.of(),
        Action.ACCEPT);
  }

  private static SignSettings forNetworks(String... networks) {
    return new SignSettings(
        List.of(domain("author.example", false, "author.example")),
        List.of(),
        Stream.of(networks).map(SignRoleTest::network).toList(),
        false,
        Unsigned.NONE,
        Optional.empty(),
        List.of(),
        Action.ACCEPT);
  }

  static Network network(String text) {
    try {
      int slash = text.indexOf('/');
      return new Network(
          InetAddress.getByName(text.substring(0, slash)),
          Integer.parseInt(text.substring(slash + 1)));
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** Who has not authenticated is a stranger, this machine and no address included. */
  @ParameterizedTest
  @ValueSource(strings = {"", "127.0.0.1", "::1", "192.0.2.1", "2001:db8::1"})
  void nobodyIsSignedForWhoIsNeitherKnownNorNamed(String client) {
    assertEquals(List.of(), site.signFor(client, Site.MESSAGE).modifications());
    assertEquals("unsigned", site.logged().result());
    assertTrue(site.logged().reason().contains("has not authenticated"), site.logged().reason());
    site.with(forNetworks("192.0.2.64/26", "127.0.0.2/32", "2001:db8:1::/48"));
    site.signFor(client, Site.MESSAGE);
    assertEquals("unsigned", site.logged().result());
    site.with(forAnybody()).signFor(client, Site.MESSAGE);
    assertEquals("signed", site.logged().result());
  }

  @ParameterizedTest
  @CsvSource({"192.0.2.0/24, 192.0.2.1", "127.0.0.1/32, 127.0.0.1", "2001:db8::/32, 2001:db8::1"})
  void networksThatAreNamedAreSignedFor(String network, String client) {
    site.with(forNetworks(network)).signFor(client, Site.MESSAGE);
    assertEquals("signed", site.logged().result());
  }

  /** Postfix sends the macro to every client; to those who have not authenticated it is empty. */
  @Test
  void anEmptyNameIsNone() {
    Envelope user = Mta.authenticated("");
    assertEquals("", user.macros().get("{auth_authen}"));
    assertEquals(List.of(), site.pass(RoleName.SIGN, user, Site.MESSAGE).modifications());
  }

  /** What has been through the MX or a list is passed on, by whomever; it is not his. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Authentication-Results: mx.example.org; dmarc=pass",
        "Authentication-Results: MX.example.org; none",
        "Authentication-Results: example.org; dmarc=fail",
        "Authentication-Results: submission.example.org; auth=pass",
        "List-Id: Staff <dkim.lists.example.org>",
        "List-Id: <any.LISTS.example.org>",
        "List-Id: lists.example.org",
        "List-Id: <other.example.com>\r\nList-Id: <anon.lists.example.org>",
      })
  void whatIsPassedOnIsNotSigned(String field) {
    for (SignSettings settings : List.of(settings(Action.ACCEPT), forAnybody())) {
      Mta.Delivery delivery = site.with(settings).sign(field + "\r\n" + Site.MESSAGE);
      assertEquals(List.of(), delivery.fields("DKIM-Signature"));
      assertEquals(List.of(), delivery.fields("Authentication-Results"));
      assertEquals("unsigned", site.logged().result());
      assertTrue(
          site.logged().reason().startsWith("it has Auth")
              || site.logged().reason().startsWith("it is a post of a list"),
          site.logged().reason());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Authentication-Results: mx.example.com; dmarc=pass",
        "List-Id: <dev.lists.example.com>",
        "List-Id: <notlists.example.org>",
      })
  void whatOthersHaveJudgedOrListedIsSigned(String field) {
    Mta.Delivery delivery = site.sign(field + "\r\n" + Site.MESSAGE);
    assertEquals("signed", site.logged().result());
    assertTrue(delivery.message().endsWith(field + "\r\n" + Site.MESSAGE));
  }
}
