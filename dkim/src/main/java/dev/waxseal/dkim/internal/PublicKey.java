package dev.waxseal.dkim.internal;

import dev.waxseal.dkim.signature.DkimReason;
import dev.waxseal.dkim.signature.SigningAlgorithm;
import dev.waxseal.mime.Limits;

/** A public key out of a key record, ready to verify with. */
public sealed interface PublicKey permits RsaPublicKey, Ed25519PublicKey, ProvidedPublicKey {

  /** The algorithm that it verifies. */
  SigningAlgorithm algorithm();

  /** Its length: the bits of an RSA modulus, 256 for Ed25519. */
  int bits();

  /** Checks that it is strong enough to mean something, and small enough to be worked with. */
  void checkStrength(Limits limits) throws Refusal;

  /**
   * Returns true if this key made a signature.
   *
   * @param sha256 the SHA-256 of the header fields in canonical form (RFC 6376 section 3.7)
   * @param signature the signature, of whatever length it came
   */
  boolean verify(byte[] sha256, byte[] signature);

  /** The octets of each of its signatures. */
  int signatureLength();

  /** Returns true if a signature is as long as those of this key, and in their range. */
  boolean hasForm(byte[] signature);

  /** Refuses a signature that is not as long as those of this key. */
  default void checkLength(byte[] signature) throws Refusal {
    if (signature.length != signatureLength()) {
      throw new Refusal(
          DkimReason.SIGNATURE_LENGTH_WRONG,
          "it has " + signature.length + " octets, and the key makes " + signatureLength());
    }
  }

  /** Refuses a signature that this key did not make; parameters as for {@link #verify}. */
  default void check(byte[] sha256, byte[] signature) throws Refusal {
    if (!verify(sha256, signature)) {
      throw new Refusal(DkimReason.SIGNATURE_MISMATCH, "");
    }
  }
}
