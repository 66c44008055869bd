package dev.waxseal.dmarc;

import dev.waxseal.dmarc.TreeWalk.Step;
import dev.waxseal.dns.DomainName;
import java.util.Locale;
import java.util.Optional;

/**
 * The DMARC Policy Record that applies to a message, and its policy for the author domain (RFC 9989
 * section 4.10.1).
 *
 * @param domain the DMARC Policy Domain, at which the record was found
 * @param dmarcRecord the record
 * @param tag the tag that gave the policy
 * @param published the policy that this tag asks for; none if the record has no valid policy
 * @param existence if the author domain exists, which decides between {@code sp} and {@code np};
 *     where it is unknown, {@code sp} counts
 */
public record AppliedRecord(
    DomainName domain,
    DmarcRecord dmarcRecord,
    PolicyTag tag,
    DmarcPolicy published,
    Existence existence) {

  /**
   * What applies to mail whose author domain is the start of a walk (RFC 9989 section 4.10.1),
   * whatever the mail: for those who look at what a domain publishes. The walk need not have taken
   * place: that of a subdomain without a record is {@link Step.Nothing} and the steps above.
   *
   * @param walk the walk, as far as it has been answered
   * @param existence if its start exists
   * @return the record and its policy; empty if none applies
   */
  public static Optional<AppliedRecord> of(TreeWalk walk, Existence existence) {
    return Discovery.of(walk).applied(walk.start(), start -> existence);
  }

  /** The effect on an author domain of a record that has a policy or counts as if it had one. */
  static AppliedRecord of(
      DomainName author, DomainName domain, DmarcRecord found, Existence existence) {
    PolicyTag tag = PolicyTag.P;
    DmarcPolicy published = DmarcPolicy.NONE;
    if (found.usability() == DmarcRecord.Usability.AS_PUBLISHED) {
      tag = author.equals(domain) ? PolicyTag.P : tagForSubdomain(found, existence);
      published = policy(found, tag);
    }
    return new AppliedRecord(domain, found, tag, published, existence);
  }

  /** True if the domain owner is testing, {@code t=y}. */
  public boolean isTesting() {
    return dmarcRecord.testing();
  }

  /**
   * The evaluated policy, for mail that fails: the published one, or one level lower under {@code
   * t=y} (RFC 9989 sections 4.7 and 9.1).
   */
  public DmarcPolicy policy() {
    return isTesting() ? published.lowered() : published;
  }

  private static PolicyTag tagForSubdomain(DmarcRecord found, Existence existence) {
    if (existence == Existence.NON_EXISTENT && found.nonexistentPolicy().isPresent()) {
      return PolicyTag.NP;
    }
    return found.subdomainPolicy().isPresent() ? PolicyTag.SP : PolicyTag.P;
  }

  private static DmarcPolicy policy(DmarcRecord found, PolicyTag tag) {
    Optional<DmarcPolicy> policy =
        switch (tag) {
          case P -> found.policy();
          case SP -> found.subdomainPolicy();
          case NP -> found.nonexistentPolicy();
        };
    return policy.orElse(DmarcPolicy.NONE);
  }

  /** The tag that a policy came from (RFC 9989 section 4.10.1). */
  public enum PolicyTag {
    /** {@code p}: for the domain of the record, or for subdomains in want of the others. */
    P,
    /** {@code sp}: for subdomains. */
    SP,
    /** {@code np}: for subdomains that do not exist. */
    NP;

    /** The tag's name. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Whether a domain exists in DNS (RFC 9989 section 3.2.13, RFC 8020).
   *
   * <p>Servers that deny by the compact way of RFC 9824 answer as if every name existed. Resolvers
   * do not tell, so that such names count as existent here.
   */
  public enum Existence {
    /** It does: it has records of some type, or names below it have. */
    EXISTENT,
    /** It does not: the answer was NXDOMAIN. */
    NON_EXISTENT,
    /** DNS did not say. */
    UNKNOWN
  }
}
