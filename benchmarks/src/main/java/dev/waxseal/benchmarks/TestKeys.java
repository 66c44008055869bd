package dev.waxseal.benchmarks;

import dev.waxseal.arc.ArcSealer;
import dev.waxseal.arc.ArcVerifier;
import dev.waxseal.dkim.DkimSigner;
import dev.waxseal.dkim.DkimVerifier;
import dev.waxseal.dkim.SigningKey;
import dev.waxseal.dkim.signature.SigningException;
import dev.waxseal.dns.Dns;
import dev.waxseal.mime.HeaderField;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** The keys of example.org, the same in every run of one JDK, and a DNS in memory that has them. */
final class TestKeys {

  static final String DOMAIN = "example.org";

  /** The domains that sign, in the order of signatures. */
  static final List<String> DOMAINS = List.of(DOMAIN, "example.net", "lists.example.com");

  static final String RSA_SELECTOR = "rsa";
  static final String ED25519_SELECTOR = "ed25519";

  static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-01-01T12:00:00Z"));
  private static final String RSA_ALGORITHM = "SHA256withRSA";
  private static final int RSA_BITS = 2048;

  private final KeyPair rsa;

  /** In the form of the provider, so that nothing is converted each time. */
  private final PublicKey rsaPublic;

  private final PrivateKey rsaPrivate;
  private final SigningKey rsaKey;
  private final SigningKey ed25519Key;
  private final String name;
  private final Provider provider;

  TestKeys() {
    this(Providers.JDK);
  }

  /** These keys at a provider of the JCA. */
  TestKeys(String name) {
    this.name = name;
    this.provider = Providers.of(name);
    try {
      SecureRandom random = SecureRandom.getInstance("SHA1PRNG");
      random.setSeed(6376);
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(RSA_BITS, random);
      rsa = generator.generateKeyPair();
      KeyFactory factory = KeyFactory.getInstance("RSA", provider);
      rsaPublic = factory.generatePublic(new X509EncodedKeySpec(rsa.getPublic().getEncoded()));
      rsaPrivate = factory.generatePrivate(new PKCS8EncodedKeySpec(rsa.getPrivate().getEncoded()));
      rsaKey = Providers.key(SigningKey.of(rsa.getPrivate()), name);
      KeyPairGenerator edwards = KeyPairGenerator.getInstance("Ed25519");
      edwards.initialize(255, random);
      ed25519Key = Providers.key(SigningKey.of(edwards.generateKeyPair().getPrivate()), name);
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

  DkimSigner ed25519Signer() {
    return DkimSigner.of(DOMAIN, ED25519_SELECTOR, ed25519Key).withClock(CLOCK);
  }

  DkimSigner bothSigner() {
    return rsaSigner().and(ED25519_SELECTOR, ed25519Key);
  }

  DkimVerifier verifier() {
    return Providers.verifier(DkimVerifier.of(dns()).withClock(CLOCK), name);
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
    Signature signature = Signature.getInstance(RSA_ALGORITHM, provider);
    signature.initSign(rsaPrivate);
    signature.update(data);
    return signature.sign();
  }

  /** Whether a plain signature of the JCA is good. */
  boolean rsaVerify(byte[] data, byte[] expected) throws GeneralSecurityException {
    Signature signature = Signature.getInstance(RSA_ALGORITHM, provider);
    signature.initVerify(rsaPublic);
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
