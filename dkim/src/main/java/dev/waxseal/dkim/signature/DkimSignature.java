package dev.waxseal.dkim.signature;

import dev.waxseal.dns.DomainName;
import dev.waxseal.mime.Canonicalization;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The claims of a signature, read from its tags (RFC 6376 section 3.5). Claims only: who vouches
 * for a message is told by {@code DkimResult.Pass}.
 *
 * <p>Immutable; share it among threads.
 *
 * @param algorithm the algorithm as written in {@code a=}
 * @param canonicalization the pair as written in {@code c=}, or the default {@code simple/simple}
 * @param domain the signing domain, {@code d=}, in A-labels
 * @param selector the selector, {@code s=}, in A-labels
 * @param identity the identity, {@code i=}, or {@code @} and the domain where that tag is absent;
 *     decoded, its domain in A-labels; its local part is only the signer's word
 * @param identityDomain the domain of the identity
 * @param signedHeaders the names in {@code h=}, lower case, in order, with repetitions
 * @param queryMethods the methods in {@code q=}, or the default {@code dns/txt}
 * @param bodyLength the octets of canonical body that are signed, {@code l=}; one that no {@code
 *     long} can hold is {@link Long#MAX_VALUE}
 * @param timestamp when it was made, {@code t=}; {@link Instant#MAX} if that is beyond 10^12
 *     seconds (RFC 6376 section 3.5: "infinite")
 * @param expiration when it ends, {@code x=}; {@link Instant#MAX} if it never does, since that is
 *     beyond 10^12 seconds
 * @param bodyHash the hash in {@code bh=}
 * @param signature the signature in {@code b=}
 */
public record DkimSignature(
    String algorithm,
    String canonicalization,
    DomainName domain,
    DomainName selector,
    String identity,
    DomainName identityDomain,
    List<String> signedHeaders,
    List<String> queryMethods,
    OptionalLong bodyLength,
    Optional<Instant> timestamp,
    Optional<Instant> expiration,
    Octets bodyHash,
    Octets signature) {

  /**
   * The status of a signature: a result word of the method {@code dkim} (RFC 8601 section 2.7.1).
   */
  public enum Status {
    /** The signature verified and is acceptable. */
    PASS,
    /** The signature did not verify. */
    FAIL,
    /** The signature may be right, and our own rules do not accept it. */
    POLICY,
    /** The signature could not be understood. */
    NEUTRAL,
    /** The signature could not be checked now; a later attempt may succeed. */
    TEMPERROR,
    /** The signature can never be checked: something required is absent or wrong. */
    PERMERROR;

    /** The word, lower case, as RFC 8601 registers it. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Copies the lists.
   *
   * @throws IllegalArgumentException if the canonicalization is not a pair
   */
  public DkimSignature {
    if (canonicalization.indexOf('/') < 0) {
      throw new IllegalArgumentException("Not a pair: " + canonicalization);
    }
    signedHeaders = List.copyOf(signedHeaders);
    queryMethods = List.copyOf(queryMethods);
  }

  /** The canonical form of the header, if it is a known one. */
  public Optional<Canonicalization> headerCanonicalization() {
    return Canonicalization.of(canonicalization.substring(0, canonicalization.indexOf('/')));
  }

  /** The canonical form of the body, if it is a known one. */
  public Optional<Canonicalization> bodyCanonicalization() {
    return Canonicalization.of(canonicalization.substring(canonicalization.indexOf('/') + 1));
  }

  /**
   * The name of the key record: selector, {@code _domainkey}, domain (RFC 6376 section 3.6.2.1);
   * empty if that is longer than a name in DNS can be.
   */
  public Optional<DomainName> keyName() {
    return domain.prefixed(selector + "._domainkey");
  }
}
