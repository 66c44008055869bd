package dev.waxseal.arc;

import dev.waxseal.authres.Reason;

/**
 * The reason why a message is sent on without a seal. This is not a fault of the message, so its
 * {@link #result()} is always {@code none}.
 */
public enum SealReason implements Reason {
  /** The newest seal says {@code cv=fail}: "there is no need to proceed". */
  CHAIN_ALREADY_FAILED(
      "RFC 8617 section 5.1 step 2", "the chain is marked as broken already; a seal adds nothing"),
  /** The set would be the 51st, or go beyond {@code Limits.arcSets}. */
  CHAIN_FULL("RFC 8617 section 4.2.1", "the chain has as many sets as are allowed"),
  /** No trusted service has results for the message, so there is nothing to record. */
  NO_RESULTS(
      "RFC 8617 section 5.1 step 4", "no trusted service has said what it found of the message"),
  /** A trusted service has results for the message, and they cannot be read. */
  RESULTS_UNREADABLE(
      "RFC 8601 section 2.2", "what a trusted service has said of the message cannot be read"),
  /**
   * No trusted service has validated the chain. {@code cv=fail} would say that validation failed
   * (RFC 8617 section 4.4), and would break the chain for ever.
   */
  CHAIN_NOT_JUDGED(
      "RFC 8617 section 4.4",
      "the message has a chain, and the trusted results have no arc= for it"),
  /**
   * A seal that is not our own was added after the results of the trusted services, so they are not
   * about it.
   */
  SEALED_SINCE(
      "RFC 8617 section 4.4",
      "a seal that is not one of our own stands above the trusted results, so they are not about it"),
  /**
   * DNS did not answer when the chain was validated. It counts as failed, but the next server may
   * find that it holds; {@code cv=fail} would break it for ever.
   */
  KEY_UNAVAILABLE(
      "RFC 8617 section 5.2.1",
      "DNS did not answer about a key of the chain, so nobody knows whether it holds"),
  /** The chain is not the one that was validated. */
  CHAIN_CHANGED(
      "RFC 8617 section 5.1 step 4", "the chain in the message is not the one that was validated"),
  /** The message has more fields to cover than verifiers look at, {@code Limits.signedHeaders}. */
  TOO_MANY_FIELDS(
      "RFC 8617 section 4.1.2", "the message has more fields to cover than verifiers look at");

  private final String section;
  private final String summary;

  SealReason(String section, String summary) {
    this.section = section;
    this.summary = summary;
  }

  @Override
  public String result() {
    return ChainStatus.NONE.word();
  }

  @Override
  public String section() {
    return section;
  }

  @Override
  public String summary() {
    return summary;
  }
}
