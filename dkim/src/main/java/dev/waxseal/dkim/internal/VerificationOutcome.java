package dev.waxseal.dkim.internal;

import dev.waxseal.dkim.signature.DkimKeyRecord;
import dev.waxseal.dkim.signature.DkimReason;
import java.util.Optional;

/**
 * The outcome of the verification of one signature.
 *
 * @param keyRecord the record that decided, if there was one that could be read
 * @param refusal why the signature does not count; empty if it does
 */
public record VerificationOutcome(Optional<DkimKeyRecord> keyRecord, Optional<Refusal> refusal) {

  /** The outcome without a key record. */
  public static VerificationOutcome refused(Refusal refusal) {
    return new VerificationOutcome(Optional.empty(), Optional.of(refusal));
  }

  static VerificationOutcome refused(DkimReason reason, String about) {
    return refused(new Refusal(reason, about));
  }

  /**
   * Of this one and an earlier one, the one whose reason comes later in the order of the steps, and
   * the earlier one of equals; both are refusals.
   */
  VerificationOutcome further(VerificationOutcome earlier) {
    return reason().compareTo(earlier.reason()) > 0 ? this : earlier;
  }

  private DkimReason reason() {
    return refusal.map(Refusal::reason).orElseThrow();
  }
}
