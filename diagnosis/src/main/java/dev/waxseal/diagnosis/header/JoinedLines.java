package dev.waxseal.diagnosis.header;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.waxseal.diagnosis.change.Change;
import dev.waxseal.mime.HeaderField;
import dev.waxseal.mime.Headers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A header whose lines without a colon are joined to the fields above them: programs that fold a
 * field without a space make such lines.
 *
 * @param headers the header with the lines joined
 * @param changes the changes, one for each line
 */
record JoinedLines(Headers headers, List<Change> changes) {

  /** More such lines are not joined: that is not a header. */
  private static final int MOST = 20;

  JoinedLines {
    changes = List.copyOf(changes);
  }

  /**
   * Joins the lines; empty if there are none.
   *
   * @param fold the text between a field and such a line
   */
  static Optional<JoinedLines> of(Headers headers, HeaderTarget target, String fold) {
    List<HeaderField> fields = new ArrayList<>();
    List<Change> changes = new ArrayList<>();
    for (HeaderField field : headers) {
      boolean isLine =
          !field.isWellFormed()
              && !fields.isEmpty()
              && fields.get(fields.size() - 1).isWellFormed()
              && !target.isIn(fields.get(fields.size() - 1));
      if (!isLine) {
        fields.add(field);
        continue;
      }
      HeaderField above = fields.remove(fields.size() - 1);
      String begun = FieldAlternatives.text(above);
      String line = FieldAlternatives.text(field);
      fields.add(HeaderField.parse((begun + fold + line).getBytes(ISO_8859_1)));
      changes.add(
          new Change(
              Change.Kind.FIELD_BROKEN,
              above.name() + " was broken: its next line begins without a space",
              List.of(begun + fold + line),
              List.of(begun, line)));
    }
    return changes.isEmpty() || changes.size() > MOST
        ? Optional.empty()
        : Optional.of(new JoinedLines(Headers.of(fields), changes));
  }
}
