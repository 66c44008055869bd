package dev.waxseal.diagnosis.header;

import dev.waxseal.diagnosis.change.Change;
import dev.waxseal.mime.HeaderField;
import java.util.List;

/**
 * What all fields of one name may have been.
 *
 * @param fields the fields, from the top down
 * @param changes what then happened to them; none for the fields as they arrived
 */
record Alternative(List<HeaderField> fields, List<Change> changes) {

  Alternative {
    fields = List.copyOf(fields);
    changes = List.copyOf(changes);
  }
}
