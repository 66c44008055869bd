package dev.waxseal.dkim.internal;

import dev.waxseal.dkim.signature.DkimSignature;
import dev.waxseal.dns.DomainName;

/**
 * The tags of a signature that tell which key it needs, and whether a key may serve it.
 *
 * @param algorithm {@code a=}
 * @param domain {@code d=}
 * @param selector {@code s=}
 * @param identityDomain the domain of {@code i=}; that of {@code d=} where there is no identity
 */
public record KeyUse(
    String algorithm, DomainName domain, DomainName selector, DomainName identityDomain) {

  /** The tags of a DKIM-Signature, or of a field that has its shape. */
  static KeyUse of(DkimSignature signature) {
    return new KeyUse(
        signature.algorithm(),
        signature.domain(),
        signature.selector(),
        signature.identityDomain());
  }
}
