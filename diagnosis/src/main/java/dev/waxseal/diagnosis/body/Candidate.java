package dev.waxseal.diagnosis.body;

import dev.waxseal.diagnosis.change.Change;
import java.util.List;

/**
 * A body that may have been the one before some changes.
 *
 * @param body the body
 * @param changes what then happened to it
 */
record Candidate(BodyText body, List<Change> changes) {

  Candidate {
    changes = List.copyOf(changes);
  }

  Candidate(BodyText body, Change change) {
    this(body, List.of(change));
  }
}
