package dev.waxseal.arc;

import dev.waxseal.dkim.signature.DkimReason;
import dev.waxseal.dns.DomainName;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The result of validating a chain. Only a {@link Pass} has sealers; it does not say that they are
 * honest (RFC 8617 section 9).
 *
 * <p>Immutable; share it among threads.
 */
public sealed interface ArcResult {

  /** The word for it in {@code cv=} and in Authentication-Results. */
  ChainStatus status();

  /** The message has no chain. */
  record None() implements ArcResult {

    @Override
    public ChainStatus status() {
      return ChainStatus.NONE;
    }
  }

  /**
   * The chain is valid.
   *
   * @param sealers the domains of the seals, {@code d=}, the oldest first; one for each set
   * @param oldestPass the instance of the oldest message signature that verifies together with all
   *     newer ones: the message was last changed just before it; 0 if all verify (section 5.2 step
   *     5)
   */
  record Pass(List<DomainName> sealers, int oldestPass) implements ArcResult {

    /** Copies the list. */
    public Pass {
      sealers = List.copyOf(sealers);
    }

    @Override
    public ChainStatus status() {
      return ChainStatus.PASS;
    }
  }

  /**
   * The chain is not valid: "a message with a failed chain is to be treated as one without" (RFC
   * 8617 section 5.2).
   *
   * @param reason the first step that failed
   * @param instance the set in which it failed, if there is one to name
   * @param cause the reason why a signature does not count, if that is the reason
   * @param about what exactly is wrong, printable ASCII on one line; may be empty
   */
  record Failure(ArcReason reason, OptionalInt instance, Optional<DkimReason> cause, String about)
      implements ArcResult {

    @Override
    public ChainStatus status() {
      return ChainStatus.FAIL;
    }

    /**
     * Returns true if DNS did not answer, so that another attempt may give another result. The
     * status is "fail" nevertheless: "all failures are permanent" (section 5.2.1); but while the
     * message is being received it may be deferred.
     */
    public boolean isTemporary() {
      return cause.filter(reason -> reason == DkimReason.KEY_UNAVAILABLE).isPresent();
    }

    /** The reason for people, with what exactly is wrong: printable ASCII on one line. */
    public String detail() {
      String set = instance.isPresent() ? "set " + instance.getAsInt() + ": " : "";
      return set + reason.detail(cause.map(why -> why.detail(about)).orElse(about));
    }
  }
}
