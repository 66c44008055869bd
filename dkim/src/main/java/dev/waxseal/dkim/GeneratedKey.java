package dev.waxseal.dkim;

import dev.waxseal.dkim.internal.NewKeys;

/**
 * A private key that was just made.
 *
 * @param key the key to sign with
 * @param pem the key as PEM, PKCS #8, not encrypted: what goes into the key file
 */
public record GeneratedKey(SigningKey key, String pem) {

  /**
   * Makes an RSA key.
   *
   * @param bits the length of the modulus, 1024 to 8192; 2048 is advised (RFC 8301 section 3.2)
   * @throws IllegalArgumentException if the length is another
   */
  public static GeneratedKey rsa(int bits) {
    if (bits < 1024 || bits > 8192) {
      throw new IllegalArgumentException("An RSA key has 1024 to 8192 bits here, not " + bits);
    }
    return NewKeys.rsa(bits);
  }

  /** Makes an Ed25519 key. */
  public static GeneratedKey ed25519() {
    return NewKeys.ed25519();
  }

  /** Says that there is a key; never shows it. */
  @Override
  public String toString() {
    return "GeneratedKey[" + key.algorithm() + ", " + key.bits() + " bits]";
  }
}
