package dev.waxseal.dkim.internal;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1BitString;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/**
 * What the octets of a key are, whether DKIM knows keys of the kind or not. They are read for the
 * sake of a sentence: nothing is verified with them.
 *
 * @param name what they are, for people: {@code an EC key}
 * @param form which of the forms that can be mended
 */
public record KeyKind(String name, Form form) {

  /** The forms that a key of DKIM is published in by mistake, and all the others. */
  public enum Form {
    /** An RSA key, as DKIM has it. */
    RSA,
    /** 32 octets that are a point of the curve of Ed25519, as DKIM has its keys. */
    ED25519,
    /** An Ed25519 key in a SubjectPublicKeyInfo, whose last 32 octets DKIM has. */
    ED25519_WRAPPED,
    /** A key as OpenSSH writes it. */
    OPENSSH,
    /** A certificate or a request for one, with a key in it. */
    CERTIFICATE,
    /** Nothing that DKIM knows. */
    OTHER
  }

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

  /** The first field of a public key of OpenSSH: its length in four octets, then its type. */
  private static final String OPENSSH = "\0\0\0";

  /** What a kind of key is called; empty if it is not known here. */
  static Optional<String> name(ASN1ObjectIdentifier algorithm) {
    return Optional.ofNullable(ALGORITHMS.get(algorithm));
  }

  /** What a public key is; empty if it is nothing that is known here. */
  public static Optional<KeyKind> of(byte[] octets) {
    if (Ed25519.isPublicKey(octets)) {
      return kind("as long as an Ed25519 key, whose record has k=ed25519", Form.ED25519);
    }
    String start = new String(octets, 0, Math.min(octets.length, 16), US_ASCII);
    if (start.startsWith(OPENSSH) && (start.contains("ssh-") || start.contains("ecdsa-"))) {
      return kind("a key as OpenSSH writes it", Form.OPENSSH);
    }
    try {
      return ASN1Primitive.fromByteArray(octets) instanceof ASN1Sequence sequence
          ? ofSequence(sequence)
          : Optional.empty();
    } catch (IOException | RuntimeException e) {
      return Optional.empty(); // what is not DER of these shapes ends in one of many exceptions
    }
  }

  private static Optional<KeyKind> ofSequence(ASN1Sequence sequence) {
    ASN1Encodable first = sequence.getObjectAt(0);
    ASN1Encodable second = sequence.getObjectAt(1);
    if (first instanceof ASN1Integer && second instanceof ASN1Integer) {
      return sequence.size() == 2 ? kind("an RSA key", Form.RSA) : Optional.empty();
    }
    if (!(first instanceof ASN1Sequence content)) {
      return Optional.empty();
    }
    if (second instanceof ASN1BitString && sequence.size() == 2) {
      return content.getObjectAt(0) instanceof ASN1ObjectIdentifier algorithm
          ? ofAlgorithm(algorithm)
          : Optional.empty();
    }
    return second instanceof ASN1Sequence && sequence.size() == 3
        ? kind(
            content.size() < 5 ? "a request for a certificate" : "a certificate", Form.CERTIFICATE)
        : Optional.empty();
  }

  private static Optional<KeyKind> ofAlgorithm(ASN1ObjectIdentifier algorithm) {
    if (algorithm.equals(PKCSObjectIdentifiers.rsaEncryption)) {
      return kind("an RSA key", Form.RSA);
    }
    return algorithm.equals(EdECObjectIdentifiers.id_Ed25519)
        ? kind("an Ed25519 key in a SubjectPublicKeyInfo", Form.ED25519_WRAPPED)
        : kind(name(algorithm).orElse("a key of the algorithm " + algorithm.getId()), Form.OTHER);
  }

  private static Optional<KeyKind> kind(String name, Form form) {
    return Optional.of(new KeyKind(name, form));
  }
}
