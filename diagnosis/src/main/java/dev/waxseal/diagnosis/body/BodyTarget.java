package dev.waxseal.diagnosis.body;

import dev.waxseal.dkim.internal.HashAlgorithm;
import dev.waxseal.dkim.signature.DkimSignature;
import dev.waxseal.dkim.signature.Octets;
import dev.waxseal.mime.Canonicalization;
import java.security.MessageDigest;
import java.util.OptionalLong;

/**
 * The claims of a signature about the body.
 *
 * @param form the canonical form
 * @param limit the number of octets that are hashed, {@code l=}
 * @param algorithm the hash that {@code a=} names
 * @param hash the hash, {@code bh=}
 */
public record BodyTarget(
    Canonicalization form, OptionalLong limit, HashAlgorithm algorithm, Octets hash) {

  /** The target of a signature with a known canonical form. */
  public static BodyTarget of(DkimSignature claims) {
    return new BodyTarget(
        claims.bodyCanonicalization().orElseThrow(),
        claims.bodyLength(),
        HashAlgorithm.of(claims.algorithm()),
        claims.bodyHash());
  }

  /** A hash in the making. */
  MessageDigest digest() {
    return algorithm.digest();
  }

  /** The hash of the first octets of a canonical body, up to {@code l=}. */
  byte[] hash(byte[] octets, int length) {
    MessageDigest digest = digest();
    digest.update(octets, 0, (int) Math.min(length, limit.orElse(length)));
    return digest.digest();
  }
}
