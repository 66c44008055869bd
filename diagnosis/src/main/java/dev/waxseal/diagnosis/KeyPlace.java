package dev.waxseal.diagnosis;

import dev.waxseal.dkim.signature.DkimSignature;
import dev.waxseal.dns.DomainName;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The name of the key of a selector, and the names at which people publish it by mistake. */
record KeyPlace(DomainName selector, DomainName domain) {

  static KeyPlace of(DkimSignature claims) {
    return new KeyPlace(claims.selector(), claims.domain());
  }

  /** Its name in DNS (RFC 6376 section 3.6.2.1); empty if that is too long. */
  Optional<DomainName> name() {
    return domain.prefixed(selector + "._domainkey");
  }

  /** Common wrong names. */
  List<DomainName> mistaken() {
    Set<String> names = new LinkedHashSet<>();
    names.add(selector + "._domainkey." + domain + "." + domain);
    names.add(selector + "." + domain);
    names.add(selector + "._domainkey." + selector + "._domainkey." + domain);
    names.add(selector + "._domainkey._domainkey." + domain);
    names.add(selector + "." + selector + "._domainkey." + domain);
    names.add(selector + ".domainkey." + domain);
    names.add(selector + "._domainkeys." + domain);
    names.add("_domainkey." + domain);
    names.add(domain.toString());
    domain.parent().ifPresent(parent -> names.add(selector + "._domainkey." + parent));
    names.add(selector.toString().replace('_', '-') + "._domainkey." + domain);
    names.add(selector.toString().replace('-', '_') + "._domainkey." + domain);
    name().map(DomainName::toString).ifPresent(names::remove);
    return names.stream().flatMap(name -> DomainName.parse(name).stream()).toList();
  }
}
