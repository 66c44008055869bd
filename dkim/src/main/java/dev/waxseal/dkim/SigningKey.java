package dev.waxseal.dkim;

import dev.waxseal.dkim.internal.PrivateKeyText;
import dev.waxseal.dkim.internal.PrivateKeys;
import dev.waxseal.dkim.signature.Octets;
import dev.waxseal.dkim.signature.SigningAlgorithm;
import dev.waxseal.dkim.signature.SigningException;
import dev.waxseal.dns.DnsRecord;
import dev.waxseal.dns.DomainName;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.util.Objects;
import java.util.Optional;

/**
 * A private key to sign with: out of a PEM file, out of the JCA, or in a device that never lets go
 * of it.
 *
 * <p>Immutable; share it among threads if its {@link RawSigner} may be shared.
 */
public final class SigningKey {

  private static final int ADVISED_RSA_BITS = 2048;

  private final SigningAlgorithm algorithm;
  private final int bits;
  private final RawSigner signer;
  private final Optional<Octets> publicKey;

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

  private SigningKey(
      SigningAlgorithm algorithm, int bits, RawSigner signer, Optional<Octets> publicKey) {
    this.algorithm = Objects.requireNonNull(algorithm);
    this.bits = bits;
    this.signer = Objects.requireNonNull(signer);
    this.publicKey = publicKey;
  }

  /**
   * A key from PEM text: PKCS #1, PKCS #8, or the bare base64 of a 32-octet Ed25519 seed.
   *
   * @throws SigningException if it holds no such key, or the key is encrypted or too short
   */
  public static SigningKey fromPem(String pem) throws SigningException {
    return fromPem(pem, new char[0]);
  }

  /**
   * A key from PEM text, which may be encrypted.
   *
   * @param passphrase what opens it; not kept
   * @throws SigningException if it holds no key that this opens, or the key is too short
   */
  public static SigningKey fromPem(String pem, char[] passphrase) throws SigningException {
    return PrivateKeys.fromPem(pem, passphrase);
  }

  /**
   * Whether a text holds a private key, whole or cut off, so that it must not be shown: in PEM, or
   * in base64 as PKCS #1, PKCS #8, SEC 1 or OpenSSH have it. The bare seed of an Ed25519 key looks
   * like a public key, and is not recognized.
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
    if (algorithm == SigningAlgorithm.RSA_SHA256) {
      PrivateKeys.checkStrength(bits, publicKey);
    }
    return new SigningKey(algorithm, bits, signer, publicKey);
  }

  /** The algorithm of its signatures. */
  public SigningAlgorithm algorithm() {
    return algorithm;
  }

  /** Its length: the bits of an RSA modulus, 256 for Ed25519. */
  public int bits() {
    return bits;
  }

  /** Whether it is an RSA key of fewer bits than "signers SHOULD use": 2048 (RFC 8301 3.2). */
  public boolean isShorterThanAdvised() {
    return algorithm == SigningAlgorithm.RSA_SHA256 && bits < ADVISED_RSA_BITS;
  }

  /** The text of the key record to publish (RFC 6376 section 3.6.1), if the public key is known. */
  public Optional<String> keyRecord() {
    return publicKey.map(key -> "v=DKIM1; k=" + algorithm.keyType() + "; p=" + key);
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
    int length = algorithm == SigningAlgorithm.RSA_SHA256 ? (bits + 7) / 8 : 64;
    if (signature.length != length) {
      throw new SigningException(
          SigningException.Problem.KEY_FAILED,
          "its signature has " + signature.length + " octets instead of " + length);
    }
    return signature;
  }
}
