package dev.waxseal.mime.internal;

import java.security.MessageDigest;

/**
 * The SHA-256 of one canonical body, whole or up to a length (RFC 6376 section 3.7).
 *
 * <p>Immutable; share it among threads.
 */
public final class BodyHash {

  private final byte[] sha256;
  private final long hashedLength;
  private final long canonicalLength;

  BodyHash(byte[] sha256, long hashedLength, long canonicalLength) {
    this.sha256 = sha256;
    this.hashedLength = hashedLength;
    this.canonicalLength = canonicalLength;
  }

  /** A copy of the hash, 32 octets. */
  public byte[] sha256() {
    return sha256.clone();
  }

  /** Returns true if these octets are the hash. */
  public boolean matches(byte[] expected) {
    return MessageDigest.isEqual(sha256, expected);
  }

  /** The number of octets of the canonical body that were hashed. */
  public long hashedLength() {
    return hashedLength;
  }

  /** The number of octets of the canonical body. */
  public long canonicalLength() {
    return canonicalLength;
  }
}
