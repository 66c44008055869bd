package dev.waxseal.dmarc;

import dev.waxseal.dns.DomainName;
import dev.waxseal.mime.Author;
import dev.waxseal.mime.HeaderFault;
import dev.waxseal.mime.Headers;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The one domain of a From field, or the reason why there is none (RFC 9989 section 5.3.1): "If
 * zero or more than one domain is extracted from the RFC5322.From header field, then DMARC
 * validation is not possible".
 */
sealed interface AuthorDomain {

  /** The domain, in A-labels. */
  record Known(DomainName domain) implements AuthorDomain {}

  /** None; what exactly is wrong is printable ASCII on one line. */
  record Missing(DmarcReason reason, String about) implements AuthorDomain {}

  /**
   * The domain of a header; where programs part in reading it, nobody is known to be its author.
   */
  static AuthorDomain of(Headers headers, Author author) {
    AuthorDomain domain =
        author instanceof Author.Known known ? of(known) : missing((Author.Unknown) author);
    List<HeaderFault> faults = domain instanceof Known ? HeaderFault.in(headers) : List.of();
    return faults.isEmpty()
        ? domain
        : new Missing(DmarcReason.MALFORMED_HEADER, "there is " + faults.get(0).kind().summary());
  }

  /** The domain, if there is one. */
  default Optional<DomainName> name() {
    return this instanceof Known known ? Optional.of(known.domain()) : Optional.empty();
  }

  private static AuthorDomain of(Author.Known known) {
    // U-labels and A-labels of one name are one domain, and so are letters of another case.
    Set<Optional<DomainName>> names = new HashSet<>();
    known.domains().forEach(domain -> names.add(DomainName.parse(domain)));
    if (names.size() > 1) {
      return new Missing(
          DmarcReason.MULTIPLE_FROM_DOMAINS, "there are " + known.domains().size() + " of them");
    }
    Optional<DomainName> one = names.iterator().next();
    return one.isPresent()
        ? new Known(one.get())
        : new Missing(
            DmarcReason.NO_AUTHOR_DOMAIN, "the text in place of a domain is not a domain name");
  }

  private static Missing missing(Author.Unknown unknown) {
    DmarcReason reason =
        switch (unknown.problem()) {
          case NO_FROM_FIELD -> DmarcReason.NO_FROM_FIELD;
          case SEVERAL_FROM_FIELDS -> DmarcReason.SEVERAL_FROM_FIELDS;
          case NO_DOMAIN -> DmarcReason.NO_AUTHOR_DOMAIN;
          case AMBIGUOUS -> DmarcReason.AMBIGUOUS_FROM;
          case TOO_MANY_ADDRESSES -> DmarcReason.TOO_MANY_FROM_ADDRESSES;
        };
    return new Missing(reason, unknown.about());
  }
}
