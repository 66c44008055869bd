package dev.waxseal.diagnosis;

import dev.waxseal.dkim.DkimResult;
import dev.waxseal.dkim.signature.DkimSignature;
import dev.waxseal.inbound.InboundReport;
import dev.waxseal.mime.HeaderField;
import java.util.List;
import java.util.Optional;

/**
 * The signatures of a message that pass. One that covers all that a failed one covers proves that
 * nothing of it was changed since the passing one was made.
 */
final class PassingSignatures {

  private final List<DkimResult> passing;

  PassingSignatures(InboundReport report) {
    this.passing =
        report.dkim().results().stream().filter(DkimResult.Pass.class::isInstance).toList();
  }

  /** The passing signatures that cover all that another one covers. */
  List<DkimSignature> covering(DkimSignature claims) {
    return resultsCovering(claims).stream().flatMap(result -> result.signature().stream()).toList();
  }

  /** The field of the earliest of them. */
  Optional<HeaderField> lowestCovering(DkimSignature claims) {
    List<DkimResult> results = resultsCovering(claims);
    return results.stream()
        .skip(Math.max(0, results.size() - 1L))
        .map(DkimResult::field)
        .findFirst();
  }

  private List<DkimResult> resultsCovering(DkimSignature claims) {
    Optional<Covered> covered = Covered.of(claims);
    return covered.isEmpty()
        ? List.of()
        : passing.stream().filter(other -> includes(other, covered.get())).toList();
  }

  private static boolean includes(DkimResult other, Covered covered) {
    return other.signature().flatMap(Covered::of).filter(it -> it.includes(covered)).isPresent();
  }

  /** The facts that passing signatures prove of a failed one. */
  List<Fact> of(FailedSignature signature) {
    if (signature.claims().isEmpty() || !signature.reachedTheMessage()) {
      return List.of();
    }
    DkimSignature claims = signature.claims().get();
    return covering(claims).stream().map(other -> unchanged(other, claims)).toList();
  }

  private static Fact unchanged(DkimSignature passing, DkimSignature failed) {
    boolean isOfOneDomain = passing.domain().equals(failed.domain());
    return new Fact(
        Fact.Kind.UNCHANGED_SINCE,
        "nothing that this signature covers was changed since "
            + passing.domain()
            + " signed with the selector "
            + passing.selector()
            + ", which passes"
            + (isOfOneDomain
                ? ": if both were made at once, this one was wrong from the start, or its own field"
                    + " was changed"
                : ""));
  }
}
