package dev.waxseal.milter.config;

import dev.waxseal.dns.DomainName;
import java.util.List;
import java.util.Optional;

/**
 * A rule that says as which domain, and with which keys, mail of some authors is signed. The first
 * rule that matches counts.
 *
 * @param from the patterns of the authors
 * @param only the one domain of authors that it is for; empty if it is for all that match
 * @param domain {@code d=}; empty if it is the domain of the author
 * @param keys the keys, each of which makes a signature; none if there is no key file for an
 *     author's domain, so that the mail is not signed
 * @param form the form of the signatures
 */
public record SigningRule(
    List<AddressPattern> from,
    Optional<DomainName> only,
    Optional<DomainName> domain,
    List<SelectedKey> keys,
    SigningForm form) {

  /** Copies the lists. */
  public SigningRule {
    from = List.copyOf(from);
    keys = List.copyOf(keys);
  }

  /** The domains of its signatures that are known before there is a message. */
  List<DomainName> knownDomains() {
    if (keys.isEmpty()) {
      return List.of();
    }
    return domain.or(() -> only).isPresent()
        ? domain.or(() -> only).stream().toList()
        : from.stream().flatMap(pattern -> pattern.domain().stream()).distinct().toList();
  }

  /**
   * Returns true if mail of the author is for this rule.
   *
   * @param author the address in lower case
   */
  public boolean matches(String author, DomainName authorDomain) {
    return only.filter(one -> !one.equals(authorDomain)).isEmpty()
        && from.stream().anyMatch(pattern -> pattern.matches(author));
  }
}
