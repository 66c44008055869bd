package dev.waxseal.dmarc;

import dev.waxseal.dmarc.TreeWalk.Step;
import dev.waxseal.dns.DomainName;
import dev.waxseal.dns.RecordFinding;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What applies to the mail of a domain, and what is wrong with the records that decide it.
 *
 * <p>Immutable; share it among threads.
 *
 * @param walk the walk from the domain
 * @param subdomainWalk the walk from a sub-domain without a record of its own; empty if the name is
 *     too long to have sub-domains
 * @param existence if the domain exists
 * @param texts the TXT records at the names of the walk, by the domain; one character an octet, not
 *     checked
 * @param destinations the places that reports go to, of the record that applies
 * @param findings the findings, each of a {@link DmarcFinding} kind, in the order of the checks
 */
public record DmarcExplanation(
    TreeWalk walk,
    Optional<TreeWalk> subdomainWalk,
    AppliedRecord.Existence existence,
    Map<DomainName, List<String>> texts,
    List<ReportDestination> destinations,
    List<RecordFinding> findings) {

  /** Copies the collections. */
  public DmarcExplanation {
    texts = Map.copyOf(texts);
    destinations = List.copyOf(destinations);
    findings = List.copyOf(findings);
  }

  /** The domain. */
  public DomainName domain() {
    return walk.start();
  }

  /** The record that applies to mail from the domain itself, with its policy. */
  public Optional<AppliedRecord> applied() {
    return AppliedRecord.of(walk, existence);
  }

  /** The same for a sub-domain that exists; empty if the domain itself does not exist. */
  public Optional<AppliedRecord> appliedToSubdomain() {
    return existence == AppliedRecord.Existence.NON_EXISTENT
        ? Optional.empty()
        : subdomainWalk.flatMap(it -> AppliedRecord.of(it, AppliedRecord.Existence.EXISTENT));
  }

  /** The same for a sub-domain that does not exist. */
  public Optional<AppliedRecord> appliedToNonexistentSubdomain() {
    return subdomainWalk.flatMap(it -> AppliedRecord.of(it, AppliedRecord.Existence.NON_EXISTENT));
  }

  /**
   * The step with the record that decides, even if it cannot be applied: that of the domain, of its
   * organization, or of the public suffix (RFC 9989 section 4.10.1).
   */
  public Optional<Step.Found> decisive() {
    Optional<DomainName> organization = walk.organizationalDomain();
    return Stream.of(
            found().filter(it -> it.domain().equals(domain())),
            found().filter(it -> Optional.of(it.domain()).equals(organization)),
            found().filter(it -> it.valid().publicSuffix() == DmarcRecord.PublicSuffix.YES))
        .flatMap(it -> it)
        .findFirst();
  }

  /** True if a record applies and no finding is an error. */
  public boolean isUsable() {
    return applied().isPresent()
        && findings.stream().noneMatch(it -> it.severity() == RecordFinding.Severity.ERROR);
  }

  /**
   * True if DNS did not answer a query that matters, so that a later explanation may be another.
   */
  public boolean isIncomplete() {
    return walk.unavailable().isPresent()
        || subdomainWalk.flatMap(TreeWalk::unavailable).isPresent()
        || (!hasOwnRecord() && existence == AppliedRecord.Existence.UNKNOWN)
        || destinations.stream().anyMatch(it -> it.state() == ReportDestination.State.UNAVAILABLE);
  }

  /** True if the domain has a record of its own. */
  boolean hasOwnRecord() {
    return walk.steps().get(0).kind() == Step.Kind.FOUND;
  }

  /** The steps with a record. */
  Stream<Step.Found> found() {
    return walk.steps().stream().filter(Step.Found.class::isInstance).map(Step.Found.class::cast);
  }
}
