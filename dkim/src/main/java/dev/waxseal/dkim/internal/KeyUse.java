package dev.waxseal.dkim.internal;

import dev.waxseal.dkim.signature.DkimReason;
import dev.waxseal.dkim.signature.DkimSignature;
import dev.waxseal.dns.DomainName;
import java.util.Optional;

/**
 * What of a signature tells which key it needs, and whether that key may serve it.
 *
 * @param algorithm {@code a=}
 * @param domain {@code d=}
 * @param selector {@code s=}
 * @param identityDomain the domain of {@code i=}; that of {@code d=} where there is no identity
 */
public record KeyUse(
    String algorithm, DomainName domain, DomainName selector, DomainName identityDomain) {

  /** The key of a DKIM-Signature or of what has its shape. */
  public static KeyUse of(DkimSignature signature) {
    return new KeyUse(
        signature.algorithm(),
        signature.domain(),
        signature.selector(),
        signature.identityDomain());
  }

  /**
   * The name of the key record (RFC 6376 section 3.6.2.1).
   *
   * @throws Refusal if that is longer than a name in DNS can be
   */
  public DomainName keyName() throws Refusal {
    Optional<DomainName> name = domain.prefixed(selector + "._domainkey");
    return name.orElseThrow(
        () -> new Refusal(DkimReason.NO_KEY, "the name of the key is too long for DNS"));
  }
}
