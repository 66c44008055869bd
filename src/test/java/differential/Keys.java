package differential;

import dev.waxseal.dkim.SigningKey;
import dev.waxseal.dkim.signature.SigningAlgorithm;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;

/** The keys of one run, made for it, in the forms that the tools read. */
final class Keys {

  static final String DOMAIN = "example.com";

  private static final Map<SigningAlgorithm, SigningKey.Generated> KEYS =
      new EnumMap<>(
          Map.of(
              SigningAlgorithm.RSA_SHA256, SigningKey.generate(SigningAlgorithm.RSA_SHA256),
              SigningAlgorithm.ED25519_SHA256,
                  SigningKey.generate(SigningAlgorithm.ED25519_SHA256)));

  private Keys() {}

  static SigningKey key(SigningAlgorithm algorithm) {
    return generated(algorithm).key();
  }

  static String selector(SigningAlgorithm algorithm) {
    return algorithm.keyType();
  }

  static String recordName(SigningAlgorithm algorithm) {
    return selector(algorithm) + "._domainkey." + DOMAIN;
  }

  static String record(SigningAlgorithm algorithm) {
    return key(algorithm).keyRecord().orElseThrow();
  }

  /** Writes {@code rsa.pem} (PKCS #1), {@code ed25519.pem} (PKCS #8) and {@code ed25519.seed}. */
  static void write(Path directory) throws IOException {
    String ed25519 = generated(SigningAlgorithm.ED25519_SHA256).pem();
    byte[] der = der(ed25519);
    byte[] seed = Arrays.copyOfRange(der, der.length - 32, der.length);
    writePrivate(directory.resolve("rsa.pem"), pkcs1());
    writePrivate(directory.resolve("ed25519.pem"), ed25519);
    writePrivate(directory.resolve("ed25519.seed"), Base64.getEncoder().encodeToString(seed));
  }

  private static String pkcs1() throws IOException {
    byte[] pkcs8 = der(generated(SigningAlgorithm.RSA_SHA256).pem());
    byte[] pkcs1 =
        PrivateKeyInfo.getInstance(pkcs8).parsePrivateKey().toASN1Primitive().getEncoded();
    String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(pkcs1);
    return "-----BEGIN RSA PRIVATE KEY-----\n" + base64 + "\n-----END RSA PRIVATE KEY-----\n";
  }

  private static byte[] der(String pem) {
    return Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
  }

  private static void writePrivate(Path file, String text) throws IOException {
    Files.writeString(file, text, StandardCharsets.US_ASCII);
  }

  private static SigningKey.Generated generated(SigningAlgorithm algorithm) {
    return Optional.ofNullable(KEYS.get(algorithm)).orElseThrow();
  }
}
