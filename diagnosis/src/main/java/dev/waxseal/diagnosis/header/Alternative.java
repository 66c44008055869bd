package dev.waxseal.diagnosis.header;

import dev.waxseal.diagnosis.change.Change;
import dev.waxseal.mime.HeaderField;
import java.util.List;
import java.util.function.Supplier;

/**
 * A guess for all fields of one name.
 *
 * @param fields the fields, from the top down
 * @param source makes the changes, which only one of hundreds of guesses needs
 */
record Alternative(List<HeaderField> fields, Supplier<List<Change>> source) {

  Alternative {
    fields = List.copyOf(fields);
  }

  Alternative(List<HeaderField> fields, List<Change> changes) {
    this(fields, () -> changes);
  }

  /** The changes that turn them into those that arrived; empty for the latter. */
  List<Change> changes() {
    return source.get();
  }
}
