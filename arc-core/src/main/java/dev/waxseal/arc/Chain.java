package dev.waxseal.arc;

import dev.waxseal.mime.Headers;
import dev.waxseal.mime.Limits;
import java.util.List;
import java.util.Optional;

/**
 * The sets of a message as they stand in its header, and the result of the steps that need no key
 * and no body.
 *
 * @param sets the sets, the oldest first; those of a broken chain as far as they can be told
 * @param markedFailed true if a newest seal says {@code cv=fail}
 * @param broken the reason why they are not a chain; empty if they are, or if there are none
 */
record Chain(List<ArcSet> sets, boolean markedFailed, Optional<ArcResult.Failure> broken) {

  /** Reads the chain of a message. */
  static Chain read(Headers headers, Limits limits) {
    ChainFields fields = ChainFields.collect(headers, limits);
    return new Chain(fields.sets(), fields.isMarkedFailed(), ValidationSteps.ofHeader(fields));
  }

  /** The number of sets, counted by the highest instance; 0 if there are none. */
  int length() {
    return sets.isEmpty() ? 0 : sets.get(sets.size() - 1).instance();
  }

  /** Returns true if it has more fields than are read. */
  boolean isOverfull() {
    return broken.filter(fail -> fail.reason() == ArcReason.TOO_MANY_SETS).isPresent();
  }

  /** Returns true if its structure allows this status. */
  boolean canBe(ChainStatus status) {
    return switch (status) {
      case NONE -> sets.isEmpty() && broken.isEmpty();
      case PASS -> !sets.isEmpty() && broken.isEmpty();
      case FAIL -> !sets.isEmpty() || broken.isPresent();
    };
  }
}
