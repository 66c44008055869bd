package dev.waxseal.dkim.internal;

import dev.waxseal.dkim.signature.DkimReason;
import dev.waxseal.dkim.signature.SigningAlgorithm;
import dev.waxseal.mime.Limits;
import java.math.BigInteger;
import java.util.Optional;

/**
 * The rule for the strength of RSA keys, of those that verify and those that sign.
 *
 * @param bits the length of the modulus
 * @param exponent the public exponent; empty if the key does not show it
 */
public record RsaStrength(int bits, Optional<BigInteger> exponent) {

  private static final BigInteger MIN_EXPONENT = BigInteger.valueOf(3);
  private static final BigInteger MAX_EXPONENT = BigInteger.ONE.shiftLeft(32);

  /**
   * "Signers MUST use RSA keys of at least 1024 bits", and "verifiers MUST NOT consider signatures
   * using RSA keys of less than 1024 bits as valid" (RFC 8301 section 3.2). The exponent is odd and
   * at least 3 (RFC 8017 section 3.1): with 1 every text is its own signature. Beyond that, and
   * with more bits than the limits have, it only costs time.
   */
  public void check(Limits limits) throws Refusal {
    if (bits < SigningAlgorithm.RSA_SHA256.leastKeyBits()) {
      throw new Refusal(DkimReason.KEY_TOO_SHORT, bits + " bits");
    }
    if (bits > limits.rsaKeyBits()) {
      throw new Refusal(DkimReason.KEY_TOO_LONG, bits + " bits");
    }
    if (exponent.isPresent() && !isSafe(exponent.get())) {
      throw new Refusal(DkimReason.KEY_UNSAFE_EXPONENT, words(exponent.get()));
    }
  }

  private static boolean isSafe(BigInteger exponent) {
    return exponent.compareTo(MIN_EXPONENT) >= 0
        && exponent.compareTo(MAX_EXPONENT) <= 0
        && exponent.testBit(0);
  }

  private static String words(BigInteger exponent) {
    return exponent.bitLength() <= 64
        ? "exponent " + exponent
        : "an exponent of " + exponent.bitLength() + " bits";
  }
}
