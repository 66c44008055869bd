package dev.waxseal.cli.path;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One step on the path of a message, taken from a header field.
 *
 * @param kind the kind of field
 * @param title the server or domain
 * @param details a few lines
 * @param time the time, if the field has one
 * @param proof what a signature says of the step
 */
public record PathEvent(
    String kind, String title, List<String> details, Optional<Instant> time, Proof proof) {

  /** What a signature says of a step. */
  public enum Proof {
    /** It verifies. */
    PROVED,
    /** It does not verify. */
    BROKEN,
    /** There is none, or it was not checked: the step is only a claim. */
    CLAIMED
  }

  /** Copies the details. */
  public PathEvent {
    details = List.copyOf(details);
  }
}
