package dev.waxseal.milter.role;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waxseal.arc.ArcResult;
import dev.waxseal.inbound.InboundReport;
import dev.waxseal.milter.config.Action;
import dev.waxseal.milter.config.Exemptions;
import dev.waxseal.milter.config.RoleName;
import dev.waxseal.milter.config.SignSettings;
import dev.waxseal.milter.config.Unsigned;
import dev.waxseal.milter.config.VerifySettings;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * RFC 8601 section 5: whichever way a message takes through our machines, words that a stranger or
 * a user has put into our mouth are not sealed, and do not go out.
 */
class SubmissionForgeryTest {

  private static final String WORDS = "; dmarc=pass header.from=bank.example";
  private static final String POST =
      Site.MESSAGE.replace("Ann <ann@author.example>", "CEO <ceo@bank.example>");

  /** The ways of a message up to the list server. */
  private static final List<Named<List<RoleName>>> WAYS =
      List.of(
          Named.of("verify", List.of(RoleName.VERIFY)),
          Named.of("sign", List.of(RoleName.SIGN)),
          Named.of("sign, verify", List.of(RoleName.SIGN, RoleName.VERIFY)),
          Named.of("verify, sign", List.of(RoleName.VERIFY, RoleName.SIGN)));

  private static final List<String> IDS =
      List.of(
          "mx.example.org",
          "MX.Example.ORG",
          "\"mx.example.org\"",
          "mx.example.org.",
          "(comment) mx.example.org (of ours) 1",
          "mx.example.org 2",
          "example.org",
          "lists.example.org",
          "submission.example.org",
          "SUBMISSION.example.org",
          "mx2.example.org",
          "xn--bcher-kva.example",
          "XN--BCHER-KVA.example",
          utf8("b\u00fccher.example"),
          utf8("B\u00dcCHER.example"),
          utf8("bu\u0308cher.example"));

  private final Site site = new Site();

  @BeforeEach
  void configure() {
    site.with(
            new VerifySettings(
                Site.MX,
                List.of("example.org"),
                List.of(Site.SUBMISSION),
                List.of(SignRoleTest.network("192.0.2.3/32")),
                List.of(),
                Optional.empty(),
                Action.ACCEPT,
                Action.ACCEPT,
                Action.ACCEPT,
                Action.ACCEPT,
                1024,
                Exemptions.NONE))
        .with(
            new SignSettings(
                List.of(SignRoleTest.domain("author.example", false, "author.example")),
                List.of(),
                List.of(SignRoleTest.network("203.0.113.0/24")),
                false,
                Unsigned.NONE,
                Optional.of(Site.SUBMISSION),
                List.of("mx2.example.org", "xn--bcher-kva.example"),
                Action.ACCEPT));
  }

  static Stream<Arguments> waysAndIds() {
    return WAYS.stream().flatMap(way -> IDS.stream().map(id -> Arguments.of(way, id)));
  }

  private static String utf8(String text) {
    return new String(text.getBytes(UTF_8), ISO_8859_1);
  }

  private static String forged(String id) {
    return "Authentication-Results: " + id + WORDS + "\r\n" + POST;
  }

  private String onTheWay(List<RoleName> way, String message) {
    String passed = message;
    for (RoleName role : way) {
      passed =
          role == RoleName.SIGN
              ? site.sign(passed).message()
              : site.pass(role, "192.0.2.66", "eve@evil.example", passed).message();
    }
    return passed;
  }

  private static void assertNobodySaysSo(String message) {
    assertFalse(message.replaceAll("\r\n[ \t]+", " ").contains("dmarc=pass"), message);
  }

  @ParameterizedTest
  @MethodSource("waysAndIds")
  void neitherSealedNorSentOn(List<RoleName> way, String id) {
    String judged = onTheWay(way, forged(id));
    assertNobodySaysSo(judged);
    assertNobodySaysSo(site.seal(Site.listed("dev", judged)).message());
  }

  @Test
  void aForgerIsNotSignedForEither() {
    Mta.Delivery delivery =
        site.sign(forged(Site.MX).replace("ceo@bank.example", "ann@author.example"));
    assertEquals(List.of(), delivery.fields("DKIM-Signature"));
    assertEquals(List.of(), delivery.fields("Authentication-Results"));
    assertEquals("unsigned {deleted=1}", site.logged().result() + " " + site.logged().facts());
    assertTrue(site.logged().reason().contains("one of our ids"), site.logged().reason());
  }

  /** What stands below the seal was written before the newest judgement, by whomever. */
  @ParameterizedTest
  @MethodSource("ids")
  void theSealerDeletesWhatItDoesNotBelieve(String id) {
    String signed = Site.signedBy("author.example", Site.MESSAGE);
    String chained = site.seal(Site.listed("dev", site.verify(signed).message())).message();
    String judged = site.verify(chained).message();
    String other = "Authentication-Results: mx.example.com; dkim=pass\r\n";
    String old = "Authentication-Results: " + id + WORDS + "\r\n" + other;
    Mta.Delivery delivery = site.seal(judged.replace("Subject: ", old + "Subject: "));
    assertEquals(
        "sealed {i=2, cv=pass, d=lists.example.org, deleted=1}",
        site.logged().result() + " " + site.logged().facts());
    assertFalse(delivery.message().contains("bank.example"), delivery.message());
    assertEquals(2, delivery.fields("Authentication-Results").size());
    assertTrue(delivery.message().contains(other));
    InboundReport report = Site.received(delivery.message());
    assertInstanceOf(ArcResult.Pass.class, report.arc().result());
    assertEquals(2, report.dkim().passes().size());
  }

  static Stream<String> ids() {
    return IDS.stream();
  }

  /** By the order rule they are the newest word; their deletion must not make an older one that. */
  @Test
  void deletedResultsStillDecide() {
    String post = site.verify(Site.signedBy("author.example", Site.MESSAGE)).message();
    String replayed =
        site.seal(Site.listed("dev", post)).message().replace("The boat is back.", "Pay at once.");
    site.seal(replayed);
    assertEquals("pass", site.logged().facts().get("cv"));
    for (String newest :
        List.of(
            "Authentication-Results: mx.example.org; dkim=pass (\r\n",
            "Authentication-Results: mx.example.org 2; arc=fail\r\n")) {
      Mta.Delivery delivery = site.seal(newest + replayed);
      assertNotEquals("pass", site.logged().facts().get("cv"), newest);
      assertFalse(delivery.message().contains(newest), delivery.message());
    }
  }

  @Test
  void whatIsHiddenInAFieldIsDeletedWhateverTheListGets() {
    String hiding = "X-A: a\nAuthentication-Results: mx.example.org" + WORDS + "\r\n";
    for (String list : List.of("dev", "dkim", "anon")) {
      Mta.Delivery delivery = site.seal(hiding + Site.listed(list, Site.MESSAGE));
      assertNobodySaysSo(delivery.message());
      assertEquals("signed", site.logged().result());
      assertEquals(1, Site.received(delivery.message()).dkim().passes().size());
    }
    assertNobodySaysSo(site.sign(hiding + Site.MESSAGE).message());
  }

  @Test
  void ofAHeaderThatIsTooLargeAllResultsGo() {
    String large = "X-Large: " + "x".repeat(1 << 20) + "\r\n";
    Mta.Delivery delivery = site.sign(forged(Site.MX).replace("From: ", large + "From: "));
    assertTrue(delivery.isAccepted());
    assertEquals(List.of(), delivery.fields("Authentication-Results"));
  }

  @Test
  void moreThanCanBeDeletedAreRefused() {
    String many = ("Authentication-Results: mx.example.org" + WORDS + "\r\n").repeat(1001);
    assertFalse(site.sign(many + Site.MESSAGE).isAccepted());
    assertTrue(site.seal(many + Site.MESSAGE).isAccepted()); // all of them are believed
    assertFalse(
        site.seal(many.replace("example.org;", "example.org 2;") + Site.MESSAGE).isAccepted());
  }
}
