package dev.waxseal.milter.protocol;

import java.util.List;
import java.util.Objects;

/**
 * What becomes of a message. Immutable.
 *
 * @param verdict whether the mail server takes it
 * @param changes what is changed if it does. Deletions come first, whatever their place in the
 *     list; then the others, in order
 */
public record Outcome(Verdict verdict, List<Change> changes) {

  /** An outcome of these parts. */
  public Outcome {
    Objects.requireNonNull(verdict, "verdict");
    changes = List.copyOf(changes);
  }

  /** The verdict alone; nothing is changed. */
  public static Outcome of(Verdict verdict) {
    return new Outcome(verdict, List.of());
  }

  /** The message is taken, with these changes. */
  public static Outcome accept(List<Change> changes) {
    return new Outcome(new Verdict.Accept(), changes);
  }
}
