package dev.waxseal.benchmarks;

import dev.waxseal.arc.ArcSealer;
import dev.waxseal.arc.ArcVerifier;
import dev.waxseal.dkim.DkimSigner;
import dev.waxseal.dkim.DkimVerifier;
import dev.waxseal.dkim.SigningException;
import dev.waxseal.dkim.SigningKey;
import dev.waxseal.dns.Dns;
import dev.waxseal.dns.DnsAnswer;
import dev.waxseal.dns.DnsRecord;
import dev.waxseal.dns.DomainName;
import dev.waxseal.dns.RecordType;
import dev.waxseal.dns.TxtRecord;
import dev.waxseal.mime.HeaderField;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The keys of example.org, the same in every run of one JDK, and a DNS in memory that has them. */
final class TestKeys {

  static final String DOMAIN = "example.org";
  static final String RSA_SELECTOR = "rsa";
  static final String ED25519_SELECTOR = "ed25519";

  static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-01-01T12:00:00Z"));
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

  private Dns dns() {
    String parent = "._domainkey." + DOMAIN;
    return new MemoryDns(
        Map.of(
            DomainName.of(RSA_SELECTOR + parent), answer(rsaKey),
            DomainName.of(ED25519_SELECTOR + parent), answer(ed25519Key)));
  }

  /** A plain signature of the JCA by the RSA key. */
  byte[] rsaSign(byte[] data) throws GeneralSecurityException {
    Signature signature = Signature.getInstance("SHA256withRSA");
    signature.initSign(rsa.getPrivate());
    signature.update(data);
    return signature.sign();
  }

  /** Whether a plain signature of the JCA is good. */
  boolean rsaVerify(byte[] data, byte[] expected) throws GeneralSecurityException {
    PublicKey key = rsa.getPublic();
    Signature signature = Signature.getInstance("SHA256withRSA");
    signature.initVerify(key);
    signature.update(data);
    return signature.verify(expected);
  }

  /** The bytes of fields, one after another. */
  static byte[] bytes(List<HeaderField> fields) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    fields.forEach(field -> out.writeBytes(field.bytes()));
    return out.toByteArray();
  }

  private static DnsAnswer<TxtRecord> answer(SigningKey key) {
    String text = key.keyRecord().orElseThrow();
    int cut = Math.min(text.length(), 255);
    return new DnsAnswer.Found<>(
        List.of(new TxtRecord(List.of(text.substring(0, cut), text.substring(cut)))),
        Duration.ofHours(1));
  }

  /** Answers at once: what DNS costs is no question here. */
  private record MemoryDns(Map<DomainName, DnsAnswer<TxtRecord>> answers) implements Dns {

    @Override
    @SuppressWarnings("unchecked") // R is TxtRecord: there is no other type of record here
    public <R extends DnsRecord> CompletionStage<DnsAnswer<R>> lookup(
        DomainName name, RecordType<R> type) {
      DnsAnswer<TxtRecord> answer =
          answers.getOrDefault(name, new DnsAnswer.NoSuchDomain<>(Optional.empty()));
      return CompletableFuture.completedFuture((DnsAnswer<R>) answer);
    }
  }

  /** The text of a field as jDKIM returns it, as bytes. */
  static byte[] bytes(String field) {
    return (field + "\r\n").getBytes(StandardCharsets.US_ASCII);
  }
}
