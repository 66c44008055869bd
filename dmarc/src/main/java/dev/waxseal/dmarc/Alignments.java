package dev.waxseal.dmarc;

import dev.waxseal.dmarc.Identifier.Alignment;
import dev.waxseal.dmarc.Identifier.Method;
import dev.waxseal.dns.DomainName;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Decides about alignment with one author domain (RFC 9989 section 4.10.2). */
final class Alignments {

  private final DomainName author;
  private final Optional<DomainName> organization;
  private final Set<DomainName> walked;
  private final DmarcQueries queries;
  private final DmarcRecord dmarcRecord;

  /**
   * Decides by these answers.
   *
   * @param walk the walk from the author domain
   * @param walked the domains for which a walk has been asked
   * @param dmarcRecord the record that applies; it has the modes
   */
  Alignments(TreeWalk walk, Set<DomainName> walked, DmarcQueries queries, DmarcRecord dmarcRecord) {
    this.author = walk.start();
    this.organization = walk.organizationalDomain();
    this.walked = walked;
    this.queries = queries;
    this.dmarcRecord = dmarcRecord;
  }

  /**
   * True if two domains could be of one organization, whatever DNS says: an Organizational Domain
   * is at or above the domain, so that both are at or below it.
   */
  static boolean areComparable(DomainName one, DomainName other) {
    return topLevel(one).equals(topLevel(other));
  }

  /** The authenticated identifiers, each once. */
  List<Identifier> authenticated(List<DkimCheck> dkim, MailFromCheck mailFrom) {
    Set<Identifier> identifiers = new LinkedHashSet<>();
    for (DkimCheck check : dkim) {
      if (check instanceof DkimCheck.Pass pass) {
        identifiers.add(identifier(Method.DKIM, pass.domain()));
      }
    }
    if (mailFrom instanceof MailFromCheck.Pass pass) {
      identifiers.add(identifier(Method.SPF, pass.domain()));
    }
    return List.copyOf(identifiers);
  }

  /** The identifiers that might have been authenticated if DNS had answered, each once. */
  List<Identifier> unchecked(List<DkimCheck> dkim, MailFromCheck mailFrom) {
    Set<Identifier> identifiers = new LinkedHashSet<>();
    for (DkimCheck check : dkim) {
      if (check instanceof DkimCheck.TempError error) {
        identifiers.add(identifier(Method.DKIM, error.domain()));
      }
    }
    if (mailFrom instanceof MailFromCheck.TempError error) {
      identifiers.add(identifier(Method.SPF, error.domain()));
    }
    return List.copyOf(identifiers);
  }

  private Identifier identifier(Method method, DomainName domain) {
    DmarcRecord.AlignmentMode mode =
        switch (method) {
          case DKIM -> dmarcRecord.dkimMode();
          case SPF -> dmarcRecord.spfMode();
        };
    return new Identifier(method, domain, alignment(domain, mode));
  }

  private Alignment alignment(DomainName identifier, DmarcRecord.AlignmentMode mode) {
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
    String text = name.toString();
    return text.substring(text.lastIndexOf('.') + 1);
  }
}
