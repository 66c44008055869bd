package dev.waxseal.diagnosis;

import dev.waxseal.dkim.signature.Octets;
import dev.waxseal.mime.ByteSink;
import dev.waxseal.mime.Canonicalization;
import dev.waxseal.mime.internal.BodyCanonicalizer;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * The octets that were hashed to verify one signature, for authors of signers, who compare them
 * with what their program hashes (RFC 6376 section 3.7, RFC 8617 section 5.1.1).
 *
 * @param kind the kind of signature
 * @param instance the ARC set that it belongs to; empty for DKIM
 * @param domain {@code d=} as written; may be empty. Untrusted octets, one character each
 * @param selector {@code s=}, likewise
 * @param canonicalization the forms of header and body, such as {@code relaxed/simple}; of a seal
 *     {@code relaxed}
 * @param header the signed fields in canonical form and the signature field with an empty {@code
 *     b=}, without CRLF at its end
 * @param algorithm the hash that {@code a=} names: SHA-256, or SHA-1, which does not count
 * @param headerHash the hash of that
 * @param answer what the key says of {@code b=} and this hash
 * @param signedHash the hash in {@code b=}; an RSA key reveals it if it made the signature
 * @param body the body; empty for a seal, which covers none
 */
public record HashedText(
    Kind kind,
    OptionalInt instance,
    String domain,
    String selector,
    String canonicalization,
    Octets header,
    String algorithm,
    Octets headerHash,
    KeyAnswer answer,
    Optional<Octets> signedHash,
    Optional<Body> body) {

  /** The kinds of signatures. */
  public enum Kind {
    /** A DKIM-Signature. */
    DKIM_SIGNATURE,
    /** An ARC-Message-Signature. */
    ARC_MESSAGE_SIGNATURE,
    /** An ARC-Seal. */
    ARC_SEAL
  }

  /** The answers of a key to the question if {@code b=} is its signature of a hash. */
  public enum KeyAnswer {
    /** It is. */
    SIGNED_THIS,
    /** The key made the signature, of another hash. */
    SIGNED_OTHER,
    /** The key did not make the signature, or the signature is damaged. */
    DID_NOT_SIGN,
    /** The key rejects the signature and cannot tell if it made it (Ed25519). */
    REJECTS,
    /** There is no key that can be used. */
    NO_KEY
  }

  /**
   * The body of a signature.
   *
   * @param form the canonical form
   * @param limit the number of octets that are hashed, {@code l=}
   * @param signedHash the hash in {@code bh=}
   * @param computed what was computed of the body that is here; empty if the body was not kept
   */
  public record Body(
      Canonicalization form, OptionalLong limit, Octets signedHash, Optional<Computed> computed) {

    /**
     * Writes the octets that were hashed.
     *
     * @param arrived the body with the line ends that were verified
     */
    public void write(byte[] arrived, ByteSink out) {
      long[] left = {limit.orElse(Long.MAX_VALUE)};
      BodyCanonicalizer canonicalizer =
          BodyCanonicalizer.of(
              form,
              (bytes, offset, length) -> {
                int count = (int) Math.min(left[0], length);
                out.write(bytes, offset, count);
                left[0] -= count;
              });
      canonicalizer.write(arrived, 0, arrived.length);
      canonicalizer.finish();
    }
  }

  /**
   * What was computed of a body.
   *
   * @param hash the hash, by the algorithm that {@code a=} names, of the octets that were hashed
   * @param hashedOctets their number
   * @param canonicalOctets the number of octets of the whole canonical body
   */
  public record Computed(Octets hash, long hashedOctets, long canonicalOctets) {}
}
