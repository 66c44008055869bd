package dev.waxseal.diagnosis.sign;

import dev.waxseal.diagnosis.internal.Sentences;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Compares times within a message with that of its signature. */
final class Later {

  private Later() {}

  /** A sentence if something was made after the signature. */
  static Optional<String> than(Optional<Instant> signed, String what, Instant made) {
    if (signed.isEmpty() || !isAfter(made, signed.get())) {
      return Optional.empty();
    }
    return Optional.of(
        what
            + " holds the time "
            + made
            + ", "
            + Sentences.span(Duration.between(signed.get(), made))
            + " after the signature (t=)");
  }

  private static boolean isAfter(Instant made, Instant signed) {
    return signed.isBefore(Instant.MAX) && made.isAfter(signed.plusSeconds(1));
  }
}
