package dev.waxseal.cli.page;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Something on the way of a message, as a field of its header tells it.
 *
 * @param kind what tells it
 * @param title who
 * @param details what, in a few lines
 * @param time when, if that is told
 * @param mark whether it is proved
 */
record PathEvent(
    String kind, String title, List<String> details, Optional<Instant> time, Mark mark) {

  PathEvent {
    details = List.copyOf(details);
  }
}
