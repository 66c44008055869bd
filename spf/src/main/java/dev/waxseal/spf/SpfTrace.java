package dev.waxseal.spf;

import java.util.List;
import java.util.Optional;

/**
 * The evaluation that led to a result: the record of one domain, and in its terms those of the
 * domains that it includes or redirects to. Immutable.
 *
 * <p>Its size is bounded, whatever was published: texts are cut, and so are the terms of a record.
 *
 * @param domain the domain whose record it is; empty if the identity has none
 * @param record the record, printable ASCII, cut after 1000 characters; empty if there is not
 *     exactly one
 * @param steps the terms that were evaluated, in order; after a hundred only those that say more
 *     than that they do not match
 * @param stepsLeftOut the number of steps that are not among them
 * @param lookups terms that cause look-ups, evaluated so far in the whole check, of 10
 * @param voidLookups terms for which DNS had nothing, so far in the whole check, of 2
 */
public record SpfTrace(
    String domain,
    Optional<String> record,
    List<Step> steps,
    int stepsLeftOut,
    int lookups,
    int voidLookups) {

  /** Copies the list. */
  public SpfTrace {
    steps = List.copyOf(steps);
  }

  /** The outcome of a term. */
  public enum Outcome {
    /** It matched, which ends the record. */
    MATCHED,
    /** It did not match. */
    NOT_MATCHED,
    /** It led to an error, which ends the check. */
    ERROR,
    /** It is the redirect, and the other record decided. */
    REDIRECTED
  }

  /**
   * A term.
   *
   * @param term as it was written, cut after 200 characters
   * @param outcome its outcome
   * @param detail the name that it stands for if it has macros, or what is wrong; printable ASCII,
   *     may be empty
   * @param lookups terms that cause look-ups, evaluated in the whole check when it was done
   * @param nested the record of an include or redirect
   */
  public record Step(
      String term, Outcome outcome, String detail, int lookups, Optional<SpfTrace> nested) {}
}
