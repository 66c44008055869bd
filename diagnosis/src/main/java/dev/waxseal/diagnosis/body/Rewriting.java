package dev.waxseal.diagnosis.body;

import java.util.stream.Stream;

/** One way in which programs rewrite bodies in transit. */
@FunctionalInterface
interface Rewriting {

  /**
   * The bodies that may have been rewritten into this one, the most likely first. The stream is
   * lazy, because the search stops at the first match.
   */
  Stream<Candidate> undo(BodyText arrived);
}
