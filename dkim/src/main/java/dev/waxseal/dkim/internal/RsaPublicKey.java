package dev.waxseal.dkim.internal;

import dev.waxseal.dkim.signature.SigningAlgorithm;
import dev.waxseal.mime.Limits;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Optional;
import java.util.stream.IntStream;

/** An RSA public key (RFC 6376 section 3.3.2). */
record RsaPublicKey(BigInteger modulus, BigInteger exponent) implements PublicKey {

  /** The octets of a salt where nobody says otherwise (RFC 8017 appendix A.2.3). */
  private static final int USUAL_SALT = 20;

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
    BigInteger number = new BigInteger(1, signature);
    return hasForm(signature.length, number) && isEncoded(number.modPow(exponent, modulus), sha256);
  }

  @Override
  public boolean hasForm(byte[] signature) {
    return hasForm(signature.length, new BigInteger(1, signature));
  }

  private boolean hasForm(int length, BigInteger number) {
    return length == signatureLength() && number.compareTo(modulus) < 0;
  }

  /**
   * Returns true if a message is the encoded hash.
   *
   * @param message what this key makes of a signature
   */
  boolean isEncoded(BigInteger message, byte[] sha256) {
    return message.equals(SignedDigest.encoded(SHA256_INFO, sha256, signatureLength()));
  }

  /**
   * Returns true for a signature by RSASSA-PSS whose salt is as long as the hash, has 20 octets, or
   * is as long as the key allows.
   */
  boolean isPss(HashAlgorithm algorithm, byte[] text, byte[] signature) {
    int hash = algorithm.digest().getDigestLength();
    int longest = (bits() - 1 + 7) / Byte.SIZE - hash - 2;
    return IntStream.of(hash, USUAL_SALT, longest)
        .filter(salt -> salt >= 0)
        .anyMatch(salt -> isPss(algorithm, salt, text, signature));
  }

  private boolean isPss(HashAlgorithm algorithm, int salt, byte[] text, byte[] signature) {
    try {
      Signature verifier = Signature.getInstance("RSASSA-PSS");
      String name = algorithm.word();
      verifier.setParameter(
          new PSSParameterSpec(name, "MGF1", new MGF1ParameterSpec(name), salt, 1));
      verifier.initVerify(
          KeyFactory.getInstance("RSA").generatePublic(new RSAPublicKeySpec(modulus, exponent)));
      verifier.update(text);
      return verifier.verify(signature);
    } catch (GeneralSecurityException noSignature) {
      return false; // of another length, or by a key that this Java does not take
    }
  }

  /**
   * The hash that a signature was made of, if this key made it: RSA gives the encoded hash back
   * (RFC 8017 section 5.2.2), and no other key leads to that encoding.
   */
  Optional<SignedDigest> signedDigest(byte[] signature) {
    BigInteger number = new BigInteger(1, signature);
    return hasForm(signature.length, number)
        ? SignedDigest.in(number.modPow(exponent, modulus), signatureLength())
        : Optional.empty();
  }
}
