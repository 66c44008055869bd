package dev.waxseal.dkim.internal;

/**
 * The rules that a verifier applies to every message.
 *
 * <p>Immutable; share it among threads.
 *
 * @param keys reads key records, and has the limits
 * @param bodyLengthLimitAllowed true if the body may be longer than the signature covers
 * @param testKeysCount true if a signature by a key in testing counts
 */
public record VerificationRules(
    KeyCache keys, boolean bodyLengthLimitAllowed, boolean testKeysCount) {

  /** The rules of ARC, which has neither option. */
  public static VerificationRules ofArc(KeyCache keys) {
    return new VerificationRules(keys, false, true);
  }
}
