package dev.waxseal.arc;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The steps of RFC 8617 section 5.2, in order; the first that fails gives the reason.
 *
 * <p>Steps 1 to 3 need the header alone, so that no key is asked for if one of them fails; sealing
 * uses them, too. Step 7 is the result.
 */
final class ValidationSteps {

  /** Steps 1 to 3: the structure of the chain. */
  private static final List<Function<ChainFields, Optional<ArcResult.Failure>>> OF_HEADER =
      List.of(
          ChainFields::tooManySets, // section 5.2 step 1, with section 4.2.1: 50 sets at most
          ChainFields::unreadableField, // section 4.2.1: every field names its set
          ChainFields::markedFailed, // section 5.2 step 2
          ChainFields::missingField, // section 5.2 step 3A
          ChainFields::repeatedField, // section 5.2 step 3A
          ChainFields::missingSet, // section 5.2 step 3B
          ChainFields::sealWithH, // section 4.1.3
          ChainFields::sealWithoutStatus, // section 4.1.3
          ChainFields::wrongStatus); // section 5.2 step 3C

  /** Steps 4 to 6: the signatures of a chain with this structure. */
  private static final List<Function<ChainSignatures, Optional<ArcResult.Failure>>> OF_SIGNATURES =
      List.of(
          ChainSignatures::newestMessageSignature, // section 5.2 step 4
          ChainSignatures::olderMessageSignatures, // section 5.2 step 5: gives oldest-pass
          ChainSignatures::seals); // section 5.2 step 6

  /**
   * Those of the newest set alone, for a message that comes from a machine of ours: it has judged
   * the sets below before it sealed, and its seal says so in {@code cv=}.
   */
  private static final List<Function<ChainSignatures, Optional<ArcResult.Failure>>> OF_NEWEST_SET =
      List.of(
          ChainSignatures::newestMessageSignature, // section 5.2 step 4
          ChainSignatures::newestSeal); // section 5.2 step 6, of the newest set

  private ValidationSteps() {}

  static Optional<ArcResult.Failure> ofHeader(ChainFields chain) {
    return first(OF_HEADER, chain);
  }

  static Optional<ArcResult.Failure> ofSignatures(ChainSignatures chain) {
    return first(OF_SIGNATURES, chain);
  }

  static Optional<ArcResult.Failure> ofNewestSet(ChainSignatures chain) {
    return first(OF_NEWEST_SET, chain);
  }

  private static <T> Optional<ArcResult.Failure> first(
      List<Function<T, Optional<ArcResult.Failure>>> steps, T chain) {
    for (Function<T, Optional<ArcResult.Failure>> step : steps) {
      Optional<ArcResult.Failure> failure = step.apply(chain);
      if (failure.isPresent()) {
        return failure;
      }
    }
    return Optional.empty();
  }
}
