package dev.waxseal.dmarc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.waxseal.dmarc.TreeWalk.Step;
import dev.waxseal.dns.DnsAnswer;
import dev.waxseal.dns.DomainName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What applies to a domain that need not exist (RFC 9989 section 4.10.1). */
class AppliedRecordTest {

  private static final DomainName SUB = DomainName.of("sub.example.com");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          EXISTENT     | v=DMARC1; p=reject                          | P  | REJECT     | REJECT
          NON_EXISTENT | v=DMARC1; p=reject                          | P  | REJECT     | REJECT
          EXISTENT     | v=DMARC1; p=reject; sp=quarantine; np=none  | SP | QUARANTINE | QUARANTINE
          NON_EXISTENT | v=DMARC1; p=reject; sp=quarantine; np=none  | NP | NONE       | NONE
          NON_EXISTENT | v=DMARC1; p=reject; sp=quarantine           | SP | QUARANTINE | QUARANTINE
          UNKNOWN      | v=DMARC1; p=reject; sp=quarantine; np=none  | SP | QUARANTINE | QUARANTINE
          EXISTENT     | v=DMARC1; p=none; sp=reject; t=y            | SP | REJECT     | QUARANTINE
          EXISTENT     | v=DMARC1; rua=mailto:r@example.com          | P  | NONE       | NONE
          """)
  void aSubdomainHasThePolicyOfItsOrganization(
      AppliedRecord.Existence existence,
      String text,
      AppliedRecord.PolicyTag tag,
      DmarcPolicy published,
      DmarcPolicy policy) {
    AppliedRecord applied = below(found("example.com", text), existence).orElseThrow();
    assertEquals(DomainName.of("example.com"), applied.domain());
    assertEquals(tag, applied.tag());
    assertEquals(published, applied.published());
    assertEquals(policy, applied.policy());
    assertEquals(existence, applied.existence());
  }

  @Test
  void theOwnRecordIsTakenAtItsP() {
    TreeWalk walk =
        new TreeWalk(SUB, List.of(found(SUB.toString(), "v=DMARC1; p=none; sp=reject; np=reject")));
    assertEquals(
        DmarcPolicy.NONE,
        AppliedRecord.of(walk, AppliedRecord.Existence.EXISTENT).orElseThrow().policy());
  }

  @Test
  void whereNothingCanBeAppliedItIsEmpty() {
    Step nothing = new Step.Nothing(DomainName.of("example.com"));
    assertEquals(Optional.empty(), below(nothing, AppliedRecord.Existence.EXISTENT));
    Step useless = found("example.com", "v=DMARC1; sp=reject");
    assertEquals(Optional.empty(), below(useless, AppliedRecord.Existence.EXISTENT));
    Step open = new Step.Unavailable(DomainName.of("example.com"), DnsAnswer.Cause.TIMEOUT);
    assertEquals(Optional.empty(), below(open, AppliedRecord.Existence.EXISTENT));
  }

  private static Optional<AppliedRecord> below(
      Step organization, AppliedRecord.Existence existence) {
    List<Step> steps = new ArrayList<>();
    steps.add(new Step.Nothing(SUB));
    steps.add(organization);
    steps.add(new Step.Nothing(DomainName.of("com")));
    return AppliedRecord.of(new TreeWalk(SUB, steps), existence);
  }

  private static Step found(String domain, String text) {
    DmarcRecord.Parsed.Valid valid = (DmarcRecord.Parsed.Valid) DmarcRecord.parse(text);
    return new Step.Found(DomainName.of(domain), valid.dmarcRecord());
  }
}
