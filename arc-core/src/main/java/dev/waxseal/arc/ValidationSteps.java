package dev.waxseal.arc;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The steps of RFC 8617 section 5.2, in order; the first that fails gives the reason.
 *
 * <p>Steps 1 to 3 need the header alone, so that no key is asked for if one of them fails; sealing
 * uses them, too. Step 7 is the result.
 */
final class ValidationSteps {

  private ValidationSteps() {}

  /** Steps 1 to 3: the structure of the chain. */
  static Optional<ArcResult.Failure> ofHeader(ChainFields chain) {
    return first(
        List.of(
            chain::tooManySets, // section 5.2 step 1, with section 4.2.1: 50 sets at most
            chain::unreadableField, // section 4.2.1: every field names its set
            chain::markedFailed, // section 5.2 step 2
            chain::missingField, // section 5.2 step 3A
            chain::repeatedField, // section 5.2 step 3A
            chain::missingSet, // section 5.2 step 3B
            chain::sealWithH, // section 4.1.3
            chain::sealWithoutStatus, // section 4.1.3
            chain::wrongStatus)); // section 5.2 step 3C
  }

  /** Steps 4 to 6: the signatures of a chain with this structure, verified. */
  static Optional<ArcResult.Failure> ofSignatures(ChainSignatures chain) {
    return first(
        List.of(
            chain::newestMessageSignature, // section 5.2 step 4
            chain::olderMessageSignatures, // section 5.2 step 5: never fails, gives oldest-pass
            chain::seals)); // section 5.2 step 6
  }

  private static Optional<ArcResult.Failure> first(
      List<Supplier<Optional<ArcResult.Failure>>> steps) {
    return steps.stream().map(Supplier::get).flatMap(Optional::stream).findFirst();
  }
}
