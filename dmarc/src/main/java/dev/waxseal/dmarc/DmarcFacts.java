package dev.waxseal.dmarc;

import dev.waxseal.dns.DomainName;
import dev.waxseal.mime.Author;
import java.util.List;
import java.util.Optional;

/**
 * The facts that a result rests on, for reports and for people. Nothing in it vouches for anything.
 *
 * <p>Immutable; share it among threads.
 *
 * @param author the author by the From field
 * @param authorDomain the author domain that it claims, in A-labels, if it is one single name; for
 *     {@code header.from}
 * @param walk the tree walk from the author domain, if there is one
 * @param applied the record that applies, if one does
 * @param identifiers the domains that DKIM and SPF have authenticated, in order, those that are not
 *     aligned among them; none unless there is a record that applies
 */
public record DmarcFacts(
    Author author,
    Optional<DomainName> authorDomain,
    Optional<TreeWalk> walk,
    Optional<AppliedRecord> applied,
    List<Identifier> identifiers) {

  /** Copies the list. */
  public DmarcFacts {
    identifiers = List.copyOf(identifiers);
  }

  /** The Organizational Domain of the author domain, if it could be told. */
  public Optional<DomainName> organizationalDomain() {
    return walk.flatMap(TreeWalk::organizationalDomain);
  }

  /** The identifiers that are aligned with the author domain. */
  public List<Identifier> aligned() {
    return identifiers.stream().filter(Identifier::isAligned).toList();
  }
}
