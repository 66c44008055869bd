package dev.waxseal.cli.lookup;

import dev.waxseal.cli.lookup.ReportDestination.State;
import dev.waxseal.cli.terminal.ExitStatus;
import dev.waxseal.dmarc.AppliedRecord;
import dev.waxseal.dmarc.DmarcRecord;
import dev.waxseal.dmarc.TreeWalk;
import dev.waxseal.dmarc.TreeWalk.Step;
import dev.waxseal.dns.DomainName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What DNS has about the DMARC of a domain.
 *
 * @param walk the walk from the domain
 * @param below the walk from a sub-domain without a record, if the domain has room for one
 * @param existence true if the domain exists
 * @param texts the TXT records at the names of the walk, one character an octet
 * @param misplaced where the record of a domain without one stands, or should: sentences
 * @param destinations where the record that applies wants reports to go
 */
public record DmarcLookup(
    TreeWalk walk,
    Optional<TreeWalk> below,
    AppliedRecord.Existence existence,
    Map<DomainName, List<String>> texts,
    List<String> misplaced,
    List<ReportDestination> destinations) {

  /** The name that has the record of a domain. */
  public static Optional<DomainName> recordName(DomainName domain) {
    return domain.prefixed("_dmarc");
  }

  public DomainName domain() {
    return walk.start();
  }

  /** What applies to mail from the domain itself. */
  public Optional<AppliedRecord> own() {
    return AppliedRecord.of(walk, existence);
  }

  /** What applies to mail from a sub-domain that exists, which none does if this one does not. */
  public Optional<AppliedRecord> existingSubdomain() {
    return existence == AppliedRecord.Existence.NON_EXISTENT
        ? Optional.empty()
        : below.flatMap(it -> AppliedRecord.of(it, AppliedRecord.Existence.EXISTENT));
  }

  /** What applies to mail from a sub-domain that does not exist. */
  public Optional<AppliedRecord> nonexistentSubdomain() {
    return below.flatMap(it -> AppliedRecord.of(it, AppliedRecord.Existence.NON_EXISTENT));
  }

  /**
   * The step with the record that is the first to count, whether it can be applied or not: that of
   * the domain, of its organization, or of the public suffix (RFC 9989 section 4.10.1).
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

  /** The record that is the first to count. */
  public Optional<DmarcRecord> decisiveRecord() {
    return decisive().map(Step.Found::valid);
  }

  /** The steps with a record. */
  public Stream<Step.Found> found() {
    return walk.steps().stream().filter(Step.Found.class::isInstance).map(Step.Found.class::cast);
  }

  /** True if the domain has a record of its own. */
  public boolean hasOwnRecord() {
    return walk.steps().get(0).kind() == Step.Kind.FOUND;
  }

  /** The findings, the worst first. */
  public List<Finding> findings() {
    return Finding.sorted(new DmarcFindings(this).all());
  }

  /** True if something was not answered. */
  public boolean isOpen() {
    return walk.unavailable().isPresent()
        || below.flatMap(TreeWalk::unavailable).isPresent()
        || (!hasOwnRecord() && existence == AppliedRecord.Existence.UNKNOWN)
        || destinations.stream().anyMatch(it -> it.state() == State.UNAVAILABLE);
  }

  /** True if a record applies and nothing that was found is an error. */
  public boolean isUsable() {
    return own().isPresent() && findings().stream().noneMatch(Finding::isError);
  }

  /** The exit status. */
  public ExitStatus status() {
    if (isOpen()) {
      return ExitStatus.TEMPORARY;
    }
    return isUsable() ? ExitStatus.OK : ExitStatus.NO;
  }
}
