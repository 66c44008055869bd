package dev.waxseal.diagnosis;

import dev.waxseal.diagnosis.change.Change;
import dev.waxseal.diagnosis.internal.Sentences;
import dev.waxseal.dkim.signature.DkimReason;
import dev.waxseal.dkim.signature.DkimSignature;
import dev.waxseal.dkim.signature.Octets;
import dev.waxseal.mime.HeaderField;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * The reasons why the signatures of one message fail, as far as they can be proved.
 *
 * <p>Immutable; share it among threads.
 *
 * @param signatures the failed signatures: those of DKIM in the order of the header, then those of
 *     the ARC chain, the newest first
 */
public record Diagnosis(List<Signature> signatures) {

  /** Copies the list. */
  public Diagnosis {
    signatures = List.copyOf(signatures);
  }

  /** The diagnosis of the signature in a field; empty if that signature did not fail. */
  @SuppressWarnings("ReferenceEquality") // another field may have the same octets
  public Optional<Signature> of(HeaderField field) {
    return signatures.stream().filter(each -> each.field() == field).findFirst();
  }

  /** The advice for all signatures, each once. */
  public List<Advice> advice() {
    return signatures.stream()
        .flatMap(signature -> signature.advice().stream())
        .distinct()
        .sorted(Comparator.comparing(Advice::to))
        .toList();
  }

  /** The outcome for one part of a message, the header or the body. */
  public enum Outcome {
    /** It is as it was signed. */
    INTACT,
    /** It differs from what was signed, and it is known how: undoing the changes gives that. */
    EXPLAINED,
    /** It differs from what was signed, and nothing that was tried explains why. */
    NOT_EXPLAINED,
    /** It differs from what was signed, and the search ended at its limit with tries left. */
    GAVE_UP,
    /**
     * It differs from what was signed, and was not searched everywhere: it is too large, or was not
     * kept.
     */
    NOT_SEARCHED,
    /** There is no body, and the one that was signed was not empty. */
    MISSING,
    /** Unknown, because the body or the right key is missing. */
    UNDECIDED;

    /** Returns true if the part differs from what was signed. */
    public boolean differs() {
      return this != INTACT && this != UNDECIDED;
    }

    /**
     * The outcome of a search that found nothing.
     *
     * @param exhausted true if something was left untried
     */
    static Outcome ofFailure(boolean exhausted) {
      return exhausted ? GAVE_UP : NOT_EXPLAINED;
    }

    /** Returns true if the part differs from what was signed, and it is not known how. */
    public boolean isOpen() {
      return this == NOT_EXPLAINED || this == GAVE_UP || this == NOT_SEARCHED;
    }

    /** The word in reports. */
    public String word() {
      return switch (this) {
        case NOT_EXPLAINED -> "unexplained";
        case GAVE_UP -> "given-up";
        default -> name().toLowerCase(Locale.ROOT).replace('_', '-');
      };
    }
  }

  /**
   * The header or the body, compared with what was signed.
   *
   * @param outcome the outcome
   * @param changes the changes, in the order in which they were made; empty unless they are known
   */
  public record Part(Outcome outcome, List<Change> changes) {

    /** Copies the list. */
    public Part {
      changes = List.copyOf(changes);
    }

    static Part of(Outcome outcome) {
      return new Part(outcome, List.of());
    }
  }

  /**
   * Something in a message that a program may have left, where the diagnosis does not explain all.
   * Nothing is proved: it is the place to look first.
   *
   * @param program the program; empty if it cannot be told
   * @param sentence what stands there, and what that program does when it does so: printable ASCII
   *     on one line, without a capital at the start and a full stop at the end
   */
  public record Sign(Optional<String> program, String sentence) {

    /** Makes the sentence printable. */
    public Sign {
      sentence = Sentences.printable(sentence);
    }
  }

  /**
   * The diagnosis of one failed signature.
   *
   * @param field the field with the signature: DKIM-Signature or ARC-Message-Signature
   * @param instance the ARC set that it belongs to; empty for DKIM
   * @param claims the tags of the signature, if they can be read
   * @param reason the reason why it does not count
   * @param header the header, compared with what was signed
   * @param body the body, compared with what was signed
   * @param facts other facts
   * @param signs signs of programs that may have changed what is not explained, the weightiest
   *     first; not proved
   * @param signedBody the body that was signed, if it was found and differs from the one that
   *     arrived
   */
  public record Signature(
      HeaderField field,
      OptionalInt instance,
      Optional<DkimSignature> claims,
      DkimReason reason,
      Part header,
      Part body,
      List<Fact> facts,
      List<Sign> signs,
      Optional<Octets> signedBody) {

    /** Copies the lists. */
    public Signature {
      facts = List.copyOf(facts);
      signs = List.copyOf(signs);
    }

    /** What to do, and who can do it: for the author, then the list, then the receiver. */
    public List<Advice> advice() {
      return Advisor.advise(this);
    }

    /** Returns true if a part differs from what was signed, and it is not known how. */
    public boolean isOpen() {
      return header.outcome().isOpen() || body.outcome().isOpen();
    }

    /** All changes, those of the body first. */
    public List<Change> changes() {
      return Stream.concat(body.changes().stream(), header.changes().stream()).toList();
    }

    /** Returns true if every change is explained and nothing is undecided. */
    public boolean isExplained() {
      return !changes().isEmpty() && isSettled(header.outcome()) && isSettled(body.outcome());
    }

    private static boolean isSettled(Outcome outcome) {
      return outcome == Outcome.INTACT || outcome == Outcome.EXPLAINED;
    }
  }
}
