package dev.waxseal.cli.text;

import dev.waxseal.diagnosis.Diagnosis;
import dev.waxseal.diagnosis.Fact;
import dev.waxseal.dkim.signature.DkimReason;
import java.util.List;
import java.util.Optional;

/**
 * The parts of a message that differ from what was signed, where it is not known how, in words that
 * do not repeat the reason and the facts.
 *
 * @param body the sentence on the body, if there is one
 * @param header the sentence on the header, if there is one
 * @param otherFacts the facts that the sentences do not tell
 */
public record OpenParts(Optional<String> body, Optional<String> header, List<Fact> otherFacts) {

  /** Copies the list. */
  public OpenParts {
    otherFacts = List.copyOf(otherFacts);
  }

  /** The sentences for a signature. */
  public static OpenParts of(Diagnosis.Signature signature) {
    String bodyDiffers =
        signature.reason() == DkimReason.BODY_HASH_MISMATCH
            ? ""
            : "bh= is not the hash of this body; ";
    Optional<Fact> signed =
        signature.facts().stream()
            .filter(fact -> fact.kind() == Fact.Kind.KEY_SIGNED)
            .filter(fact -> signature.header().outcome().isOpen())
            .findFirst();
    String headerDiffers =
        signed.map(Fact::sentence).orElse("b= is not a signature of this header") + "; ";
    return new OpenParts(
        open(bodyDiffers, signature.body()),
        open(headerDiffers, signature.header()),
        signature.facts().stream().filter(fact -> !Optional.of(fact).equals(signed)).toList());
  }

  private static Optional<String> open(String differs, Diagnosis.Part part) {
    return switch (part.outcome()) {
      case NOT_EXPLAINED -> Optional.of(differs + "nothing that was tried explains the difference");
      case GAVE_UP -> Optional.of(differs + "the search reached its limit without an explanation");
      case NOT_SEARCHED -> Optional.of(differs + "it is too large for a full search");
      case MISSING ->
          Optional.of(differs + "there is none here, and bh= is not the hash of an empty one");
      case INTACT, EXPLAINED, UNDECIDED -> Optional.empty();
    };
  }
}
