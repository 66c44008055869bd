package dev.waxseal.diagnosis;

import java.util.List;

/**
 * What became of the header, or of the body, since a signature was made.
 *
 * <p>Immutable; share it among threads.
 *
 * @param outcome what the search came to
 * @param changes what was done, in order; only where that is explained
 */
public record PartDiagnosis(Outcome outcome, List<Change> changes) {

  /** Copies the list. */
  public PartDiagnosis {
    changes = List.copyOf(changes);
  }

  static PartDiagnosis of(Outcome outcome) {
    return new PartDiagnosis(outcome, List.of());
  }
}
