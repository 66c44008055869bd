package dev.waxseal.dkim;

import dev.waxseal.dkim.internal.KeyFormats;
import dev.waxseal.dkim.internal.PrivateKeyText;
import dev.waxseal.dkim.signature.DkimKeyRecord;
import dev.waxseal.dkim.signature.Octets;
import dev.waxseal.dkim.signature.SigningAlgorithm;
import dev.waxseal.dkim.signature.SigningException;
import dev.waxseal.dns.DnsRecord;
import dev.waxseal.dns.DomainName;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Provider;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;

/**
 * A private key to sign with: out of a PEM file, out of the JCA, or in a device that never lets go
 * of it.
 *
 * <p>Immutable; share it among threads if its {@link RawSigner} may be shared.
 */
public final class SigningKey {

  private final SigningAlgorithm algorithm;
  private final int bits;
  private final RawSigner signer;
  private final Optional<Octets> publicKey;

  /** The key in PKCS #8, if another implementation may have it, and the signer without that. */
  private final Optional<byte[]> pkcs8;

  private final RawSigner standard;

  /** Makes the bare signature. */
  @FunctionalInterface
  public interface RawSigner {

    /**
     * Signs.
     *
     * @param data for {@code rsa-sha256} the header fields that are signed, to be hashed with
     *     SHA-256 and signed by PKCS #1 version 1.5; for {@code ed25519-sha256} their SHA-256, 32
     *     octets, to be signed as they are (RFC 8463 section 3)
     * @return the signature
     * @throws GeneralSecurityException if it cannot be made
     */
    byte[] sign(byte[] data) throws GeneralSecurityException;
  }

  /**
   * A private key that was just made.
   *
   * @param key the key to sign with
   * @param pem the key as PEM, PKCS #8, not encrypted: what goes into the key file
   */
  public record Generated(SigningKey key, String pem) {

    /** Says that there is a key; never shows it. */
    @Override
    public String toString() {
      return "Generated[" + key.algorithm() + ", " + key.bits() + " bits]";
    }
  }

  private SigningKey(
      SigningAlgorithm algorithm,
      int bits,
      RawSigner signer,
      Optional<Octets> publicKey,
      Optional<byte[]> pkcs8,
      RawSigner standard) {
    this.algorithm = Objects.requireNonNull(algorithm);
    this.bits = bits;
    this.signer = Objects.requireNonNull(signer);
    this.publicKey = publicKey;
    this.pkcs8 = pkcs8;
    this.standard = standard;
  }

  /** Makes a key of the advised length: 2048 bits of RSA (RFC 8301 section 3.2). */
  public static Generated generate(SigningAlgorithm algorithm) {
    return generate(algorithm, algorithm.advisedKeyBits());
  }

  /**
   * Makes a key.
   *
   * @param bits its length: that of an RSA modulus, 1024 to 8192; 256 for Ed25519
   * @throws IllegalArgumentException if the algorithm has no keys of that length
   */
  public static Generated generate(SigningAlgorithm algorithm, int bits) {
    if (bits < algorithm.leastKeyBits() || bits > algorithm.mostKeyBits()) {
      throw new IllegalArgumentException(
          "A key for "
              + algorithm
              + " has "
              + algorithm.leastKeyBits()
              + " to "
              + algorithm.mostKeyBits()
              + " bits here, not "
              + bits);
    }
    return NewKeys.make(algorithm, bits);
  }

  /**
   * A key from the text of a key file: PEM (PKCS #1, PKCS #8), or in base64 alone the 32 octets of
   * an Ed25519 seed, or 64 with the public key behind it (RFC 8032 section 5.1.5). A key that is
   * encrypted with an empty passphrase is opened.
   *
   * @throws SigningException if it holds no such key, the two halves of an Ed25519 key do not
   *     belong together, or the key is encrypted or too short
   */
  public static SigningKey fromPem(String pem) throws SigningException {
    return fromPem(pem, new char[0]);
  }

  /**
   * A key from the text of a key file, which may be encrypted.
   *
   * @param passphrase what opens it; empty if there is none, or if it is empty; not kept
   * @throws SigningException if it holds no key that this opens, or the key is too short
   */
  public static SigningKey fromPem(String pem, char[] passphrase) throws SigningException {
    return PrivateKeys.fromPem(pem, passphrase);
  }

  /**
   * Returns true if a text holds a private key, whole or cut off, so that it must not be shown: in
   * PEM, or in base64 as PKCS #1, PKCS #8, SEC 1 or OpenSSH have it. The bare seed of an Ed25519
   * key looks like a public key, and is not recognized.
   *
   * @param text one character an octet, or Unicode
   */
  public static boolean isIn(String text) {
    return PrivateKeyText.isIn(text);
  }

  /**
   * A key of the JCA: RSA or Ed25519, of any provider, opaque ones included.
   *
   * @throws SigningException if it is of another type or too short
   */
  public static SigningKey of(PrivateKey key) throws SigningException {
    return PrivateKeys.of(key);
  }

  /**
   * A key that something else holds: a hardware module, an agent, a service.
   *
   * @param bits its length: that of an RSA modulus, 256 for Ed25519
   * @param publicKey the public key as {@code p=} has it: SubjectPublicKeyInfo for RSA, 32 octets
   *     for Ed25519; empty if it is not known
   * @throws SigningException if it is an RSA key whose signatures do not count: of fewer than 1024
   *     bits ("Signers MUST use RSA keys of at least 1024 bits", RFC 8301 section 3.2), of more
   *     than 8192, or with an exponent that is not safe
   */
  public static SigningKey of(
      SigningAlgorithm algorithm, int bits, Optional<Octets> publicKey, RawSigner signer)
      throws SigningException {
    PrivateKeys.checkStrength(algorithm, bits, publicKey);
    return new SigningKey(algorithm, bits, signer, publicKey, Optional.empty(), signer);
  }

  /** This key, which other implementations may have. */
  SigningKey shown(byte[] octets) {
    return new SigningKey(
        algorithm, bits, signer, publicKey, Optional.of(octets.clone()), standard);
  }

  /**
   * This key with another implementation of RSA and Ed25519. Its signatures are the same: both
   * algorithms have one signature for a text and a key. A key that the provider cannot work with,
   * or that is in a device, signs as before. It signs once here, to be sure.
   */
  public SigningKey withCrypto(Crypto crypto) {
    return new SigningKey(
        algorithm,
        bits,
        crypto.provider().flatMap(this::provided).orElse(standard),
        publicKey,
        pkcs8,
        standard);
  }

  private Optional<RawSigner> provided(Provider provider) {
    return pkcs8.flatMap(octets -> PrivateKeys.provided(provider, algorithm, octets, standard));
  }

  /** The algorithm of its signatures. */
  public SigningAlgorithm algorithm() {
    return algorithm;
  }

  /** Its length: the bits of an RSA modulus, 256 for Ed25519. */
  public int bits() {
    return bits;
  }

  /** Returns true if it has fewer bits than "signers SHOULD use": 2048 of RSA (RFC 8301 3.2). */
  public boolean isShorterThanAdvised() {
    return bits < algorithm.advisedKeyBits();
  }

  /** The text of the key record to publish (RFC 6376 section 3.6.1), if the public key is known. */
  public Optional<String> keyRecord() {
    return publicKey.map(key -> DkimKeyRecord.text(algorithm, key));
  }

  /**
   * The text of the key record for a public key in PEM ({@code BEGIN PUBLIC KEY}), as OpenSSL
   * writes it; empty if it is not a public key that DKIM knows.
   */
  public static Optional<String> keyRecordOf(String publicKeyPem) {
    String base64 = publicKeyPem.replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
    try {
      return KeyFormats.keyRecord(Base64.getDecoder().decode(base64));
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // not base64
    }
  }

  /**
   * The key record as one line of a zone file, in strings of at most 255 octets (RFC 6376 section
   * 3.6.2.2), if the public key is known. {@code Dns.zone} reads it too.
   *
   * @param selector {@code s=} of the signatures
   * @param domain {@code d=} of the signatures
   * @throws IllegalArgumentException if the selector or the domain is not a domain name, or both
   *     together are too long
   */
  public Optional<String> zoneLine(String selector, String domain) {
    DomainName name =
        DomainName.of(domain)
            .prefixed(DomainName.of(selector) + "._domainkey")
            .orElseThrow(
                () -> new IllegalArgumentException("Too long: the selector and " + domain));
    return keyRecord().map(text -> DnsRecord.Txt.of(text).zoneLine(name));
  }

  /**
   * Signs what a signature field covers.
   *
   * @param signedData the header fields in canonical form (RFC 6376 section 3.7)
   * @return the signature as {@code b=} has it, before base64
   * @throws SigningException if the key, or what holds it, did not sign
   */
  public byte[] sign(byte[] signedData) throws SigningException {
    byte[] signature;
    try {
      signature = signer.sign(PrivateKeys.toBeSigned(algorithm, signedData));
    } catch (GeneralSecurityException | RuntimeException e) { // ProviderException is unchecked
      throw new SigningException(SigningException.Problem.KEY_FAILED, e);
    }
    int length = algorithm.signatureOctets(bits);
    if (signature.length != length) {
      throw new SigningException(
          SigningException.Problem.KEY_FAILED,
          "its signature has " + signature.length + " octets instead of " + length);
    }
    return signature;
  }
}
