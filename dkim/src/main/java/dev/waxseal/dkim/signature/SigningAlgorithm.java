package dev.waxseal.dkim.signature;

import java.util.List;
import java.util.Optional;

/** An algorithm of signatures that may be made and verified today. */
public enum SigningAlgorithm {
  /** RSA, PKCS #1 version 1.5, over SHA-256 (RFC 6376 section 3.3.2). */
  RSA_SHA256("rsa-sha256", "rsa"),
  /** Ed25519 over the SHA-256 of the header (RFC 8463 section 3). */
  ED25519_SHA256("ed25519-sha256", "ed25519");

  private static final List<SigningAlgorithm> ALL = List.of(values());

  private final String word;
  private final String keyType;

  SigningAlgorithm(String word, String keyType) {
    this.word = word;
    this.keyType = keyType;
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

  /** The word for the type of its keys in the {@code k=} tag of key records. */
  public String keyType() {
    return keyType;
  }

  /** The word that names it in an {@code a=} tag. */
  @Override
  public String toString() {
    return word;
  }
}
