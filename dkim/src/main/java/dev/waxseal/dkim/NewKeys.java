package dev.waxseal.dkim;

import dev.waxseal.dkim.internal.Ed25519;
import dev.waxseal.dkim.signature.SigningAlgorithm;
import dev.waxseal.dkim.signature.SigningException;
import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.util.Base64;

/** Makes private keys. */
final class NewKeys {

  private static final int PEM_LINE = 64;

  private NewKeys() {}

  /** Makes a key of a length that the algorithm allows. */
  static SigningKey.Generated make(SigningAlgorithm algorithm, int bits) {
    try {
      return switch (algorithm) {
        case RSA_SHA256 -> rsa(bits);
        case ED25519_SHA256 -> ed25519();
      };
    } catch (NoSuchAlgorithmException | SigningException e) {
      throw new IllegalStateException("This Java runtime cannot make keys for " + algorithm, e);
    }
  }

  private static SigningKey.Generated rsa(int bits)
      throws NoSuchAlgorithmException, SigningException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(bits);
    PrivateKey key = generator.generateKeyPair().getPrivate();
    return new SigningKey.Generated(PrivateKeys.of(key), pem(key.getEncoded()));
  }

  private static SigningKey.Generated ed25519() throws SigningException {
    byte[] seed = Ed25519.newSeed(new SecureRandom());
    return new SigningKey.Generated(PrivateKeys.ed25519(seed), pem(Ed25519.pkcs8(seed)));
  }

  private static String pem(byte[] pkcs8) {
    byte[] lineEnd = "\n".getBytes(StandardCharsets.US_ASCII);
    return "-----BEGIN PRIVATE KEY-----\n"
        + Base64.getMimeEncoder(PEM_LINE, lineEnd).encodeToString(pkcs8)
        + "\n-----END PRIVATE KEY-----\n";
  }
}
