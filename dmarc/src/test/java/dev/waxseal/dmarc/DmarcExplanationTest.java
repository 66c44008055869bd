package dev.waxseal.dmarc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waxseal.dns.Dns;
import dev.waxseal.dns.DnsAnswer;
import dev.waxseal.dns.DnsRecord;
import dev.waxseal.dns.DomainName;
import dev.waxseal.dns.RecordFinding;
import dev.waxseal.dns.RecordType;
import dev.waxseal.dns.ZoneDns;
import dev.waxseal.mime.Limits;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The records of a domain explained; RFC 9990 section 4 for the places that reports go to. */
class DmarcExplanationTest {

  private static final DomainName DOMAIN = DomainName.of("example.com");
  private static final String ZONE =
      """
      _dmarc.example.com. TXT "v=DMARC1; p=reject; sp=none; np=quarantine; rua=mailto:a@example.com,mailto:b@other.example,mailto:c@third.example"
      example.com._report._dmarc.other.example. TXT "v=DMARC1"
      """;

  private static DmarcExplanation explain(Dns dns, String domain) {
    return DmarcVerifier.of(dns).explain(DomainName.of(domain));
  }

  private static List<RecordFinding.Kind> kinds(DmarcExplanation explanation) {
    return explanation.findings().stream().map(RecordFinding::kind).toList();
  }

  @Test
  void itHasThePoliciesThePlacesAndTheFindings() {
    DmarcExplanation explanation = explain(Dns.zone(ZONE), "example.com");
    assertEquals("example.com", explanation.decisive().orElseThrow().domain().toString());
    assertEquals(DmarcPolicy.REJECT, explanation.applied().orElseThrow().policy());
    assertEquals(DmarcPolicy.NONE, explanation.appliedToSubdomain().orElseThrow().policy());
    assertEquals(
        DmarcPolicy.QUARANTINE, explanation.appliedToNonexistentSubdomain().orElseThrow().policy());
    assertEquals(
        List.of(
            ReportDestination.State.INSIDE,
            ReportDestination.State.AUTHORIZED,
            ReportDestination.State.UNAUTHORIZED),
        explanation.destinations().stream().map(ReportDestination::state).toList());
    assertEquals(
        List.of(DmarcFinding.REPORTS_UNAUTHORIZED, DmarcFinding.REJECT_POLICY), kinds(explanation));
    assertEquals("example.com", explanation.findings().get(0).domain());
    assertEquals(
        "rua=mailto:c@third.example (there is no record v=DMARC1 at"
            + " example.com._report._dmarc.third.example): no reports go there",
        explanation.findings().get(0).toString());
    assertFalse(explanation.isUsable());
    assertFalse(explanation.isIncomplete());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          x.example.com. TXT "v=spf1"             | x.example.com | NO_RECORD
          dmarc.example.com. TXT "v=DMARC1;p=none"| example.com   | MISPLACED_RECORD
          _dmarc.example.com. CNAME n.example.net.| example.com   | ALIAS_WITHOUT_RECORD
          _dmarc.example.com. TXT "v=DMARC2"      | example.com   | NOT_DMARC1
          _dmarc.com. TXT "v=DMARC1; p=none"      | example.com   | SUFFIX_WITHOUT_PSD
          _dmarc.com. TXT "v=DMARC1; p=none"      | no.example.com| NO_SUCH_DOMAIN
          _dmarc.com. TXT "v=DMARC1; p=none"      | a.b.c.d.e.f.g.h.example.com | LONG_NAME
          """)
  void whatIsWrongIsFound(String zone, String domain, DmarcFinding kind) {
    DmarcExplanation explanation = explain(Dns.zone(zone), domain);
    assertTrue(kinds(explanation).contains(kind), explanation.findings().toString());
  }

  @ParameterizedTest
  @CsvSource({
    "_dmarc.example.com",
    "_dmarc.com",
    "_dmarc.other.example",
    "example.com._report._dmarc.other.example"
  })
  void aSilentServerCannotMakeItWaitForEver(String silent) {
    DmarcVerifier hurried =
        DmarcVerifier.of(ZoneDns.of(ZONE).silent(DomainName.of(silent)))
            .withLimits(Limits.with().dnsDeadline(Duration.ofMillis(50)).build());
    DmarcExplanation explanation = hurried.explain(DOMAIN);
    assertTrue(explanation.isIncomplete());
    assertEquals(explanation, hurried.explainAsync(DOMAIN).toCompletableFuture().join());
  }

  @Test
  void dnsThatNeverAnswersEndsEveryCall() {
    Dns never =
        new Dns() {
          @Override
          public <R extends DnsRecord> CompletionStage<DnsAnswer<R>> lookup(
              DomainName name, RecordType<R> type) {
            return new CompletableFuture<>();
          }
        };
    DmarcVerifier hurried =
        DmarcVerifier.of(never).withLimits(Limits.with().dnsDeadline(Duration.ZERO).build());
    assertTrue(hurried.explain(DOMAIN).isIncomplete());
    assertTrue(hurried.walk(DOMAIN).unavailable().isPresent());
    assertTrue(hurried.walkAsync(DOMAIN).toCompletableFuture().join().unavailable().isPresent());
  }

  @Test
  void everyFindingHasANameAndASection() {
    HashSet<String> ids = new HashSet<>();
    for (DmarcFinding finding : DmarcFinding.values()) {
      assertTrue(finding.id().matches("dmarc(-[a-z0-9]+)+"), finding.id());
      assertTrue(ids.add(finding.id()), finding.id());
      assertTrue(finding.section().matches("RFC (9989|9990) section [0-9.]+"), finding.section());
      assertFalse(finding.summary().endsWith("."), finding.summary());
    }
  }
}
