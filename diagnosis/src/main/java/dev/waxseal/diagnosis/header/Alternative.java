package dev.waxseal.diagnosis.header;

import dev.waxseal.diagnosis.change.Change;
import dev.waxseal.mime.HeaderField;
import java.util.List;

/**
 * A guess for all fields of one name.
 *
 * @param fields the fields, from the top down
 * @param changes the changes that turn them into those that arrived; empty for the latter
 */
record Alternative(List<HeaderField> fields, List<Change> changes) {

  Alternative {
    fields = List.copyOf(fields);
    changes = List.copyOf(changes);
  }
}
