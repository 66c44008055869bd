package dev.waxseal.milter.role;

import dev.waxseal.dkim.Crypto;
import dev.waxseal.dns.DomainName;
import dev.waxseal.milter.config.SelectedKey;
import dev.waxseal.milter.config.SignSettings;
import dev.waxseal.milter.config.SigningDomain;
import dev.waxseal.milter.config.SigningRule;
import dev.waxseal.mime.Author;
import dev.waxseal.mime.Limits;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The signers for authors, by domain or by rules. Immutable; share it among threads. */
final class Signatories {

  /** A rule, and its keys with the implementation that is in use. */
  private record Ruled(SigningRule rule, List<SelectedKey> keys) {}

  private final Map<DomainName, Signatory> exact = new HashMap<>();
  private final Map<DomainName, Signatory> above = new HashMap<>();
  private final List<Ruled> rules = new ArrayList<>();
  private final Limits limits;

  Signatories(SignSettings settings, Limits limits, Crypto crypto) {
    this.limits = limits;
    for (SigningDomain domain : settings.domains()) {
      Signatory signatory =
          new Signatory(
              domain.name(),
              Signing.signer(domain.name(), domain.keys(), domain.form(), limits, crypto));
      exact.put(domain.name(), signatory);
      if (domain.subdomains()) {
        above.put(domain.name(), signatory);
      }
    }
    for (SigningRule rule : settings.rules()) {
      rules.add(new Ruled(rule, Signing.with(crypto, rule.keys())));
    }
  }

  /**
   * The signer for a message. By domains it is that of the first author who has one; by rules, that
   * of the first author's first rule.
   */
  Optional<Signatory> of(Author.Known author) {
    return rules.isEmpty()
        ? author.domains().stream().flatMap(domain -> ofDomain(domain).stream()).findFirst()
        : byRule(author.mailboxes().get(0));
  }

  /** The entry of a domain, or of the nearest domain above it that signs for sub-domains. */
  private Optional<Signatory> ofDomain(String domain) {
    Optional<DomainName> name = DomainName.parse(domain);
    Optional<Signatory> own = name.map(exact::get);
    while (own.isEmpty() && name.isPresent()) {
      name = name.flatMap(DomainName::parent);
      own = name.map(above::get);
    }
    return own;
  }

  private Optional<Signatory> byRule(Author.Mailbox author) {
    Optional<DomainName> domain = DomainName.parse(author.domain());
    String address =
        (author.localPart() + "@" + domain.map(DomainName::toString).orElse(""))
            .toLowerCase(Locale.ROOT);
    return domain
        .flatMap(name -> rules.stream().filter(it -> it.rule().matches(address, name)).findFirst())
        .filter(it -> !it.keys().isEmpty())
        .flatMap(it -> signer(it.rule().domain().or(() -> domain).orElseThrow(), it));
  }

  /** The signer; empty if the author's domain is too long for one. */
  private Optional<Signatory> signer(DomainName domain, Ruled rule) {
    try {
      return Optional.of(
          new Signatory(domain, Signing.signer(domain, rule.keys(), rule.rule().form(), limits)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
