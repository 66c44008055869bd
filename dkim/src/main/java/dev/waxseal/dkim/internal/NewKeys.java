package dev.waxseal.dkim.internal;

import dev.waxseal.dkim.GeneratedKey;
import dev.waxseal.dkim.signature.SigningException;
import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/** Makes private keys. */
public final class NewKeys {

  /** What comes before the seed of an Ed25519 key in PKCS #8 (RFC 8410 section 7). */
  private static final byte[] ED25519_PKCS8_PREFIX =
      HexFormat.of().parseHex("302e020100300506032b657004220420");

  private static final int PEM_LINE = 64;

  private NewKeys() {}

  /** An RSA key of so many bits. */
  public static GeneratedKey rsa(int bits) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(bits);
      PrivateKey key = generator.generateKeyPair().getPrivate();
      return new GeneratedKey(PrivateKeys.of(key), pem(key.getEncoded()));
    } catch (NoSuchAlgorithmException | SigningException e) {
      throw new IllegalStateException("This Java runtime cannot make RSA keys", e);
    }
  }

  /** An Ed25519 key. */
  public static GeneratedKey ed25519() {
    byte[] seed = Ed25519.newSeed(new SecureRandom());
    byte[] pkcs8 = new byte[ED25519_PKCS8_PREFIX.length + seed.length];
    System.arraycopy(ED25519_PKCS8_PREFIX, 0, pkcs8, 0, ED25519_PKCS8_PREFIX.length);
    System.arraycopy(seed, 0, pkcs8, ED25519_PKCS8_PREFIX.length, seed.length);
    try {
      return new GeneratedKey(PrivateKeys.ed25519(seed), pem(pkcs8));
    } catch (SigningException e) {
      throw new IllegalStateException("A new Ed25519 key could not be used", e);
    }
  }

  private static String pem(byte[] pkcs8) {
    byte[] lineEnd = "\n".getBytes(StandardCharsets.US_ASCII);
    return "-----BEGIN PRIVATE KEY-----\n"
        + Base64.getMimeEncoder(PEM_LINE, lineEnd).encodeToString(pkcs8)
        + "\n-----END PRIVATE KEY-----\n";
  }
}
