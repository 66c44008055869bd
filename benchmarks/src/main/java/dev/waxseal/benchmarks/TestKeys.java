package dev.waxseal.benchmarks;

import dev.waxseal.arc.ArcSealer;
import dev.waxseal.arc.ArcVerifier;
import dev.waxseal.dkim.DkimSigner;
import dev.waxseal.dkim.DkimVerifier;
import dev.waxseal.dkim.SigningKey;
import dev.waxseal.dkim.signature.Octets;
import dev.waxseal.dkim.signature.SigningAlgorithm;
import dev.waxseal.dkim.signature.SigningException;
import dev.waxseal.dns.Dns;
import dev.waxseal.mime.HeaderField;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The keys of example.org, the same in every run of one JDK, and a DNS in memory that has them. */
final class TestKeys {

  static final String DOMAIN = "example.org";

  /** The domains that sign, in the order of signatures. */
  static final List<String> DOMAINS = List.of(DOMAIN, "example.net", "lists.example.com");

  /** The provider of the JCA that has RSA in the JDK. */
  static final String JDK_PROVIDER = "SunRsaSign";

  static final String RSA_SELECTOR = "rsa";
  static final String ED25519_SELECTOR = "ed25519";

  static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-01-01T12:00:00Z"));
  private static final String RSA_ALGORITHM = "SHA256withRSA";
  private static final int RSA_BITS = 2048;

  private final KeyPair rsa;
  private final SigningKey rsaKey;
  private final SigningKey ed25519Key;

  TestKeys() {
    try {
      SecureRandom random = SecureRandom.getInstance("SHA1PRNG");
      random.setSeed(6376);
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(RSA_BITS, random);
      rsa = generator.generateKeyPair();
      rsaKey = SigningKey.of(rsa.getPrivate());
      KeyPairGenerator edwards = KeyPairGenerator.getInstance("Ed25519");
      edwards.initialize(255, random);
      ed25519Key = SigningKey.of(edwards.generateKeyPair().getPrivate());
    } catch (GeneralSecurityException | SigningException e) {
      throw new IllegalStateException(e);
    }
  }

  PrivateKey rsaPrivateKey() {
    return rsa.getPrivate();
  }

  /** The text of the record at {@link #RSA_SELECTOR}. */
  String rsaRecord() {
    return rsaKey.keyRecord().orElseThrow();
  }

  DkimSigner rsaSigner() {
    return DkimSigner.of(DOMAIN, RSA_SELECTOR, rsaKey).withClock(CLOCK);
  }

  /** Signs for so many of the {@link #DOMAINS}, all with the one key. */
  DkimSigner rsaSigner(int signatures) {
    DkimSigner signer = rsaSigner();
    for (String domain : DOMAINS.subList(1, signatures)) {
      signer = signer.and(domain, RSA_SELECTOR, rsaKey);
    }
    return signer;
  }

  /** Leaves the RSA signature to a provider of the JCA. */
  DkimSigner rsaSigner(String provider) throws SigningException {
    SigningKey key =
        SigningKey.of(
            SigningAlgorithm.RSA_SHA256,
            RSA_BITS,
            Optional.of(Octets.of(rsa.getPublic().getEncoded())),
            data -> rsaSign(data, provider));
    return DkimSigner.of(DOMAIN, RSA_SELECTOR, key).withClock(CLOCK);
  }

  DkimSigner ed25519Signer() {
    return DkimSigner.of(DOMAIN, ED25519_SELECTOR, ed25519Key).withClock(CLOCK);
  }

  DkimSigner bothSigner() {
    return rsaSigner().and(ED25519_SELECTOR, ed25519Key);
  }

  DkimVerifier verifier() {
    return DkimVerifier.of(dns()).withClock(CLOCK);
  }

  ArcSealer arcSealer() {
    return ArcSealer.of(DOMAIN, RSA_SELECTOR, rsaKey, DOMAIN).withClock(CLOCK);
  }

  ArcVerifier arcVerifier() {
    return ArcVerifier.of(dns()).withClock(CLOCK);
  }

  /** A DNS in memory that has the keys, and the records of these lines of a master file. */
  Dns dns(String... others) {
    List<String> lines = new ArrayList<>(List.of(others));
    DOMAINS.forEach(domain -> lines.add(keyLine(RSA_SELECTOR, domain, rsaKey)));
    lines.add(keyLine(ED25519_SELECTOR, DOMAIN, ed25519Key));
    return new MemoryDns(lines.toArray(String[]::new));
  }

  /** A plain signature of the JCA by the RSA key. */
  byte[] rsaSign(byte[] data) throws GeneralSecurityException {
    return rsaSign(data, JDK_PROVIDER);
  }

  /** A plain signature by a provider of the JCA. */
  byte[] rsaSign(byte[] data, String provider) throws GeneralSecurityException {
    Signature signature = Signature.getInstance(RSA_ALGORITHM, provider);
    signature.initSign(rsa.getPrivate());
    signature.update(data);
    return signature.sign();
  }

  /** Whether a plain signature of the JCA is good. */
  boolean rsaVerify(byte[] data, byte[] expected) throws GeneralSecurityException {
    return rsaVerify(data, expected, JDK_PROVIDER);
  }

  /** Whether a plain signature is good in the eyes of a provider of the JCA. */
  boolean rsaVerify(byte[] data, byte[] expected, String provider) throws GeneralSecurityException {
    Signature signature = Signature.getInstance(RSA_ALGORITHM, provider);
    signature.initVerify(rsa.getPublic());
    signature.update(data);
    return signature.verify(expected);
  }

  /** The bytes of fields, one after another. */
  static byte[] bytes(List<HeaderField> fields) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    fields.forEach(field -> out.writeBytes(field.bytes()));
    return out.toByteArray();
  }

  private static String keyLine(String selector, String domain, SigningKey key) {
    String text = key.keyRecord().orElseThrow();
    int cut = Math.min(text.length(), 255);
    return "%s._domainkey.%s. 3600 IN TXT \"%s\" \"%s\""
        .formatted(selector, domain, text.substring(0, cut), text.substring(cut));
  }

  /** The text of a field as jDKIM returns it, as bytes. */
  static byte[] bytes(String field) {
    return (field + "\r\n").getBytes(StandardCharsets.US_ASCII);
  }
}
