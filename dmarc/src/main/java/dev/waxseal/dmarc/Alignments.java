package dev.waxseal.dmarc;

import dev.waxseal.dmarc.Identifier.Alignment;
import dev.waxseal.dns.DomainName;
import java.util.Optional;
import java.util.Set;

/** Decides about alignment with one author domain (RFC 9989 section 4.10.2). */
final class Alignments {

  private final DomainName author;
  private final Optional<DomainName> organization;
  private final Set<DomainName> walked;
  private final DmarcQueries queries;

  /**
   * Decides by these answers.
   *
   * @param walk the walk from the author domain
   * @param walked the domains for which all that a walk needs has been asked
   */
  Alignments(TreeWalk walk, Set<DomainName> walked, DmarcQueries queries) {
    this.author = walk.start();
    this.organization = walk.organizationalDomain();
    this.walked = walked;
    this.queries = queries;
  }

  /**
   * Whether two domains could be of one organization, whatever DNS says: an Organizational Domain
   * is at or above the domain, so that both are at or below it.
   */
  static boolean areComparable(DomainName one, DomainName other) {
    return topLevel(one).equals(topLevel(other));
  }

  Alignment alignment(DomainName identifier, DmarcRecord.AlignmentMode mode) {
    if (identifier.equals(author)) {
      return Alignment.STRICT;
    }
    return mode == DmarcRecord.AlignmentMode.STRICT ? Alignment.NONE : relaxed(identifier);
  }

  private Alignment relaxed(DomainName identifier) {
    if (!walked.contains(identifier)) {
      return Alignment.NONE;
    }
    Optional<DomainName> other = queries.walk(identifier).organizationalDomain();
    if (organization.isPresent() && other.isPresent()) {
      return organization.equals(other) ? Alignment.RELAXED : Alignment.NONE;
    }
    // The domain that is known decides alone if the other name is not even below it.
    boolean apart =
        organization.filter(domain -> !identifier.isSameOrBelow(domain)).isPresent()
            || other.filter(domain -> !author.isSameOrBelow(domain)).isPresent();
    return apart ? Alignment.NONE : Alignment.UNKNOWN;
  }

  private static String topLevel(DomainName name) {
    return name.labels().get(name.labelCount() - 1);
  }
}
