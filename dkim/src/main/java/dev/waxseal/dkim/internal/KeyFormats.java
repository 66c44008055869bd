package dev.waxseal.dkim.internal;

import dev.waxseal.dkim.internal.KeyKind.Form;
import dev.waxseal.dkim.signature.DkimKeyRecord;
import dev.waxseal.dkim.signature.Octets;
import dev.waxseal.dkim.signature.SigningAlgorithm;
import java.io.IOException;
import java.io.StringReader;
import java.math.BigInteger;
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
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.PEMEncryptedKeyPair;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.bc.BcPEMDecryptorProvider;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8DecryptorProviderBuilder;
import org.bouncycastle.operator.InputDecryptorProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;
import org.bouncycastle.pkcs.PKCSException;

/** The shapes in which keys come: DER in key records, PEM in files. */
public final class KeyFormats {

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
          Map.entry(EdECObjectIdentifiers.id_Ed25519, "an Ed25519 key"),
          Map.entry(EdECObjectIdentifiers.id_Ed448, "an Ed448 key"),
          Map.entry(EdECObjectIdentifiers.id_X25519, "an X25519 key"),
          Map.entry(EdECObjectIdentifiers.id_X448, "an X448 key"));

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
      if (EdECObjectIdentifiers.id_Ed25519.equals(algorithm)) {
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
   * The first private key in PEM text: PKCS #1, PKCS #8 or encrypted PKCS #8 (RFC 7468).
   *
   * @param passphrase the passphrase, or empty if there is none
   */
  public static PemKey privateKey(String pem, char[] passphrase) {
    Optional<String> other = PemText.otherKind(pem);
    if (other.isPresent()) {
      return new PemKey.Unreadable(other.get());
    }
    if (!pem.contains("PRIVATE KEY-----")) {
      return new PemKey.Unreadable(PemText.instead(pem));
    }
    try (PEMParser parser = new PEMParser(new StringReader(pem))) {
      for (Object object = parser.readObject(); object != null; object = parser.readObject()) {
        Optional<PemKey> key = privateKey(object, passphrase);
        if (key.isPresent()) {
          return key.get();
        }
      }
      return new PemKey.Unreadable(PemText.instead(pem));
    } catch (IOException | RuntimeException e) {
      return new PemKey.Unreadable("its PEM is damaged");
    }
  }

  private static Optional<PemKey> privateKey(Object object, char[] passphrase) throws IOException {
    if (object instanceof PrivateKeyInfo info) {
      return Optional.of(new PemKey.Plain(Octets.of(info.getEncoded())));
    }
    if (object instanceof PEMKeyPair pair) {
      return Optional.of(new PemKey.Plain(Octets.of(pair.getPrivateKeyInfo().getEncoded())));
    }
    if (object instanceof PKCS8EncryptedPrivateKeyInfo locked) {
      return Optional.of(passphrase.length == 0 ? new PemKey.Locked() : open(locked, passphrase));
    }
    if (object instanceof PEMEncryptedKeyPair locked) {
      return Optional.of(passphrase.length == 0 ? new PemKey.Locked() : open(locked, passphrase));
    }
    return Optional.empty();
  }

  private static PemKey open(PKCS8EncryptedPrivateKeyInfo locked, char[] passphrase)
      throws IOException {
    try {
      InputDecryptorProvider decryptor =
          new JceOpenSSLPKCS8DecryptorProviderBuilder()
              .setProvider(new BouncyCastleProvider()) // handed over, never installed
              .build(passphrase);
      return new PemKey.Plain(Octets.of(locked.decryptPrivateKeyInfo(decryptor).getEncoded()));
    } catch (OperatorCreationException | PKCSException e) {
      return new PemKey.WrongPassphrase();
    }
  }

  private static PemKey open(PEMEncryptedKeyPair locked, char[] passphrase) throws IOException {
    try {
      PEMKeyPair pair = locked.decryptKeyPair(new BcPEMDecryptorProvider(passphrase));
      return new PemKey.Plain(Octets.of(pair.getPrivateKeyInfo().getEncoded()));
    } catch (IOException e) {
      return new PemKey.WrongPassphrase();
    }
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
    return algorithm.equals(EdECObjectIdentifiers.id_Ed25519)
        ? KeyKind.kind("an Ed25519 key in a SubjectPublicKeyInfo", Form.ED25519_WRAPPED)
        : KeyKind.kind(
            ALGORITHMS.getOrDefault(algorithm, "a key of the algorithm " + algorithm.getId()),
            Form.OTHER);
  }

  /** The seed of an Ed25519 key in PKCS #8 (RFC 8410 section 7); empty if it is another key. */
  public static Optional<byte[]> ed25519Seed(byte[] pkcs8) {
    try {
      PrivateKeyInfo info = PrivateKeyInfo.getInstance(pkcs8);
      if (!EdECObjectIdentifiers.id_Ed25519.equals(info.getPrivateKeyAlgorithm().getAlgorithm())) {
        return Optional.empty();
      }
      return Optional.of(ASN1OctetString.getInstance(info.parsePrivateKey()).getOctets());
    } catch (IOException | RuntimeException e) {
      return Optional.empty();
    }
  }
}
