package dev.waxseal.diagnosis.body;

import java.util.stream.Stream;

/** A way in which bodies are written anew on their way. */
@FunctionalInterface
interface Rewriting {

  /**
   * What a body may have been before it was written anew, the likeliest first; lazily, since the
   * search ends when it has found something.
   */
  Stream<Candidate> undo(BodyText arrived);
}
