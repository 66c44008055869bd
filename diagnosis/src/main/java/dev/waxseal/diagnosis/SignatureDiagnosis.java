package dev.waxseal.diagnosis;

import dev.waxseal.dkim.DkimReason;
import dev.waxseal.dkim.DkimSignature;
import dev.waxseal.dkim.Octets;
import dev.waxseal.mime.HeaderField;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * Why one signature does not verify.
 *
 * <p>Immutable; share it among threads.
 *
 * @param field the field that holds it: a DKIM-Signature or an ARC-Message-Signature
 * @param instance the set of the chain that it belongs to; empty for DKIM
 * @param claims what it claims, if that can be read
 * @param reason why it does not count
 * @param header what became of the header
 * @param body what became of the body
 * @param facts what else is known
 * @param signedBody the body that was signed, where that was found and is not what arrived
 */
public record SignatureDiagnosis(
    HeaderField field,
    OptionalInt instance,
    Optional<DkimSignature> claims,
    DkimReason reason,
    PartDiagnosis header,
    PartDiagnosis body,
    List<Fact> facts,
    Optional<Octets> signedBody) {

  /** Copies the list. */
  public SignatureDiagnosis {
    facts = List.copyOf(facts);
  }

  /** All changes, those of the body first. */
  public List<Change> changes() {
    return Stream.concat(body.changes().stream(), header.changes().stream()).toList();
  }

  /** Whether all is known: what was changed is explained, and nothing is left undecided. */
  public boolean isExplained() {
    return !changes().isEmpty() && isSettled(header.outcome()) && isSettled(body.outcome());
  }

  private static boolean isSettled(Outcome outcome) {
    return outcome == Outcome.INTACT || outcome == Outcome.EXPLAINED;
  }
}
