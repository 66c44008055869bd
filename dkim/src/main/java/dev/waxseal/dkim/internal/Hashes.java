package dev.waxseal.dkim.internal;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256, the one hash of DKIM (RFC 8301 section 3.1). */
public final class Hashes {

  /** The octets of a SHA-256. */
  static final int SHA256_OCTETS = 32;

  private Hashes() {}

  /** The SHA-256 of these octets, 32 octets. */
  public static byte[] sha256(byte[] data) {
    return sha256().digest(data);
  }

  /** A SHA-256 in the making. */
  public static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java runtime has SHA-256; this one does not", e);
    }
  }

  /** A hash that goes its own way from here. */
  public static MessageDigest copy(MessageDigest digest) {
    try {
      return (MessageDigest) digest.clone();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("The SHA-256 of this Java runtime cannot be copied", e);
    }
  }
}
