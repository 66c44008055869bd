package dev.waxseal.dkim.internal;

import dev.waxseal.dkim.DkimReason;
import dev.waxseal.dkim.SigningAlgorithm;
import dev.waxseal.mime.Limits;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.RSAPublicKeySpec;

/** An RSA public key (RFC 6376 section 3.3.2). */
record RsaPublicKey(BigInteger modulus, BigInteger exponent) implements PublicKey {

  private static final int MIN_BITS = 1024;
  private static final BigInteger MIN_EXPONENT = BigInteger.valueOf(3);
  private static final BigInteger MAX_EXPONENT = BigInteger.ONE.shiftLeft(32);

  @Override
  public SigningAlgorithm algorithm() {
    return SigningAlgorithm.RSA_SHA256;
  }

  @Override
  public int bits() {
    return modulus.bitLength();
  }

  /**
   * "Verifiers MUST NOT consider signatures using RSA keys of less than 1024 bits as valid" (RFC
   * 8301 section 3.2). The exponent is odd and at least 3 (RFC 8017 section 3.1): with 1 every text
   * is its own signature. Beyond that it only costs time.
   */
  @Override
  public void checkStrength(Limits limits) throws Refusal {
    if (bits() < MIN_BITS) {
      throw new Refusal(DkimReason.KEY_TOO_SHORT, bits() + " bits");
    }
    if (bits() > limits.rsaKeyBits()) {
      throw new Refusal(DkimReason.KEY_TOO_LONG, bits() + " bits");
    }
    boolean inRange =
        exponent.compareTo(MIN_EXPONENT) >= 0 && exponent.compareTo(MAX_EXPONENT) <= 0;
    if (!inRange || !exponent.testBit(0)) {
      throw new Refusal(
          DkimReason.KEY_UNSAFE_EXPONENT,
          exponent.bitLength() <= 64
              ? "exponent " + exponent
              : "an exponent of " + exponent.bitLength() + " bits");
    }
  }

  @Override
  public boolean verify(byte[] signedData, byte[] signature) {
    try {
      Signature rsa = Signature.getInstance("SHA256withRSA");
      rsa.initVerify(
          KeyFactory.getInstance("RSA").generatePublic(new RSAPublicKeySpec(modulus, exponent)));
      rsa.update(signedData);
      return rsa.verify(signature);
    } catch (SignatureException | InvalidKeySpecException | InvalidKeyException e) {
      return false; // not the shape of a signature by this key, or no key to this runtime
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This Java runtime has no RSA for this key", e);
    }
  }
}
