package dev.waxseal.dkim.internal;

import dev.waxseal.dkim.signature.Octets;
import dev.waxseal.dkim.signature.SigningAlgorithm;
import dev.waxseal.mime.Limits;

/** An Ed25519 public key: 32 octets as they are (RFC 8463 section 4.2). */
record Ed25519PublicKey(Octets key) implements PublicKey {

  @Override
  public SigningAlgorithm algorithm() {
    return SigningAlgorithm.ED25519_SHA256;
  }

  @Override
  public int bits() {
    return algorithm().leastKeyBits();
  }

  @Override
  public void checkStrength(Limits limits) {
    // All Ed25519 keys are of one length.
  }

  @Override
  public int signatureLength() {
    return algorithm().signatureOctets(bits());
  }

  @Override
  public boolean hasForm(byte[] signature) {
    return signature.length == signatureLength();
  }

  @Override
  public boolean verify(byte[] sha256, byte[] signature) {
    return Ed25519.verify(key.bytes(), sha256, signature);
  }
}
