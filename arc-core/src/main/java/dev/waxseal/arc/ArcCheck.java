package dev.waxseal.arc;

import dev.waxseal.dkim.signature.DkimKeyRecord;
import dev.waxseal.dkim.signature.DkimReason;
import java.util.Optional;

/**
 * What became of one signature of a chain: a message signature or a seal.
 *
 * <p>Immutable; share it among threads.
 *
 * @param outcome whether it verified
 * @param reason why it does not count, if it failed
 * @param about what exactly is wrong, printable ASCII on one line; may be empty
 * @param keyRecord the key record that decided, if it came to that
 */
public record ArcCheck(
    Outcome outcome, Optional<DkimReason> reason, String about, Optional<DkimKeyRecord> keyRecord) {

  /** Whether a signature verified. */
  public enum Outcome {
    /** It verified. */
    PASSED,
    /** It did not. */
    FAILED,
    /** The validator never came to it. */
    NOT_CHECKED
  }

  /** A signature that the validator never came to. */
  static ArcCheck notChecked() {
    return new ArcCheck(Outcome.NOT_CHECKED, Optional.empty(), "", Optional.empty());
  }

  /** Whether it verified. */
  public boolean passed() {
    return outcome == Outcome.PASSED;
  }
}
