package dev.waxseal.cli.page;

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
 * @param mark good or bad if a signature proves the step
 */
record PathEvent(
    String kind, String title, List<String> details, Optional<Instant> time, Mark mark) {

  PathEvent {
    details = List.copyOf(details);
  }
}
