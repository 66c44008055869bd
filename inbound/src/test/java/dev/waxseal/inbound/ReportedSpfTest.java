package dev.waxseal.inbound;

import static dev.waxseal.inbound.World.bytes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waxseal.authres.MethodResult;
import dev.waxseal.dmarc.DmarcReason;
import dev.waxseal.dmarc.DmarcResult;
import dev.waxseal.dns.DomainName;
import dev.waxseal.spf.SpfScope;
import dev.waxseal.spf.SpfStatus;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** SPF that the mail server has checked and written down (RFC 8601 section 2.7.2). */
class ReportedSpfTest {

  private static final String MESSAGE = "From: ann@author.example\r\n\r\nHi\r\n";
  private static final String PASS = "mta.example; spf=pass smtp.mailfrom=ann@author.example";

  @Test
  void theServersOwnWordCounts() {
    InboundReport report = judge(PASS);
    InboundSpf spf = report.spf().orElseThrow();
    assertEquals(SpfStatus.PASS, spf.status());
    assertEquals(SpfScope.MFROM, spf.scope());
    assertEquals(Optional.of(DomainName.of("author.example")), spf.domain());
    assertEquals(Optional.empty(), spf.check());
    assertInstanceOf(DmarcResult.Pass.class, report.dmarc().result());
    assertEquals(
        Optional.of("author.example"),
        report
            .authenticationResults()
            .first("spf")
            .flatMap(result -> result.property("smtp", "mailfrom")));
  }

  @ParameterizedTest
  @EnumSource
  void everyWordOfSpf(SpfStatus status) {
    InboundReport report =
        judge("mta.example; spf=" + status.word() + " smtp.mailfrom=author.example");
    assertEquals(status, report.spf().orElseThrow().status());
    assertEquals(status == SpfStatus.PASS, report.dmarc().result() instanceof DmarcResult.Pass);
    MethodResult result = report.authenticationResults().first("spf").orElseThrow();
    assertEquals(status.word(), result.result());
    if (status == SpfStatus.TEMPERROR) {
      assertEquals(DmarcReason.IDENTIFIER_UNAVAILABLE, reason(report));
    }
  }

  /** "Unknown results" are not for a consumer to guess at (RFC 8601 section 4.1). */
  @ParameterizedTest
  @ValueSource(strings = {"hardfail", "unknown", "policy", "passed", "x-pass", "pas"})
  void wordsThatAreNoneOfSpfAreNoResult(String word) {
    InboundReport report = judge("mta.example; spf=" + word + " smtp.mailfrom=author.example");
    assertEquals(Optional.empty(), report.spf());
    assertFalse(report.dmarc().result() instanceof DmarcResult.Pass);
    // And what stands below it is not asked instead: the newest word is this one.
    assertEquals(
        Optional.empty(),
        judge("mta.example; spf=" + word + " smtp.mailfrom=author.example", PASS).spf());
  }

  /** Unreadable and absent are told apart, with the place and the word. */
  @Test
  void aFieldThatCannotBeReadIsToldOf() {
    InboundReport report =
        judge("mta.example; spf=pass smtp.mailfrom=author.example; dmarc=pass header.from=");
    assertEquals(Optional.empty(), report.spf());
    assertEquals(
        List.of(
            new InboundFinding(
                "unreadable-results",
                InboundFinding.Severity.WARNING,
                "Authentication-Results",
                "the Authentication-Results field of mta.example cannot be read at 'header.from=':"
                    + " expected a value of header.from but found the end")),
        report.findings());
    assertEquals(List.of(), judge("other.example; spf").findings());
    assertEquals(List.of(), judge(PASS).findings());
    String hostile = judge("mta.example; spf=pass \u001b[31m\u00e9=\"").findings().get(0).detail();
    assertTrue(hostile.chars().allMatch(c -> c >= ' ' && c < 0x7F), hostile);
  }

  /** A stranger may have written them; they do not fill the report. */
  @Test
  void manyFieldsThatCannotBeReadAreAFewFindings() {
    String[] many = Stream.generate(() -> "mta.example; spf").limit(500).toArray(String[]::new);
    assertEquals(10, judge(many).findings().size());
  }

  @Test
  void wordsWithoutATypeDoNotHideIt() {
    String value = "mta.example; spf=Pass x-bits=1 smtp.mailfrom=author.example action=none";
    assertEquals(SpfStatus.PASS, judge(value).spf().orElseThrow().status());
    assertEquals(List.of(), judge(value).findings());
  }

  /** One result, two senders: nobody can tell of which it speaks. */
  @Test
  void aResultThatContradictsItselfIsNone() {
    InboundReport report =
        judge("mta.example; spf=pass smtp.mailfrom=author.example smtp.mailfrom=evil.example");
    assertEquals(Optional.empty(), report.spf());
    assertFalse(report.dmarc().result() instanceof DmarcResult.Pass);
  }

  /** The newest word decides, even if nobody can read it; one of another method is no such word. */
  @ParameterizedTest
  @CsvSource({
    "spf=fail smtp.mailfrom=a.example smtp.mailfrom=b.example, false",
    "spf=fail smtp.mailfrom=, false",
    "dmarc=fail header.from=; SPF (x) = fail, false",
    "dmarc=fail header.from=; spf/1=fail, false",
    "dmarc=fail header.from=spf.example x-spf=fail \", true",
    "dkim=fail, true",
  })
  void anOlderWordDoesNotStandForTheNewest(String newest, boolean counts) {
    InboundReport report = judge("mta.example; " + newest, PASS);
    assertEquals(counts, report.spf().isPresent());
    assertEquals(counts, report.dmarc().result() instanceof DmarcResult.Pass);
    assertTrue(judge(PASS, "mta.example; " + newest).spf().isPresent());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "other.example; spf=pass smtp.mailfrom=author.example",
        "mta.example.; spf=pass smtp.mailfrom=author.example",
        "x.mta.example; spf=pass smtp.mailfrom=author.example",
        "mta.example 2; spf=pass smtp.mailfrom=author.example",
        "mta.example; spf=pass smtp.mailfrom=author.example; broken",
        "mta.example; (spf=pass smtp.mailfrom=author.example) none",
        "mta.example; x-spf=pass smtp.mailfrom=author.example",
        "mta.example; none",
        "mta.example;",
        "",
      })
  void otherServicesAndOtherTextsSayNothing(String value) {
    InboundReport report = judge(value);
    assertEquals(Optional.empty(), report.spf());
    assertFalse(report.dmarc().result() instanceof DmarcResult.Pass);
    assertTrue(report.authenticationResults().first("spf").isEmpty());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "MTA.Example; spf=pass smtp.mailfrom=author.example",
        "(x) \"mta.example\" 1; SPF=Pass SMTP.MailFrom=Author.Example"
      })
  void theIdIsReadAsIds(String value) {
    assertInstanceOf(DmarcResult.Pass.class, judge(value).dmarc().result());
  }

  @Test
  void theHighestFieldCountsAndForgedOnesBelowDoNot() {
    InboundReport report = judge("mta.example; spf=fail smtp.mailfrom=author.example", PASS, PASS);
    assertEquals(SpfStatus.FAIL, report.spf().orElseThrow().status());
    assertFalse(report.dmarc().result() instanceof DmarcResult.Pass);
    InboundReport stranger = judge("other.example; spf=fail smtp.mailfrom=author.example", PASS);
    assertEquals(SpfStatus.PASS, stranger.spf().orElseThrow().status());
  }

  @Test
  void severalServicesMayBeNamed() {
    InboundReport report =
        World.receiver()
            .takingSpfFrom("first.example", "mta.example")
            .authenticate(bytes("Authentication-Results: " + PASS + "\r\n" + MESSAGE));
    assertInstanceOf(DmarcResult.Pass.class, report.dmarc().result());
  }

  @Test
  void nothingIsTakenUnlessItIsAskedFor() {
    InboundReport report =
        World.receiver().authenticate(bytes("Authentication-Results: " + PASS + "\r\n" + MESSAGE));
    assertEquals(Optional.empty(), report.spf());
  }

  @Test
  void aClientThatIsKnownIsCheckedInstead() {
    InboundReport report =
        World.receiver()
            .takingSpfFrom("mta.example")
            .authenticate(
                bytes("Authentication-Results: " + PASS + "\r\n" + MESSAGE),
                World.client("198.51.100.1", "x.example", "ann@author.example"));
    assertEquals(SpfStatus.FAIL, report.spf().orElseThrow().status());
    assertTrue(report.spf().orElseThrow().check().isPresent());
  }

  /** RFC 9989 section 4.4.2: DMARC uses MAIL FROM; a HELO that passed alone vouches for nothing. */
  @ParameterizedTest
  @CsvSource({
    "smtp.helo=author.example, HELO, author.example, false",
    "smtp.mailfrom=author.example, MFROM, author.example, true",
    "smtp.mailfrom=other.test smtp.helo=author.example, MFROM, other.test, false",
    "smtp.helo=other.test smtp.mailfrom=author.example, MFROM, author.example, true",
    "smtp.mailfrom=ann@author.example@other.test, MFROM, other.test, false",
    "smtp.mailfrom=sub.author.example, MFROM, sub.author.example, true",
  })
  void theIdentity(String properties, SpfScope scope, String domain, boolean passes) {
    InboundReport report = judge("mta.example; spf=pass " + properties);
    assertEquals(scope, report.spf().orElseThrow().scope());
    assertEquals(Optional.of(DomainName.of(domain)), report.spf().orElseThrow().domain());
    assertEquals(passes, report.dmarc().result() instanceof DmarcResult.Pass);
  }

  /** Servers check HELO, too, and some write it down first (RFC 7208 section 2.3). */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "spf=pass smtp.helo=mail.author.example; spf=pass smtp.mailfrom=author.example",
        "spf=none smtp.helo=mail.author.example; spf=pass smtp.mailfrom=author.example",
        "spf=pass smtp.mailfrom=author.example; spf=fail smtp.helo=mail.author.example",
      })
  void mailFromGoesBeforeHeloInOneField(String results) {
    InboundReport report = judge("mta.example; " + results);
    assertEquals(SpfScope.MFROM, report.spf().orElseThrow().scope());
    assertInstanceOf(DmarcResult.Pass.class, report.dmarc().result());
  }

  @Test
  void mailFromOfALowerFieldDoesNotGoBeforeHeloOfAHigherOne() {
    InboundReport report = judge("mta.example; spf=pass smtp.helo=author.example", PASS);
    assertEquals(SpfScope.HELO, report.spf().orElseThrow().scope());
    assertFalse(report.dmarc().result() instanceof DmarcResult.Pass);
  }

  /** A result without an identity that DNS could have is shown and vouches for nothing. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " smtp.mailfrom=\"\"",
        " smtp.mailfrom=\"<>\"",
        " smtp.mailfrom=\"@\"",
        " smtp.mailfrom=\"author.example \"",
        " smtp.mailfrom=\"ann@[192.0.2.1]\"",
        " smtp.mailfrom=\"ann@author..example\"",
      })
  void withoutADomainItVouchesForNothing(String properties) {
    InboundReport report = judge("mta.example; spf=pass" + properties);
    assertEquals(Optional.empty(), report.spf().orElseThrow().domain());
    assertFalse(report.dmarc().result() instanceof DmarcResult.Pass);
    assertEquals("pass", report.authenticationResults().first("spf").orElseThrow().result());
  }

  @Test
  void idsThatAreNoneAreRefused() {
    for (String id : new String[] {"", " ", "a\r\nb"}) {
      assertThrows(IllegalArgumentException.class, () -> World.receiver().takingSpfFrom(id), id);
    }
  }

  private static DmarcReason reason(InboundReport report) {
    return ((DmarcResult.Failure) report.dmarc().result()).reason();
  }

  private static InboundReport judge(String... fields) {
    StringBuilder message = new StringBuilder();
    for (String field : fields) {
      message.append("Authentication-Results: ").append(field).append("\r\n");
    }
    return World.receiver().takingSpfFrom("mta.example").authenticate(bytes(message + MESSAGE));
  }
}
