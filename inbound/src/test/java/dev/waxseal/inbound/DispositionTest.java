package dev.waxseal.inbound;

import static dev.waxseal.inbound.World.AUTHOR;
import static dev.waxseal.inbound.World.LIST;
import static dev.waxseal.inbound.World.MESSAGE;
import static dev.waxseal.inbound.World.bytes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waxseal.arc.ArcReport;
import dev.waxseal.arc.ArcVerifier;
import dev.waxseal.dmarc.AppliedRecord;
import dev.waxseal.dmarc.DmarcFacts;
import dev.waxseal.dmarc.DmarcPolicy;
import dev.waxseal.dmarc.DmarcReason;
import dev.waxseal.dmarc.DmarcRecord;
import dev.waxseal.dmarc.DmarcResult;
import dev.waxseal.dns.Dns;
import dev.waxseal.dns.DomainName;
import dev.waxseal.mime.Author;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is done with a message, for every result, policy and operator (RFC 9989 sections 7, 8). */
class DispositionTest {

  private static final DomainName DOMAIN = DomainName.of("author.example");
  private static final Set<DomainName> TRUSTED = Set.of(DomainName.of("lists.example"));

  /** A chain whose one sealer says that it saw the author domain pass. */
  private static final ArcReport CHAIN = chain();

  @ParameterizedTest
  @CsvSource({
    "HEADER_TOO_LARGE,        REJECT",
    "NO_FROM_FIELD,           QUARANTINE",
    "SEVERAL_FROM_FIELDS,     QUARANTINE",
    "AMBIGUOUS_FROM,          QUARANTINE",
    "TOO_MANY_FROM_ADDRESSES, QUARANTINE",
    "NO_AUTHOR_DOMAIN,        QUARANTINE",
    "MULTIPLE_FROM_DOMAINS,   QUARANTINE",
    "MALFORMED_HEADER,        QUARANTINE",
    "RECORD_UNAVAILABLE,      DEFER",
    "RECORD_MALFORMED,        ACCEPT",
    "NO_RECORD,               ACCEPT",
    "POLICY_INVALID,          ACCEPT",
    "RECORD_WITHOUT_POLICY,   ACCEPT",
    "IDENTIFIER_UNAVAILABLE,  DEFER",
    "ALIGNMENT_UNAVAILABLE,   DEFER",
  })
  void whateverThePolicyAndTheOperator(DmarcReason reason, Disposition disposition) {
    for (DmarcPolicy policy : DmarcPolicy.values()) {
      for (LocalPolicy operator : operators()) {
        DmarcVerdict verdict = operator.apply(failure(reason, policy), CHAIN);
        assertEquals(disposition, verdict.disposition(), policy + " " + operator);
        assertEquals(Optional.empty(), verdict.override(), policy + " " + operator);
        assertEquals(reason.status(), verdict.result().status());
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "NONE,       false, ACCEPT",
    "NONE,       true,  ACCEPT",
    "QUARANTINE, false, QUARANTINE",
    "QUARANTINE, true,  QUARANTINE",
    "REJECT,     false, QUARANTINE",
    "REJECT,     true,  REJECT",
  })
  void aFailure(DmarcPolicy policy, boolean rejecting, Disposition disposition) {
    DmarcResult failure = failure(DmarcReason.NOT_ALIGNED, policy);
    DmarcVerdict untrusted = new LocalPolicy(Set.of(), rejecting).apply(failure, CHAIN);
    assertEquals(disposition, untrusted.disposition());
    assertEquals(Optional.empty(), untrusted.override());
    DmarcVerdict trusted = new LocalPolicy(TRUSTED, rejecting).apply(failure, CHAIN);
    assertEquals(Disposition.ACCEPT, trusted.disposition());
    assertEquals(1, trusted.override().orElseThrow().instance());
  }

  @Test
  void anExplanationFitsIntoALineOfSmtp() {
    String label = "x".repeat(60);
    DomainName domain = DomainName.of(String.join(".", label, label, label, label, "example"));
    String from = "From: ann@" + domain + "\r\n\r\nHi\r\n";
    Dns dns =
        World.dns("_dmarc." + domain.toString().substring(4 * 61) + ". TXT \"v=DMARC1; p=reject\"");
    DmarcVerdict verdict =
        World.receiver(dns)
            .rejectingByPolicy()
            .authenticate(bytes(from), World.client("192.0.2.1", "h.example", "a@" + domain))
            .dmarc();
    assertEquals(Disposition.REJECT, verdict.disposition());
    assertTrue(verdict.explanation().length() <= 480, verdict.explanation());
    assertTrue(verdict.explanation().startsWith("DMARC fail for " + domain), verdict.explanation());
  }

  @Test
  void aPassNeedsNoOverride() {
    for (DmarcPolicy policy : DmarcPolicy.values()) {
      for (LocalPolicy operator : operators()) {
        DmarcResult pass = new DmarcResult.Pass(DOMAIN, applied(policy), facts(policy));
        DmarcVerdict verdict = operator.apply(pass, CHAIN);
        assertEquals(Disposition.ACCEPT, verdict.disposition());
        assertEquals(Optional.empty(), verdict.override());
      }
    }
  }

  /** The tables above name every reason once. */
  @Test
  void noReasonIsLeftOut() {
    Set<DmarcReason> failures = EnumSet.noneOf(DmarcReason.class);
    for (DmarcReason reason : DmarcReason.values()) {
      boolean rejected =
          new LocalPolicy(Set.of(), true)
                  .apply(failure(reason, DmarcPolicy.REJECT), CHAIN)
                  .disposition()
              == Disposition.REJECT;
      if (rejected) {
        failures.add(reason);
      }
    }
    assertEquals(EnumSet.of(DmarcReason.HEADER_TOO_LARGE, DmarcReason.NOT_ALIGNED), failures);
    assertEquals(16, DmarcReason.values().length);
  }

  /** RFC 9989 section 11.5, through the whole: none of it passes, none is accepted on trust. */
  @ParameterizedTest
  @CsvSource({
    "'From: a@author.example\r\nFrom: b@lists.example\r\n', SEVERAL_FROM_FIELDS",
    "'From: a@author.example, b@lists.example\r\n', MULTIPLE_FROM_DOMAINS",
    "'From: a@author.example <b@lists.example>\r\n', AMBIGUOUS_FROM",
    "'From: Undisclosed:;\r\n', NO_AUTHOR_DOMAIN",
    "'Subject: nobody\r\n', NO_FROM_FIELD",
  })
  void aSuspiciousFromIsQuarantined(String header, DmarcReason reason) {
    InboundReport report =
        World.receiver()
            .trustingSealers("lists.example")
            .rejectingByPolicy()
            .authenticate(bytes(header + "\r\nbody\r\n"), World.fromList());
    assertEquals(reason, ((DmarcResult.Failure) report.dmarc().result()).reason());
    assertEquals(Disposition.QUARANTINE, report.dmarc().disposition());
  }

  private static List<LocalPolicy> operators() {
    return Stream.of(Set.<DomainName>of(), TRUSTED)
        .flatMap(
            trusted -> Stream.of(new LocalPolicy(trusted, false), new LocalPolicy(trusted, true)))
        .toList();
  }

  private static DmarcResult failure(DmarcReason reason, DmarcPolicy policy) {
    return new DmarcResult.Failure(reason, "", facts(policy));
  }

  private static DmarcFacts facts(DmarcPolicy policy) {
    return new DmarcFacts(
        new Author.Unknown(Author.Problem.AMBIGUOUS, ""),
        Optional.of(DOMAIN),
        Optional.empty(),
        Optional.of(applied(policy)),
        List.of());
  }

  private static AppliedRecord applied(DmarcPolicy policy) {
    DmarcRecord.Parsed parsed = DmarcRecord.parse("v=DMARC1; p=" + policy.word());
    return new AppliedRecord(
        DOMAIN,
        ((DmarcRecord.Parsed.Valid) parsed).dmarcRecord(),
        AppliedRecord.PolicyTag.P,
        policy,
        AppliedRecord.Existence.EXISTENT);
  }

  private static ArcReport chain() {
    String signed = AUTHOR.signed(MESSAGE);
    InboundReport seen = World.receiver().authenticate(bytes(signed));
    String sealed = LIST.sealed(signed + "footer\r\n", seen.arrival());
    return ArcVerifier.of(World.dns()).verify(bytes(sealed));
  }
}
