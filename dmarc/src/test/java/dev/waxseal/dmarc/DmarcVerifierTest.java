package dev.waxseal.dmarc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waxseal.dns.Dns;
import dev.waxseal.dns.DnsAnswer;
import dev.waxseal.dns.DnsRecord;
import dev.waxseal.dns.DomainName;
import dev.waxseal.dns.RecordType;
import dev.waxseal.dns.ZoneDns;
import dev.waxseal.mime.HeaderField;
import dev.waxseal.mime.Headers;
import dev.waxseal.mime.Limits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** The phases of an evaluation, and what DNS is asked; RFC 9989 sections 4.10 and 5.3. */
class DmarcVerifierTest {

  private static final ZoneDns ZONE =
      ZoneDns.of(
          "_dmarc.example.com TXT \"v=DMARC1; p=reject; sp=quarantine; np=none\"",
          "mail.example.com A 192.0.2.1",
          "_dmarc.strict.example.com TXT \"v=DMARC1; p=reject; adkim=s; aspf=s\"");

  /** DNS that writes down what it is asked. */
  private static final class Listening implements Dns {

    private final Dns dns;
    private final List<String> asked = new ArrayList<>();

    Listening(Dns dns) {
      this.dns = dns;
    }

    @Override
    public <R extends DnsRecord> CompletionStage<DnsAnswer<R>> lookup(
        DomainName name, RecordType<R> type) {
      asked.add(name + " " + type);
      return dns.lookup(name, type);
    }
  }

  private static Headers from(String domain) {
    return Headers.of(List.of(HeaderField.of("From", "joe@" + domain)));
  }

  private static List<DomainName> names(String... names) {
    return List.of(names).stream().map(DomainName::of).toList();
  }

  private static DkimCheck pass(String domain) {
    return new DkimCheck.Pass(DomainName.of(domain));
  }

  private static MailFromCheck spf(String domain) {
    return new MailFromCheck.Pass(DomainName.of(domain));
  }

  private static DmarcResult evaluate(
      Dns dns, String author, List<DkimCheck> dkim, MailFromCheck mailFrom) {
    return DmarcVerifier.of(dns).evaluate(from(author), dkim, mailFrom);
  }

  private static DmarcReason reason(DmarcResult result) {
    DmarcResult.Failure failed = assertInstanceOf(DmarcResult.Failure.class, result);
    assertEquals(failed.reason().status(), failed.status());
    assertTrue(failed.toString().matches("[ -~]+"), failed.toString());
    return failed.reason();
  }

  @Test
  void asksEveryNameOnceWhenTheHeaderEnds() {
    Listening dns = new Listening(ZONE);
    DmarcVerifier.of(Dns.zone())
        .begin(
            from("mail.example.com"),
            dns,
            names("mail.example.com", "lists.example.com", "lists.example.com", "example.net"));
    assertEquals(
        List.of(
            "_dmarc.mail.example.com TXT",
            "_dmarc.example.com TXT",
            "_dmarc.com TXT",
            "mail.example.com CNAME",
            "_dmarc.lists.example.com TXT"),
        dns.asked);
    assertEquals(dns.asked.size(), new HashSet<>(dns.asked).size());
  }

  @Test
  void asksNothingWithoutAnAuthorDomain() {
    Listening dns = new Listening(ZONE);
    Headers nobody = Headers.of(List.of(HeaderField.of("From", "a@x.example, b@y.example")));
    DmarcVerifier.Evaluation evaluation =
        DmarcVerifier.of(dns).begin(nobody, dns, names("x.example"));
    assertEquals(List.of(), dns.asked);
    assertTrue(evaluation.answers().isDone());
    assertEquals(
        DmarcReason.MULTIPLE_FROM_DOMAINS,
        reason(evaluation.report(List.of(pass("x.example")), spf("y.example"))));
  }

  @Test
  void boundsTheWalks() {
    Listening dns = new Listening(ZONE);
    List<DomainName> many = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      many.add(DomainName.of("n" + i + ".com"));
    }
    DmarcVerifier verifier = DmarcVerifier.of(dns).withLimits(Limits.with().signatures(2).build());
    verifier.begin(from("example.com"), dns, many);
    assertEquals(
        List.of(
            "_dmarc.example.com TXT",
            "_dmarc.com TXT",
            "example.com CNAME",
            "_dmarc.n0.com TXT",
            "_dmarc.n1.com TXT",
            "_dmarc.n2.com TXT"),
        dns.asked);
  }

  @Test
  void passesByDkimOrSpf() {
    DmarcResult.Pass byDkim =
        assertInstanceOf(
            DmarcResult.Pass.class,
            evaluate(
                ZONE,
                "mail.example.com",
                List.of(pass("evil.com"), pass("EXAMPLE.com")),
                MailFromCheck.none()));
    assertEquals(DomainName.of("mail.example.com"), byDkim.domain());
    assertEquals(Optional.of(DomainName.of("example.com")), byDkim.facts().organizationalDomain());
    assertEquals("example.com", byDkim.applied().domain().toString());
    assertEquals("[dkim:example.com]", byDkim.facts().aligned().toString());
    assertEquals(2, byDkim.facts().identifiers().size());
    assertEquals(Optional.of(DmarcPolicy.QUARANTINE), byDkim.policy());
    assertEquals(AppliedRecord.PolicyTag.SP, byDkim.applied().tag());
    assertEquals("pass mail.example.com by [dkim:example.com]", byDkim.toString());
    assertEquals(
        DmarcStatus.PASS,
        evaluate(ZONE, "example.com", List.of(), spf("bounces.mail.example.com")).status());
  }

  @Test
  void strictModeWantsTheSameDomain() {
    String author = "strict.example.com";
    List<DkimCheck> near = List.of(pass("example.com"), pass("x.strict.example.com"));
    assertEquals(DmarcReason.NOT_ALIGNED, reason(evaluate(ZONE, author, near, spf("example.com"))));
    assertEquals(
        DmarcStatus.PASS, evaluate(ZONE, author, near, spf("strict.example.com")).status());
    assertEquals(
        DmarcStatus.PASS,
        evaluate(ZONE, author, List.of(pass(author)), MailFromCheck.none()).status());
  }

  @Test
  void failedSignaturesDoNotCount() {
    List<DkimCheck> failed = List.of(DkimCheck.none());
    assertEquals(
        DmarcReason.NOT_ALIGNED,
        reason(evaluate(ZONE, "example.com", failed, MailFromCheck.none())));
    List<DkimCheck> unchecked = List.of(new DkimCheck.TempError(DomainName.of("example.com")));
    assertEquals(
        DmarcReason.IDENTIFIER_UNAVAILABLE,
        reason(evaluate(ZONE, "example.com", unchecked, MailFromCheck.none())));
  }

  @Test
  void whatHasNoAnswerIsUnavailable() {
    ZoneDns silent = ZONE.silent(DomainName.of("_dmarc.com"));
    DmarcVerifier.Evaluation evaluation =
        DmarcVerifier.of(silent)
            .begin(from("mail.example.com"), silent, names("lists.example.com"));
    assertFalse(evaluation.answers().isDone());
    assertEquals(
        DmarcReason.RECORD_UNAVAILABLE,
        reason(evaluation.report(List.of(pass("mail.example.com")), spf("example.com"))));
  }

  @Test
  void theDeadlineEndsTheWaiting() {
    DmarcVerifier hurried =
        DmarcVerifier.of(ZONE.silent(DomainName.of("_dmarc.example.com")))
            .withLimits(Limits.with().dnsDeadline(Duration.ofMillis(50)).build());
    assertEquals(
        DmarcReason.RECORD_UNAVAILABLE,
        reason(hurried.evaluate(from("example.com"), List.of(), MailFromCheck.none())));
    assertTrue(hurried.walk(DomainName.of("example.com")).unavailable().isPresent());
  }

  /** A caller who forgets a candidate gets no pass for it by chance. */
  @Test
  void onlyCandidatesAreAlignedByTheirOrganization() {
    DmarcVerifier.Evaluation evaluation =
        DmarcVerifier.of(ZONE).begin(from("mail.example.com"), ZONE, List.of());
    assertEquals(
        DmarcReason.NOT_ALIGNED, reason(evaluation.report(List.of(), spf("lists.example.com"))));
    assertEquals(DmarcStatus.PASS, evaluation.report(List.of(), spf("mail.example.com")).status());
  }

  @Test
  void aBrokenResolverIsUnavailable() {
    Dns throwing =
        new Dns() {
          @Override
          public <R extends DnsRecord> CompletionStage<DnsAnswer<R>> lookup(
              DomainName name, RecordType<R> type) {
            throw new IllegalStateException("broken");
          }
        };
    Dns failing =
        new Dns() {
          @Override
          public <R extends DnsRecord> CompletionStage<DnsAnswer<R>> lookup(
              DomainName name, RecordType<R> type) {
            return CompletableFuture.failedFuture(new IllegalStateException("broken"));
          }
        };
    for (Dns dns : List.of(throwing, failing)) {
      assertEquals(
          DmarcReason.RECORD_UNAVAILABLE,
          reason(evaluate(dns, "example.com", List.of(), spf("example.com"))));
    }
  }

  @Test
  void existenceDecidesBetweenSpAndNp() {
    assertEquals(
        Optional.of(DmarcPolicy.NONE),
        evaluate(ZONE, "nowhere.example.com", List.of(), MailFromCheck.none()).policy());
    DmarcResult unknown =
        evaluate(
            ZONE.unavailable(DomainName.of("nowhere.example.com")),
            "nowhere.example.com",
            List.of(),
            MailFromCheck.none());
    assertEquals(Optional.of(DmarcPolicy.QUARANTINE), unknown.policy());
    assertEquals(
        AppliedRecord.Existence.UNKNOWN, unknown.facts().applied().orElseThrow().existence());
  }

  @Test
  void reasonsKnowWhereTheyComeFrom() {
    for (DmarcReason reason : DmarcReason.values()) {
      String rfc = reason == DmarcReason.MALFORMED_HEADER ? "RFC 5322" : "RFC 9989";
      assertTrue(reason.section().startsWith(rfc + " section "), reason.toString());
      assertTrue(reason.status() != DmarcStatus.PASS, reason.toString());
      assertFalse(reason.summary().endsWith("."), reason.toString());
    }
    assertTrue(DmarcReason.AMBIGUOUS_FROM.isSuspicious());
    assertFalse(DmarcReason.NO_RECORD.isSuspicious());
  }

  @Test
  void nullIsAFaultOfTheCaller() {
    assertThrows(NullPointerException.class, () -> DmarcVerifier.of(nothing()));
  }

  @SuppressWarnings("NullAway")
  private static Dns nothing() {
    return null;
  }
}
