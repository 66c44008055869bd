package dev.waxseal.dkim.internal;

import dev.waxseal.dkim.signature.DkimReason;
import dev.waxseal.dkim.signature.SigningAlgorithm;

/**
 * The rules that a verifier applies to every message.
 *
 * <p>Immutable; share it among threads.
 *
 * @param keys reads key records, and has the limits
 * @param bodyLengthLimitAllowed true if the body may be longer than the signature covers
 * @param testKeysCount true if a signature by a key in testing counts
 * @param leastRsaBits the length of the shortest RSA key whose signatures count
 */
public record VerificationRules(
    KeyCache keys, boolean bodyLengthLimitAllowed, boolean testKeysCount, int leastRsaBits) {

  /** The rules without an option, which are those of ARC. */
  public static VerificationRules of(KeyCache keys) {
    return new VerificationRules(keys, false, true, SigningAlgorithm.RSA_SHA256.leastKeyBits());
  }

  /** These rules with other keys and limits. */
  public VerificationRules with(KeyCache other) {
    return new VerificationRules(other, bodyLengthLimitAllowed, testKeysCount, leastRsaBits);
  }

  /** These rules, letting the body be longer than the signature covers. */
  public VerificationRules allowingBodyLengthLimit() {
    return new VerificationRules(keys, true, testKeysCount, leastRsaBits);
  }

  /** These rules, not counting signatures by keys in testing. */
  public VerificationRules withoutTestKeys() {
    return new VerificationRules(keys, bodyLengthLimitAllowed, false, leastRsaBits);
  }

  /** These rules, not counting signatures by shorter RSA keys. */
  public VerificationRules requiringRsaBits(int bits) {
    return new VerificationRules(keys, bodyLengthLimitAllowed, testKeysCount, bits);
  }

  /** "Verifier policies can use the length of the signing key" (RFC 8301 section 3.2). */
  void checkLength(PublicKey key) throws Refusal {
    if (key.algorithm() == SigningAlgorithm.RSA_SHA256 && key.bits() < leastRsaBits) {
      throw new Refusal(
          DkimReason.KEY_BELOW_MINIMUM, key.bits() + " bits, and " + leastRsaBits + " are asked");
    }
  }
}
