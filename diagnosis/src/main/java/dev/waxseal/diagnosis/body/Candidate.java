package dev.waxseal.diagnosis.body;

import dev.waxseal.diagnosis.change.Change;
import java.util.List;

/**
 * A body that may be the signed one.
 *
 * @param body the body
 * @param changes the changes that turn it into the one that arrived
 */
record Candidate(BodyText body, List<Change> changes) {

  Candidate {
    changes = List.copyOf(changes);
  }

  Candidate(BodyText body, Change change) {
    this(body, List.of(change));
  }
}
