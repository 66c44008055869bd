package dev.waxseal.dkim.internal;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.waxseal.dkim.signature.SigningAlgorithm;
import java.util.Optional;

/**
 * The kind of a key, known to DKIM or not. It is for messages: nothing is verified with such keys.
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
    OTHER;

    /** The algorithm whose keys are published in this form; empty for the mistakes. */
    public Optional<SigningAlgorithm> algorithm() {
      return switch (this) {
        case RSA -> Optional.of(SigningAlgorithm.RSA_SHA256);
        case ED25519 -> Optional.of(SigningAlgorithm.ED25519_SHA256);
        case ED25519_WRAPPED, OPENSSH, CERTIFICATE, OTHER -> Optional.empty();
      };
    }
  }

  /** The first field of a public key of OpenSSH: its length in four octets, then its type. */
  private static final String OPENSSH = "\0\0\0";

  /** The kind of a public key; empty if it is unknown. */
  public static Optional<KeyKind> of(byte[] octets) {
    if (Ed25519.isPublicKey(octets) && !isCutOff(octets)) {
      return kind("as long as an Ed25519 key, whose record has k=ed25519", Form.ED25519);
    }
    String start = new String(octets, 0, Math.min(octets.length, 16), US_ASCII);
    if (start.startsWith(OPENSSH) && (start.contains("ssh-") || start.contains("ecdsa-"))) {
      return kind("a key as OpenSSH writes it", Form.OPENSSH);
    }
    return KeyFormats.kindOfPublicKey(octets);
  }

  /** A DER sequence of more than 127 octets, cut off. */
  private static boolean isCutOff(byte[] octets) {
    return octets[0] == 0x30 && octets[1] < 0;
  }

  static Optional<KeyKind> kind(String name, Form form) {
    return Optional.of(new KeyKind(name, form));
  }
}
