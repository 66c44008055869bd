package dev.waxseal.dkim.signature;

import java.util.List;
import java.util.Optional;

/**
 * An algorithm of signatures that may be made and verified today: its words, its section, and the
 * lengths of its keys and signatures.
 *
 * <p>To add one, add a constant here. The compiler then names every switch that needs a case.
 */
public enum SigningAlgorithm {
  /** RSA, PKCS #1 version 1.5, over SHA-256. */
  RSA_SHA256("rsa-sha256", "rsa", "RFC 6376 section 3.3.1", 1024, 2048, 8192),
  /** Ed25519 over the SHA-256 of the header. */
  ED25519_SHA256("ed25519-sha256", "ed25519", "RFC 8463 section 3", 256, 256, 256);

  private static final List<SigningAlgorithm> ALL = List.of(values());

  private final String word;
  private final String keyType;
  private final String section;
  private final int leastBits;
  private final int advisedBits;
  private final int mostBits;

  SigningAlgorithm(
      String word, String keyType, String section, int leastBits, int advisedBits, int mostBits) {
    this.word = word;
    this.keyType = keyType;
    this.section = section;
    this.leastBits = leastBits;
    this.advisedBits = advisedBits;
    this.mostBits = mostBits;
  }

  /** The algorithm of that name in an {@code a=} tag, if there is one. */
  public static Optional<SigningAlgorithm> of(String word) {
    for (SigningAlgorithm algorithm : ALL) {
      if (algorithm.word.equals(word)) {
        return Optional.of(algorithm);
      }
    }
    return Optional.empty();
  }

  /** The algorithm of the keys of that type in a {@code k=} tag, if there is one. */
  public static Optional<SigningAlgorithm> ofKeyType(String keyType) {
    for (SigningAlgorithm algorithm : ALL) {
      if (algorithm.keyType.equals(keyType)) {
        return Optional.of(algorithm);
      }
    }
    return Optional.empty();
  }

  /** The word for the type of its keys in the {@code k=} tag of key records. */
  public String keyType() {
    return keyType;
  }

  /** The specification and section that defines it. */
  public String section() {
    return section;
  }

  /**
   * The bits of the shortest key that may sign: "Signers MUST use RSA keys of at least 1024 bits"
   * (RFC 8301 section 3.2).
   */
  public int leastKeyBits() {
    return leastBits;
  }

  /** The bits that a new key should have: 2048 of RSA (RFC 8301 section 3.2). */
  public int advisedKeyBits() {
    return advisedBits;
  }

  /** The bits of the longest key that is made here, and verified by default. */
  public int mostKeyBits() {
    return mostBits;
  }

  /** Returns true if all its keys have one length. */
  public boolean hasOneKeyLength() {
    return leastBits == mostBits;
  }

  /**
   * The octets of its signatures.
   *
   * @param keyBits the bits of the key
   */
  public int signatureOctets(int keyBits) {
    return switch (this) {
      case RSA_SHA256 -> (keyBits + 7) / 8; // RFC 8017 section 8.2.1
      case ED25519_SHA256 -> 64; // RFC 8032 section 5.1.6
    };
  }

  /** The word that names it in an {@code a=} tag. */
  @Override
  public String toString() {
    return word;
  }
}
