package dev.waxseal.dkim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waxseal.dkim.signature.SigningAlgorithm;
import dev.waxseal.dkim.signature.SigningException;
import dev.waxseal.dns.Dns;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 8301 section 3.2, RFC 8463 section 4, RFC 7468. */
class SigningKeyTest {

  /** Made with OpenSSL from the key of {@link Rfc8463#RSA_PEM}; the passphrase is "waxseal". */
  private static String resource(String name) {
    try (var in = SigningKeyTest.class.getResourceAsStream(name)) {
      return new String(in == null ? new byte[0] : in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException("cannot read " + Path.of(name), e);
    }
  }

  @Test
  void everyShapeIsTheSameKey() throws SigningException {
    byte[] data = "data".getBytes(StandardCharsets.US_ASCII);
    SigningKey pkcs1 = SigningKey.fromPem(Rfc8463.RSA_PEM);
    byte[] expected = pkcs1.sign(data);
    for (String name :
        List.of("rsa-pkcs8.pem", "rsa-pkcs8-encrypted.pem", "rsa-pkcs1-encrypted.pem")) {
      SigningKey key = SigningKey.fromPem(resource(name), "waxseal".toCharArray());
      assertArrayEquals(expected, key.sign(data), name);
      assertEquals(pkcs1.keyRecord(), key.keyRecord(), name);
    }
    assertEquals(1024, pkcs1.bits());
    assertTrue(pkcs1.isShorterThanAdvised());
    SigningKey seed = SigningKey.fromPem(Rfc8463.ED25519_SEED);
    SigningKey ed25519 = SigningKey.fromPem(resource("ed25519-pkcs8.pem"));
    assertArrayEquals(seed.sign(data), ed25519.sign(data));
    assertEquals(256, seed.bits());
    assertFalse(seed.isShorterThanAdvised());
  }

  /** RFC 6376 section 3.6.2.2: long texts are several strings, joined without anything between. */
  @ParameterizedTest
  @ValueSource(ints = {1024, 2048, 4096})
  void theZoneLineIsReadByZones(int bits) throws Exception {
    SigningKey key = SigningKey.generate(SigningAlgorithm.RSA_SHA256, bits).key();
    String line = key.zoneLine("s1", "Example.COM").orElseThrow();
    assertTrue(line.startsWith("s1._domainkey.example.com. IN TXT ( \"v=DKIM1; k=rsa; p="), line);
    assertFalse(line.contains("\n"), line);
    byte[] message = "From: joe@example.com\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    ByteArrayOutputStream signed = new ByteArrayOutputStream();
    signed.writeBytes(DkimSigner.of("example.com", "s1", key).sign(message).get(0).bytes());
    signed.writeBytes(message);
    DkimVerifier verifier = DkimVerifier.of(Dns.zone(line));
    assertEquals(1, verifier.verify(signed.toByteArray()).passes().size());
  }

  @Test
  void zoneLinesAreForDomainNames() throws SigningException {
    SigningKey key = SigningKey.fromPem(Rfc8463.ED25519_SEED);
    assertThrows(IllegalArgumentException.class, () -> key.zoneLine("a b", "example.com"));
    assertThrows(IllegalArgumentException.class, () -> key.zoneLine("s", "example..com"));
    String longName = "a".repeat(60) + ("." + "a".repeat(60)).repeat(3);
    assertThrows(IllegalArgumentException.class, () -> key.zoneLine("s", longName));
    SigningKey unknown =
        SigningKey.of(SigningAlgorithm.ED25519_SHA256, 256, Optional.empty(), data -> data);
    assertEquals(Optional.empty(), unknown.zoneLine("s", "example.com"));
  }

  /** Appendix A.2 of RFC 8463 has the record of that key. */
  @Test
  void keyRecord() throws SigningException {
    assertEquals(
        Optional.of("v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo="),
        SigningKey.fromPem(Rfc8463.ED25519_SEED).keyRecord());
  }

  @Test
  void keysOfTheJca() throws Exception {
    for (String algorithm : List.of("RSA", "Ed25519")) {
      KeyPair pair = KeyPairGenerator.getInstance(algorithm).generateKeyPair();
      SigningKey key = SigningKey.of(pair.getPrivate());
      assertEquals(
          algorithm.equals("RSA") ? "rsa-sha256" : "ed25519-sha256", key.algorithm().toString());
      assertTrue(key.keyRecord().isPresent());
    }
    refused(
        SigningException.Problem.KEY_TYPE_UNSUPPORTED,
        () -> SigningKey.of(KeyPairGenerator.getInstance("EC").generateKeyPair().getPrivate()));
    refused(
        SigningException.Problem.KEY_TYPE_UNSUPPORTED,
        () -> SigningKey.of(KeyPairGenerator.getInstance("Ed448").generateKeyPair().getPrivate()));
  }

  @Test
  void privateKeysAreToldFromPublicOnes() throws SigningException {
    for (SigningKey.Generated key :
        List.of(
            SigningKey.generate(SigningAlgorithm.ED25519_SHA256),
            SigningKey.generate(SigningAlgorithm.RSA_SHA256, 1024))) {
      String record = key.key().keyRecord().orElseThrow();
      String base64 = key.pem().replaceAll("-----[A-Z ]+-----|\\s", "");
      assertFalse(SigningKey.isIn(record));
      assertFalse(SigningKey.isIn(record.replaceAll("(.{40})", "$1 ")));
      assertTrue(SigningKey.isIn(key.pem()));
      assertTrue(SigningKey.isIn(base64));
      assertTrue(SigningKey.isIn(base64.replaceAll("(.{9})", "$1 ")));
      assertTrue(SigningKey.isIn("v=DKIM1; n=a key; p=" + base64 + ";"));
      assertTrue(SigningKey.isIn(base64.substring(0, base64.length() * 3 / 4)));
    }
    assertFalse(SigningKey.isIn(""));
    assertFalse(SigningKey.isIn("p=" + "MC4C".repeat(500_000))); // in linear time
    assertFalse(SigningKey.isIn("A ".repeat(500_000)));
  }

  @Test
  void generatedKeysCanBeReadAgain() throws SigningException {
    for (SigningKey.Generated generated :
        List.of(
            SigningKey.generate(SigningAlgorithm.RSA_SHA256, 1024),
            SigningKey.generate(SigningAlgorithm.ED25519_SHA256))) {
      SigningKey read = SigningKey.fromPem(generated.pem());
      assertEquals(generated.key().keyRecord(), read.keyRecord());
      assertFalse(generated.toString().contains("PRIVATE"), "a key is never shown");
    }
    assertThrows(
        IllegalArgumentException.class,
        () -> SigningKey.generate(SigningAlgorithm.RSA_SHA256, 1023));
    assertThrows(
        IllegalArgumentException.class,
        () -> SigningKey.generate(SigningAlgorithm.RSA_SHA256, 8193));
  }

  @Test
  void whatCannotBeUsed() {
    refused(SigningException.Problem.KEY_UNREADABLE, () -> SigningKey.fromPem(""));
    refused(SigningException.Problem.KEY_UNREADABLE, () -> SigningKey.fromPem("\0\1\2 garbage"));
    refused(
        SigningException.Problem.KEY_UNREADABLE,
        () -> SigningKey.fromPem(Rfc8463.RSA_PEM.replace("MIICX", "!!!!!")));
    refused(
        SigningException.Problem.KEY_ENCRYPTED,
        () -> SigningKey.fromPem(resource("rsa-pkcs8-encrypted.pem")));
    refused(
        SigningException.Problem.KEY_ENCRYPTED,
        () -> SigningKey.fromPem(resource("rsa-pkcs1-encrypted.pem")));
    for (String name : List.of("rsa-pkcs8-encrypted.pem", "rsa-pkcs1-encrypted.pem")) {
      refused(
          SigningException.Problem.WRONG_PASSPHRASE,
          () -> SigningKey.fromPem(resource(name), "wrong".toCharArray()));
    }
    for (int length : new int[] {16, 31, 33}) {
      byte[] pkcs8 = new byte[16 + length];
      byte[] head = HexFormat.of().parseHex("302e020100300506032b657004220420");
      System.arraycopy(head, 0, pkcs8, 0, head.length);
      pkcs8[1] = (byte) (14 + length);
      pkcs8[13] = (byte) (2 + length);
      pkcs8[15] = (byte) length;
      String pem =
          "-----BEGIN PRIVATE KEY-----\n"
              + Base64.getEncoder().encodeToString(pkcs8)
              + "\n-----END PRIVATE KEY-----\n";
      refused(SigningException.Problem.KEY_UNREADABLE, () -> SigningKey.fromPem(pem));
    }
    refused(
        SigningException.Problem.KEY_TOO_SHORT, () -> SigningKey.fromPem(resource("rsa-768.pem")));
    refused(
        SigningException.Problem.KEY_TYPE_UNSUPPORTED,
        () -> SigningKey.fromPem(resource("ec.pem")));
  }

  /** In the file each key stands below the command that made it. */
  @TestFactory
  Stream<DynamicTest> keysEncryptedInOtherWays() {
    String[] keys = resource("encrypted-keys.txt").split("(?m)^# ", -1);
    assertEquals(22, keys.length);
    return Arrays.stream(keys)
        .skip(2) // nothing, and the title
        .map(key -> DynamicTest.dynamicTest(key.lines().findFirst().orElse(""), () -> opens(key)));
  }

  private static void opens(String key) throws SigningException {
    String command = key.lines().findFirst().orElse("");
    String pem = key.substring(key.indexOf('\n') + 1);
    if (command.endsWith("pass:") || command.endsWith("--empty-password")) {
      assertEquals(SigningAlgorithm.ED25519_SHA256, SigningKey.fromPem(pem).algorithm());
      refused(
          SigningException.Problem.WRONG_PASSPHRASE,
          () -> SigningKey.fromPem(pem, "boats".toCharArray()));
      return;
    }
    char[] passphrase = (key.contains("böte") ? "böte" : "boats").toCharArray();
    if (key.contains("camellia")) { // no passphrase would help
      refused(SigningException.Problem.KEY_UNREADABLE, () -> SigningKey.fromPem(pem));
      refused(SigningException.Problem.KEY_UNREADABLE, () -> SigningKey.fromPem(pem, passphrase));
      return;
    }
    refused(SigningException.Problem.KEY_ENCRYPTED, () -> SigningKey.fromPem(pem));
    refused(
        SigningException.Problem.WRONG_PASSPHRASE,
        () -> SigningKey.fromPem(pem, "wrong".toCharArray()));
    SigningAlgorithm algorithm =
        key.contains("pkcs8") ? SigningAlgorithm.ED25519_SHA256 : SigningAlgorithm.RSA_SHA256;
    assertEquals(algorithm, SigningKey.fromPem(pem, passphrase).algorithm());
  }

  private interface Attempt {
    SigningKey run() throws Exception;
  }

  private static void refused(SigningException.Problem problem, Attempt attempt) {
    SigningException e = assertThrows(SigningException.class, attempt::run);
    assertEquals(problem, e.problem());
    assertFalse(String.valueOf(e.getMessage()).isBlank());
  }
}
