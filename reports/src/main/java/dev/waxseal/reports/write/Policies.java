package dev.waxseal.reports.write;

import dev.waxseal.dmarc.AppliedRecord.PolicyTag;
import dev.waxseal.dmarc.DmarcFinding;
import dev.waxseal.dmarc.DmarcPolicy;
import dev.waxseal.dmarc.DmarcRecord;
import dev.waxseal.dmarc.DmarcRecord.AlignmentMode;
import dev.waxseal.dns.DomainName;
import dev.waxseal.dns.RecordFinding;
import dev.waxseal.reports.AggregateReport.Discovery;
import dev.waxseal.reports.AggregateReport.PolicyPublished;
import dev.waxseal.reports.Word;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A policy record as it took effect: with a policy of none in place of all, if its own are missing
 * or one is not valid (RFC 9989 section 4.10.1).
 */
record Policies(DmarcRecord found) {

  /** The faults that the owner has to mend; others are remarks, or have no effect. */
  private static final Set<DmarcFinding> FAULTS =
      EnumSet.of(
          DmarcFinding.DUPLICATE_TAG,
          DmarcFinding.POLICY_INVALID,
          DmarcFinding.VALUE_INVALID,
          DmarcFinding.NOT_A_TAG,
          DmarcFinding.URI_INVALID);

  /** The policies of a record's text; empty if it is not a record. */
  static Optional<Policies> of(String text) {
    return DmarcRecord.parse(text) instanceof DmarcRecord.Parsed.Valid valid
        ? Optional.of(new Policies(valid.dmarcRecord()))
        : Optional.empty();
  }

  boolean isTesting() {
    return found.testing();
  }

  /** The policy that a tag asks for. */
  DmarcPolicy published(PolicyTag tag) {
    Optional<DmarcPolicy> policy =
        switch (tag) {
          case P -> found.policy();
          case SP -> found.subdomainPolicy();
          case NP -> found.nonexistentPolicy();
        };
    return isUsable() ? policy.orElse(DmarcPolicy.NONE) : DmarcPolicy.NONE;
  }

  /** The policy that took effect, lowered by {@code t=y}. */
  DmarcPolicy effective(PolicyTag tag) {
    return isTesting() ? published(tag).lowered() : published(tag);
  }

  /**
   * What the report says was published: "elements from p onwards contain the discovered or default
   * value" (RFC 9990 section 3.1.1.5). {@code sp} and {@code np} have no default, and {@code fo}
   * means nothing without {@code ruf}.
   */
  PolicyPublished published(DomainName domain) {
    return new PolicyPublished(
        domain.toString(),
        Word.of(published(PolicyTag.P)),
        word(found.subdomainPolicy()),
        word(found.nonexistentPolicy()),
        mode(found.dkimMode()),
        mode(found.spfMode()),
        Word.of(Discovery.TREEWALK),
        found.failureReports().isEmpty()
            ? Optional.empty()
            : Optional.of(String.join(":", found.failureOptions())),
        Optional.of(found.testing()),
        Optional.empty());
  }

  /** What is wrong with the record, for its owner; empty if nothing is. */
  Optional<String> faults() {
    List<String> faults =
        found.findings().stream()
            .filter(it -> it.kind() instanceof DmarcFinding kind && FAULTS.contains(kind))
            .map(RecordFinding::toString)
            .toList();
    return faults.isEmpty()
        ? Optional.empty()
        : Optional.of("the policy record: " + String.join("; ", faults));
  }

  private boolean isUsable() {
    return found.policy().isPresent() && !found.policyInvalid();
  }

  private Word<DmarcPolicy> word(Optional<DmarcPolicy> policy) {
    return policy
        .filter(it -> isUsable())
        .map(it -> Word.of(it))
        .orElseGet(() -> new Word<DmarcPolicy>(Optional.empty(), ""));
  }

  private static Word<AlignmentMode> mode(AlignmentMode mode) {
    return new Word<>(Optional.of(mode), mode == AlignmentMode.STRICT ? "s" : "r");
  }
}
