package dev.waxseal.dkim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waxseal.dkim.signature.Octets;
import dev.waxseal.dkim.signature.SigningAlgorithm;
import dev.waxseal.dkim.signature.SigningException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAKeyGenParameterSpec;
import java.security.spec.RSAPrivateCrtKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Key files as people have them: what is read, and what the others are called. */
class KeyFilesTest {

  private static String pem(String label, byte[] der) {
    return "-----BEGIN "
        + label
        + "-----\n"
        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
        + "\n-----END "
        + label
        + "-----\n";
  }

  private static KeyPair pair(String algorithm) throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
    if (algorithm.equals("DSA")) {
      generator.initialize(1024);
    }
    return generator.generateKeyPair();
  }

  private static void refused(SigningException.Problem problem, String words, String text) {
    SigningException refused =
        assertThrows(SigningException.class, () -> SigningKey.fromPem(text), words);
    String message = String.valueOf(refused.getMessage());
    assertEquals(problem, refused.problem(), message);
    assertTrue(message.contains(words), message);
  }

  @Test
  void pemAsItComesOutOfEditorsAndVariables() throws SigningException {
    for (SigningKey.Generated key :
        new SigningKey.Generated[] {
          SigningKey.generate(SigningAlgorithm.ED25519_SHA256),
          SigningKey.generate(SigningAlgorithm.RSA_SHA256, 1024)
        }) {
      String pem = key.pem();
      for (String text :
          new String[] {
            "\uFEFF" + pem,
            pem.replace("\n", ""),
            pem.replace("\n", "\\n"),
            pem.replace("\n", "\\r\\n"),
            pem.replace("\n", "\r\n"),
            pem.replace("\n", "\r"),
            pem.replace("\n", " ").strip(),
            "\uFEFF" + pem.replace("\n", "") + "\n"
          }) {
        assertEquals(
            key.key().keyRecord(), SigningKey.fromPem(text).keyRecord(), text.length() + "");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"EC", "DSA", "RSASSA-PSS", "X25519", "Ed448"})
  void keysOfOtherKindsAreCalledByTheirNames(String algorithm) throws GeneralSecurityException {
    PrivateKey key = pair(algorithm).getPrivate();
    refused(
        SigningException.Problem.KEY_TYPE_UNSUPPORTED,
        algorithm + " key",
        pem("PRIVATE KEY", key.getEncoded()));
    assertEquals(
        SigningException.Problem.KEY_TYPE_UNSUPPORTED,
        assertThrows(SigningException.class, () -> SigningKey.of(key)).problem());
  }

  @Test
  void otherFilesAreCalledByTheirNames() throws GeneralSecurityException {
    KeyPair pair = pair("Ed25519");
    byte[] some = "openssh-key-v1\0 and more".getBytes(StandardCharsets.US_ASCII);
    String der = new String(pair.getPrivate().getEncoded(), StandardCharsets.UTF_8);
    for (String[] file :
        new String[][] {
          {pem("OPENSSH PRIVATE KEY", some), "it is a key of OpenSSH; ssh-keygen -p -m PKCS8"},
          {pem("OPENSSH PRIVATE KEY", some).replace("\n", ""), "it is a key of OpenSSH"},
          {"ssh-ed25519 AAAAC3 joe@example", "it is a public key of OpenSSH"},
          {
            pem("PUBLIC KEY", pair.getPublic().getEncoded()), "it holds a public key and no private"
          },
          {pem("CERTIFICATE", new byte[] {0x30, 0}), "it holds a certificate and no private key"},
          {"PuTTY-User-Key-File-3: ssh-ed25519\n", "it is a key of PuTTY"},
          {pem("PGP PRIVATE KEY BLOCK", some), "it is a key of OpenPGP"},
          {"{\"kty\": \"OKP\"}", "it is a JSON Web Key"},
          {der, "it is DER"},
          {"hello", "it holds no private key in PEM"},
          {pem("PRIVATE KEY", some).replace("b3", "!!"), "its PEM is damaged"},
        }) {
      refused(SigningException.Problem.KEY_UNREADABLE, file[1], file[0]);
    }
  }

  /** The seed alone as dknewkey of dkimpy writes it, and as rspamadm does, with its public key. */
  @Test
  void ed25519InBase64Alone() throws Exception {
    String pem = SigningKey.generate(SigningAlgorithm.ED25519_SHA256).pem();
    byte[] pkcs8 = Base64.getDecoder().decode(pem.replaceAll("-----[A-Z ]+-----|\\s", ""));
    byte[] seed = Arrays.copyOfRange(pkcs8, pkcs8.length - 32, pkcs8.length);
    Optional<String> keyRecord = SigningKey.fromPem(pem).keyRecord();
    String p = keyRecord.orElseThrow().replaceAll(".*p=", "");
    byte[] both = Arrays.copyOf(seed, 64);
    System.arraycopy(Base64.getDecoder().decode(p), 0, both, 32, 32);
    for (byte[] octets : new byte[][] {seed, both}) {
      String base64 = Base64.getEncoder().encodeToString(octets);
      for (String text : new String[] {base64, base64 + "\n", "\uFEFF" + base64 + "\r\n"}) {
        assertEquals(keyRecord, SigningKey.fromPem(text).keyRecord());
      }
    }
    both[40] ^= 1;
    refused(
        SigningException.Problem.KEY_UNREADABLE,
        "the public key in the second half does not belong to the seed in the first",
        Base64.getEncoder().encodeToString(both));
  }

  /** What verify calls unsafe does not sign: RFC 8301 section 3.2, RFC 8017 section 3.1. */
  @ParameterizedTest
  @CsvSource({
    "1, KEY_UNSAFE_EXPONENT",
    "65536, KEY_UNSAFE_EXPONENT",
    "4294967299, KEY_UNSAFE_EXPONENT"
  })
  void unsafeExponents(long exponent, SigningException.Problem problem)
      throws GeneralSecurityException {
    RSAPrivateCrtKey good = (RSAPrivateCrtKey) pair("RSA").getPrivate();
    RSAPrivateCrtKeySpec spec =
        new RSAPrivateCrtKeySpec(
            good.getModulus(),
            BigInteger.valueOf(exponent),
            good.getPrivateExponent(),
            good.getPrimeP(),
            good.getPrimeQ(),
            good.getPrimeExponentP(),
            good.getPrimeExponentQ(),
            good.getCrtCoefficient());
    Optional<Octets> published =
        Optional.of(publicKey(good.getModulus(), spec.getPublicExponent()));
    SigningException refused =
        assertThrows(
            SigningException.class,
            () -> SigningKey.of(SigningAlgorithm.RSA_SHA256, 2048, published, data -> data));
    assertEquals(problem, refused.problem());
  }

  /** RSAPublicKey of RFC 8017 appendix A.1.1. */
  private static Octets publicKey(BigInteger modulus, BigInteger exponent) {
    byte[] n = integer(modulus.toByteArray());
    byte[] e = integer(exponent.toByteArray());
    byte[] content = new byte[n.length + e.length];
    System.arraycopy(n, 0, content, 0, n.length);
    System.arraycopy(e, 0, content, n.length, e.length);
    return Octets.of(element(0x30, content));
  }

  private static byte[] integer(byte[] octets) {
    return element(2, octets);
  }

  private static byte[] element(int tag, byte[] content) {
    int length = content.length;
    byte[] head =
        length < 0x80
            ? new byte[] {(byte) tag, (byte) length}
            : new byte[] {(byte) tag, (byte) 0x82, (byte) (length >> 8), (byte) length};
    byte[] whole = new byte[head.length + length];
    System.arraycopy(head, 0, whole, 0, head.length);
    System.arraycopy(content, 0, whole, head.length, length);
    return whole;
  }

  @Test
  void sizes() {
    for (int bits : new int[] {512, 1023, 8193, 16384}) {
      SigningException refused =
          assertThrows(
              SigningException.class,
              () ->
                  SigningKey.of(SigningAlgorithm.RSA_SHA256, bits, Optional.empty(), data -> data));
      assertEquals(
          bits < 1024
              ? SigningException.Problem.KEY_TOO_SHORT
              : SigningException.Problem.KEY_TOO_LONG,
          refused.problem());
    }
  }

  /** A smaller exponent than the usual one is safe. */
  @Test
  void exponentThreeSigns() throws GeneralSecurityException, SigningException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(new RSAKeyGenParameterSpec(1024, RSAKeyGenParameterSpec.F0));
    KeyPair pair = generator.generateKeyPair();
    assertEquals(BigInteger.valueOf(3), ((RSAPublicKey) pair.getPublic()).getPublicExponent());
    assertEquals(1024, SigningKey.of(pair.getPrivate()).bits());
  }
}
