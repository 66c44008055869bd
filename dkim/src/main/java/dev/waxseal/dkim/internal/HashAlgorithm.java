package dev.waxseal.dkim.internal;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The hashes that {@code a=} can name. Verification knows SHA-256 alone; SHA-1 is here for the
 * diagnosis of signatures that do not count (RFC 8301 section 3.1).
 */
public enum HashAlgorithm {
  /** The hash of rsa-sha256 and ed25519-sha256. */
  SHA_256("SHA-256"),
  /** The hash of rsa-sha1. */
  SHA_1("SHA-1");

  private final String word;

  HashAlgorithm(String word) {
    this.word = word;
  }

  /** The hash of a value of {@code a=}; SHA-256 if it is not known. */
  public static HashAlgorithm of(String algorithm) {
    return algorithm.equals("rsa-sha1") ? SHA_1 : SHA_256;
  }

  /** Its name. */
  public String word() {
    return word;
  }

  /** A hash in the making. */
  public MessageDigest digest() {
    try {
      return MessageDigest.getInstance(word);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This Java runtime does not have " + word, e);
    }
  }

  /** The hash of these octets. */
  public byte[] of(byte[] data) {
    return digest().digest(data);
  }
}
