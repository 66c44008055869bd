package dev.waxseal.dkim.internal;

import dev.waxseal.dkim.internal.KeyKind.Form;
import dev.waxseal.dkim.signature.DkimKeyRecord;
import dev.waxseal.dkim.signature.Octets;
import dev.waxseal.dkim.signature.SigningAlgorithm;
import java.io.IOException;
import java.io.StringReader;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1BitString;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.util.io.pem.PemHeader;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemReader;

/** The shapes in which keys come: DER in key records, PEM in files. */
public final class KeyFormats {

  /** RFC 8410 section 3. */
  private static final ASN1ObjectIdentifier ED25519 = new ASN1ObjectIdentifier("1.3.101.112");

  /** The names of kinds of keys. */
  private static final Map<ASN1ObjectIdentifier, String> ALGORITHMS =
      Map.ofEntries(
          Map.entry(PKCSObjectIdentifiers.rsaEncryption, "an RSA key"),
          Map.entry(PKCSObjectIdentifiers.id_RSASSA_PSS, "an RSASSA-PSS key"),
          Map.entry(PKCSObjectIdentifiers.id_RSAES_OAEP, "an RSAES-OAEP key"),
          Map.entry(PKCSObjectIdentifiers.dhKeyAgreement, "a Diffie-Hellman key"),
          Map.entry(X9ObjectIdentifiers.dhpublicnumber, "a Diffie-Hellman key"),
          Map.entry(X9ObjectIdentifiers.id_dsa, "a DSA key"),
          Map.entry(X9ObjectIdentifiers.id_ecPublicKey, "an EC key"),
          Map.entry(ED25519, "an Ed25519 key"),
          Map.entry(new ASN1ObjectIdentifier("1.3.101.113"), "an Ed448 key"),
          Map.entry(new ASN1ObjectIdentifier("1.3.101.110"), "an X25519 key"),
          Map.entry(new ASN1ObjectIdentifier("1.3.101.111"), "an X448 key"));

  /** What the words in PEM say of keys that are not in PKCS #8. */
  private static final Map<String, ASN1ObjectIdentifier> OF_TYPES =
      Map.of(
          "RSA PRIVATE KEY", PKCSObjectIdentifiers.rsaEncryption,
          "DSA PRIVATE KEY", X9ObjectIdentifiers.id_dsa,
          "EC PRIVATE KEY", X9ObjectIdentifiers.id_ecPublicKey);

  private KeyFormats() {}

  /**
   * An RSA public key, as SubjectPublicKeyInfo or as RSAPublicKey: the text of RFC 6376 section
   * 3.6.1 names the latter, its examples and the world use the former (errata 3017, 6674).
   *
   * @return empty if it is neither
   */
  static Optional<RsaPublicKey> rsaPublicKey(byte[] der) {
    try {
      ASN1Sequence sequence = derSequence(der);
      ASN1Sequence key =
          sequence.getObjectAt(0) instanceof ASN1Sequence
              ? ofSubjectPublicKeyInfo(SubjectPublicKeyInfo.getInstance(sequence))
              : sequence;
      BigInteger modulus = ASN1Integer.getInstance(key.getObjectAt(0)).getValue();
      BigInteger exponent = ASN1Integer.getInstance(key.getObjectAt(1)).getValue();
      return key.size() == 2 && modulus.signum() > 0 && exponent.signum() > 0
          ? Optional.of(new RsaPublicKey(modulus, exponent))
          : Optional.empty();
    } catch (IOException | RuntimeException e) {
      return Optional.empty(); // what is not DER of these shapes ends in one of many exceptions
    }
  }

  /** The exponent of an RSA public key; empty if it is not one. */
  public static Optional<BigInteger> rsaExponent(byte[] der) {
    return rsaPublicKey(der).map(RsaPublicKey::exponent);
  }

  /**
   * The text of the key record for a public key.
   *
   * @param der a SubjectPublicKeyInfo
   * @return empty if it is not one, or its algorithm is not one of DKIM's
   */
  public static Optional<String> keyRecord(byte[] der) {
    try {
      SubjectPublicKeyInfo info = SubjectPublicKeyInfo.getInstance(der);
      ASN1ObjectIdentifier algorithm = info.getAlgorithm().getAlgorithm();
      if (ED25519.equals(algorithm)) {
        Octets key = Octets.of(info.getPublicKeyData().getOctets());
        return Optional.of(DkimKeyRecord.text(SigningAlgorithm.ED25519_SHA256, key));
      }
      return rsaPublicKey(der)
          .map(key -> DkimKeyRecord.text(SigningAlgorithm.RSA_SHA256, Octets.of(der)));
    } catch (RuntimeException e) {
      return Optional.empty(); // what is not DER of this shape ends in one of many exceptions
    }
  }

  /** A sequence in DER, where everything has one encoding; what is only BER is refused. */
  private static ASN1Sequence derSequence(byte[] der) throws IOException {
    ASN1Sequence sequence = ASN1Sequence.getInstance(ASN1Primitive.fromByteArray(der));
    if (!Arrays.equals(sequence.getEncoded(ASN1Encoding.DER), der)) {
      throw new IOException("not DER");
    }
    return sequence;
  }

  private static ASN1Sequence ofSubjectPublicKeyInfo(SubjectPublicKeyInfo info) throws IOException {
    if (!PKCSObjectIdentifiers.rsaEncryption.equals(info.getAlgorithm().getAlgorithm())) {
      throw new IOException("not an RSA key");
    }
    return derSequence(info.getPublicKeyData().getOctets());
  }

  /** The contents of a PEM file. */
  public sealed interface PemKey {
    /** A private key in PKCS #8. */
    record Plain(Octets pkcs8) implements PemKey {}

    /** A private key that needs a passphrase, and none was given. */
    record Locked() implements PemKey {}

    /** A private key that the passphrase does not open. */
    record WrongPassphrase() implements PemKey {}

    /** No private key. */
    record Unreadable(String what) implements PemKey {}
  }

  /**
   * The first private key in PEM text: PKCS #1, PKCS #8 or encrypted PKCS #8 (RFC 7468), or PKCS #1
   * that OpenSSL encrypted by itself.
   *
   * @param passphrase the passphrase; an empty one is tried, too
   */
  public static PemKey privateKey(String pem, char[] passphrase) {
    Optional<String> other = PemText.otherKind(pem);
    if (other.isPresent()) {
      return new PemKey.Unreadable(other.get());
    }
    if (!pem.contains("PRIVATE KEY-----")) {
      return new PemKey.Unreadable(PemText.instead(pem));
    }
    try (PemReader reader = new PemReader(new StringReader(pem))) {
      for (PemObject block = reader.readPemObject();
          block != null;
          block = reader.readPemObject()) {
        if (block.getType().endsWith("PRIVATE KEY")) {
          return privateKey(block, passphrase);
        }
      }
      return new PemKey.Unreadable(PemText.instead(pem));
    } catch (IOException | RuntimeException e) {
      return new PemKey.Unreadable("its PEM is damaged");
    }
  }

  private static PemKey privateKey(PemObject block, char[] passphrase) throws IOException {
    Optional<String> headers = encryption(block);
    boolean pkcs8 = block.getType().startsWith("ENCRYPTED");
    if (!pkcs8 && headers.isEmpty()) {
      return new PemKey.Plain(pkcs8(block.getType(), block.getContent()));
    }
    try {
      byte[] octets = block.getContent();
      return new PemKey.Plain(
          headers.isPresent()
              ? pkcs8(block.getType(), EncryptedKeys.withHeaders(headers.get(), octets, passphrase))
              : pkcs8("PRIVATE KEY", EncryptedKeys.pkcs8(octets, passphrase)));
    } catch (NoSuchAlgorithmException e) {
      return new PemKey.Unreadable(
          "it is encrypted with an algorithm that is not supported; openssl pkcs8 -topk8 makes a"
              + " key of it that can be used");
    } catch (GeneralSecurityException | IOException | RuntimeException e) {
      return passphrase.length == 0 // which opens keys that were encrypted with an empty one
          ? new PemKey.Locked()
          : new PemKey.WrongPassphrase(); // or octets that only look like a padded key
    }
  }

  /** The value of the header DEK-Info, if there is one (RFC 1421 section 4.6.1.3). */
  private static Optional<String> encryption(PemObject block) {
    for (Object header : block.getHeaders()) {
      if (header instanceof PemHeader dek && dek.getName().equals("DEK-Info")) {
        return Optional.of(dek.getValue());
      }
    }
    return Optional.empty();
  }

  /** A key in PKCS #8: as it is, or wrapped if its PEM says that it is of one algorithm. */
  private static Octets pkcs8(String type, byte[] der) throws IOException {
    ASN1ObjectIdentifier algorithm = OF_TYPES.get(type);
    PrivateKeyInfo info =
        algorithm == null
            ? PrivateKeyInfo.getInstance(der)
            : new PrivateKeyInfo(
                new AlgorithmIdentifier(algorithm, DERNull.INSTANCE),
                ASN1Sequence.getInstance(der));
    return Octets.of(info.getEncoded());
  }

  /** The kind of a key in PKCS #8, if it is known. */
  public static Optional<String> kindOfPrivateKey(byte[] pkcs8) {
    try {
      PrivateKeyInfo info = PrivateKeyInfo.getInstance(pkcs8);
      return Optional.ofNullable(ALGORITHMS.get(info.getPrivateKeyAlgorithm().getAlgorithm()));
    } catch (RuntimeException e) {
      return Optional.empty();
    }
  }

  /** The kind of a public key in DER; empty if it is unknown. */
  static Optional<KeyKind> kindOfPublicKey(byte[] der) {
    try {
      return ASN1Primitive.fromByteArray(der) instanceof ASN1Sequence sequence
          ? kind(sequence)
          : Optional.empty();
    } catch (IOException | RuntimeException e) {
      return Optional.empty(); // what is not DER of these shapes ends in one of many exceptions
    }
  }

  private static Optional<KeyKind> kind(ASN1Sequence sequence) {
    ASN1Encodable first = sequence.getObjectAt(0);
    ASN1Encodable second = sequence.getObjectAt(1);
    if (first instanceof ASN1Integer && second instanceof ASN1Integer) {
      return sequence.size() == 2 ? KeyKind.kind("an RSA key", Form.RSA) : Optional.empty();
    }
    if (!(first instanceof ASN1Sequence content)) {
      return Optional.empty();
    }
    if (second instanceof ASN1BitString && sequence.size() == 2) {
      return content.getObjectAt(0) instanceof ASN1ObjectIdentifier algorithm
          ? kind(algorithm)
          : Optional.empty();
    }
    return second instanceof ASN1Sequence && sequence.size() == 3
        ? KeyKind.kind(
            content.size() < 5 ? "a request for a certificate" : "a certificate", Form.CERTIFICATE)
        : Optional.empty();
  }

  private static Optional<KeyKind> kind(ASN1ObjectIdentifier algorithm) {
    if (algorithm.equals(PKCSObjectIdentifiers.rsaEncryption)) {
      return KeyKind.kind("an RSA key", Form.RSA);
    }
    return algorithm.equals(ED25519)
        ? KeyKind.kind("an Ed25519 key in a SubjectPublicKeyInfo", Form.ED25519_WRAPPED)
        : KeyKind.kind(
            ALGORITHMS.getOrDefault(algorithm, "a key of the algorithm " + algorithm.getId()),
            Form.OTHER);
  }

  /** The seed of an Ed25519 key in PKCS #8 (RFC 8410 section 7); empty if it is another key. */
  public static Optional<byte[]> ed25519Seed(byte[] pkcs8) {
    try {
      PrivateKeyInfo info = PrivateKeyInfo.getInstance(pkcs8);
      if (!ED25519.equals(info.getPrivateKeyAlgorithm().getAlgorithm())) {
        return Optional.empty();
      }
      return Optional.of(ASN1OctetString.getInstance(info.parsePrivateKey()).getOctets());
    } catch (IOException | RuntimeException e) {
      return Optional.empty();
    }
  }
}
