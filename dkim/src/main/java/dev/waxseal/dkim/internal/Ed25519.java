package dev.waxseal.dkim.internal;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Ed25519 without context or pre-hash, "PureEdDSA" (RFC 8032 section 5.1), by Bouncy Castle: about
 * ten times faster than that of JDK 17.
 */
public final class Ed25519 {

  /** The octets of a key, public or private. */
  public static final int KEY_LENGTH = org.bouncycastle.math.ec.rfc8032.Ed25519.PUBLIC_KEY_SIZE;

  static final int SIGNATURE_LENGTH = org.bouncycastle.math.ec.rfc8032.Ed25519.SIGNATURE_SIZE;

  /** The octets before a seed in PKCS #8 (RFC 8410 section 7). */
  private static final byte[] PKCS8_PREFIX =
      HexFormat.of().parseHex("302e020100300506032b657004220420");

  /** The octets before a public key in SubjectPublicKeyInfo (RFC 8410 section 4). */
  private static final byte[] INFO_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

  private Ed25519() {}

  static boolean verify(byte[] publicKey, byte[] message, byte[] signature) {
    return signature.length == SIGNATURE_LENGTH
        && org.bouncycastle.math.ec.rfc8032.Ed25519.verify(
            signature, 0, publicKey, 0, message, 0, message.length);
  }

  /** Signs; the seed has 32 octets. */
  public static byte[] sign(byte[] seed, byte[] message) {
    byte[] signature = new byte[SIGNATURE_LENGTH];
    org.bouncycastle.math.ec.rfc8032.Ed25519.sign(
        seed, 0, message, 0, message.length, signature, 0);
    return signature;
  }

  /** Returns true if the octets encode a point that a key can be. */
  static boolean isPublicKey(byte[] key) {
    return key.length == KEY_LENGTH
        && org.bouncycastle.math.ec.rfc8032.Ed25519.validatePublicKeyPartial(key, 0);
  }

  /** The public key of a seed. */
  public static byte[] publicKey(byte[] seed) {
    byte[] key = new byte[KEY_LENGTH];
    org.bouncycastle.math.ec.rfc8032.Ed25519.generatePublicKey(seed, 0, key, 0);
    return key;
  }

  /** A seed in PKCS #8. */
  public static byte[] pkcs8(byte[] seed) {
    return joined(PKCS8_PREFIX, seed);
  }

  /** A public key in SubjectPublicKeyInfo. */
  static byte[] info(byte[] publicKey) {
    return joined(INFO_PREFIX, publicKey);
  }

  private static byte[] joined(byte[] prefix, byte[] key) {
    byte[] joined = Arrays.copyOf(prefix, prefix.length + KEY_LENGTH);
    System.arraycopy(key, 0, joined, prefix.length, KEY_LENGTH);
    return joined;
  }

  /** A new private key. */
  public static byte[] newSeed(SecureRandom random) {
    byte[] seed = new byte[org.bouncycastle.math.ec.rfc8032.Ed25519.SECRET_KEY_SIZE];
    random.nextBytes(seed);
    return seed;
  }
}
