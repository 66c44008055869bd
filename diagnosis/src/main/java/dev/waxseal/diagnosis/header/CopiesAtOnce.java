package dev.waxseal.diagnosis.header;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.waxseal.diagnosis.change.Change;
import dev.waxseal.diagnosis.internal.Effort;
import dev.waxseal.dkim.internal.HeaderHash;
import dev.waxseal.mime.HeaderField;
import dev.waxseal.mime.Headers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Tries the copies of all fields at once that stand in the signature ({@code z=}), or in fields of
 * one pattern, such as X-Spam-Prev-From and X-Spam-Prev-To.
 */
final class CopiesAtOnce {

  /** A message has few such patterns; each costs one hash. */
  private static final int MOST_PATTERNS = 16;

  private final HeaderContext context;
  private final HeaderTarget target;
  private final Effort effort;

  private CopiesAtOnce(HeaderContext context, HeaderTarget target, Effort effort) {
    this.context = context;
    this.target = target;
    this.effort = effort;
  }

  /** The changes, if several fields were replaced and their copies give what was signed. */
  static Optional<List<Change>> find(HeaderContext context, HeaderTarget target, Effort effort) {
    CopiesAtOnce copies = new CopiesAtOnce(context, target, effort);
    return copies
        .patterns()
        .filter(found -> found.size() > 1)
        .limit(MOST_PATTERNS)
        .flatMap(found -> copies.replaced(found, Set.of()).stream())
        .findFirst()
        .or(copies::withoutOthers);
  }

  /** Tries the copies in the signature without the fields of which it has none ({@code z=}). */
  private Optional<List<Change>> withoutOthers() {
    List<String> names = FieldAlternatives.distinct(target.names());
    Map<String, HeaderField> copied = new LinkedHashMap<>();
    for (HeaderField copy : context.copies()) {
      names.stream().filter(copy::isNamed).forEach(name -> copied.putIfAbsent(name, copy));
    }
    Set<String> added = new LinkedHashSet<>(names);
    added.removeAll(copied.keySet());
    added.removeIf(name -> context.headers().count(name) == 0);
    return copied.isEmpty() || added.isEmpty() ? Optional.empty() : replaced(copied, added);
  }

  /** The copies by pattern, each by the name of the field that it is a copy of. */
  private Stream<Map<String, HeaderField>> patterns() {
    Map<String, Map<String, HeaderField>> all = new LinkedHashMap<>();
    List<String> names = FieldAlternatives.distinct(target.names());
    for (HeaderField copy : context.copies()) {
      names.stream().filter(copy::isNamed).forEach(name -> put("z=", name, copy, all));
    }
    for (HeaderField field : context.headers()) {
      for (String name : names) {
        CopyGuesses.pattern(field.name(), name)
            .ifPresent(pattern -> put(pattern, name, field, all));
      }
    }
    return all.values().stream();
  }

  /** The first copy counts: programs add fields on top. */
  private static void put(
      String pattern, String name, HeaderField copy, Map<String, Map<String, HeaderField>> all) {
    all.computeIfAbsent(pattern, it -> new LinkedHashMap<>()).putIfAbsent(name, copy);
  }

  private Optional<List<Change>> replaced(Map<String, HeaderField> copies, Set<String> added) {
    List<HeaderField> fields = new ArrayList<>(context.headers().fields());
    List<Change> changes = new ArrayList<>();
    copies.forEach((name, copy) -> replace(name, copy, fields, changes));
    added.forEach(name -> remove(name, fields, changes));
    return !changes.isEmpty()
            && effort.take(1)
            && target
                .hash()
                .isOf(
                    HeaderHash.input(
                        Headers.of(fields), target.names(), target.field(), target.form()))
        ? Optional.of(changes)
        : Optional.empty();
  }

  /** Removes the fields of a name. */
  private void remove(String name, List<HeaderField> fields, List<Change> changes) {
    for (HeaderField field : List.copyOf(fields)) {
      if (field.isNamed(name) && !target.isIn(field)) {
        fields.remove(field);
        changes.add(
            new Change(
                Change.Kind.FIELD_ADDED,
                field.name() + " was added; the signature has no copy of it (z=)",
                List.of(),
                List.of(FieldAlternatives.text(field))));
      }
    }
  }

  /** Replaces the lowest field of a name, which signers take first; or adds it. */
  private void replace(
      String name, HeaderField copy, List<HeaderField> fields, List<Change> changes) {
    int place = fields.size() - 1;
    while (place >= 0 && (!fields.get(place).isNamed(name) || target.isIn(fields.get(place)))) {
      place--;
    }
    String written = place < 0 ? FieldSpelling.usual(name) : fields.get(place).name();
    HeaderField signed = HeaderField.parse((written + ":" + copy.value()).getBytes(ISO_8859_1));
    String where =
        copy.isNamed(name) ? "the signature has a copy (z=)" : "the original is in " + copy.name();
    if (place < 0) {
      fields.add(signed);
      changes.add(
          new Change(
              Change.Kind.FIELD_REMOVED,
              written + " was removed; " + where,
              List.of(FieldAlternatives.text(signed)),
              List.of()));
      return;
    }
    HeaderField arrived = fields.set(place, signed);
    if (!Arrays.equals(target.form().header(signed), target.form().header(arrived))) {
      changes.add(
          new Change(
              name.equals("from") ? Change.Kind.FROM_REPLACED : Change.Kind.FIELD_REPLACED,
              written + " was replaced; " + where,
              List.of(FieldAlternatives.text(signed)),
              List.of(FieldAlternatives.text(arrived))));
    }
  }
}
