package dev.waxseal.dkim.internal;

import dev.waxseal.dkim.signature.SigningAlgorithm;
import dev.waxseal.mime.Limits;
import java.math.BigInteger;
import java.util.Optional;

/** An RSA public key (RFC 6376 section 3.3.2). */
record RsaPublicKey(BigInteger modulus, BigInteger exponent) implements PublicKey {

  private static final byte[] SHA256_INFO = SignedDigest.Name.SHA_256.info();

  @Override
  public SigningAlgorithm algorithm() {
    return SigningAlgorithm.RSA_SHA256;
  }

  @Override
  public int bits() {
    return modulus.bitLength();
  }

  @Override
  public void checkStrength(Limits limits) throws Refusal {
    new RsaStrength(bits(), Optional.of(exponent)).check(limits);
  }

  @Override
  public int signatureLength() {
    return algorithm().signatureOctets(bits());
  }

  /**
   * RSASSA-PKCS1-v1_5 (RFC 8017 section 8.2.2): the one encoding of the hash is compared with what
   * the signature holds, octet by octet, so that there is nothing to parse. It takes the hash and
   * not what was hashed, which no {@code Signature} of the JCA does at this price: each seal of a
   * chain signs all the seals below it, and they share one running hash.
   */
  @Override
  public boolean verify(byte[] sha256, byte[] signature) {
    int length = signatureLength();
    BigInteger representative = new BigInteger(1, signature);
    if (signature.length != length || representative.compareTo(modulus) >= 0) {
      return false;
    }
    return representative
        .modPow(exponent, modulus)
        .equals(SignedDigest.encoded(SHA256_INFO, sha256, length));
  }

  /**
   * The hash that a signature was made of, if this key made it: RSA gives the encoded hash back
   * (RFC 8017 section 5.2.2), and no other key leads to that encoding.
   */
  Optional<SignedDigest> signedDigest(byte[] signature) {
    int length = signatureLength();
    BigInteger representative = new BigInteger(1, signature);
    if (signature.length != length || representative.compareTo(modulus) >= 0) {
      return Optional.empty();
    }
    return SignedDigest.in(representative.modPow(exponent, modulus), length);
  }
}
