package dev.waxseal.diagnosis.header;

import dev.waxseal.diagnosis.change.Change;
import dev.waxseal.diagnosis.header.HeaderForm.Order;
import dev.waxseal.diagnosis.header.HeaderForm.Own;
import dev.waxseal.mime.HeaderField;
import dev.waxseal.mime.Headers;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Header texts with two causes: a right signer hashed them and something was added, removed or
 * moved later, or a signer made a mistake and nothing was changed. The hash is the same, so that
 * both are told, the change first.
 */
final class EitherCause {

  private final Headers headers;
  private final HeaderTarget target;

  EitherCause(Headers headers, HeaderTarget target) {
    this.headers = headers;
    this.target = target;
  }

  /** A text to try, and its causes. */
  record Cause(HeaderForm form, List<Change> changes) {}

  /** The texts to try in a form. */
  List<Cause> forms(HeaderForm form) {
    List<Cause> causes = new ArrayList<>();
    List<Change> downward =
        FieldAlternatives.distinct(target.names()).stream()
            .filter(name -> isOrdered(name, form))
            .map(this::downward)
            .toList();
    if (!downward.isEmpty()) {
      causes.add(new Cause(form.with(Order.DOWNWARD), downward));
    }
    causes.add(
        new Cause(
            form.with(Order.ABSENT_AS_EMPTY),
            List.of(
                change(
                    "empty fields that h= names were removed ("
                        + String.join(", ", lacking(name -> true))
                        + "), or the signer hashed absent fields as empty ones (RFC 6376 section"
                        + " 5.4)"))));
    causes.add(new Cause(form.with(Order.AGAIN), List.of(again())));
    causes.add(
        new Cause(
            form.with(Own.SEMICOLON),
            List.of(
                change(
                    "the semicolon after b= was removed, or the signer hashed one that it did not"
                        + " write (RFC 6376 section 3.7)"))));
    return causes;
  }

  /** The causes of fields of one name that are hashed from the top down. */
  private Change downward(String name) {
    List<HeaderField> fields = others(name);
    String written = fields.get(0).name();
    if (Collections.frequency(target.names(), name) > 1) {
      return change(
          "the fields "
              + written
              + " changed places, or the signer took them from the top down, not from the bottom up"
              + " (RFC 6376 section 5.4.2)");
    }
    return new Change(
        Change.Kind.CHANGED_OR_SIGNED_OTHERWISE,
        "another "
            + written
            + " was added below the signed one, or they changed places, or the signer took the"
            + " topmost, not the lowest (RFC 6376 section 5.4.2)",
        List.of(),
        fields.subList(1, fields.size()).stream().map(FieldAlternatives::text).toList());
  }

  /** The causes of a field that is hashed twice. Of several fields, the signer is the likelier. */
  private Change again() {
    Set<String> names = lacking(name -> headers.count(name) > 0);
    String signer =
        "the signer hashed a field again that h= names more often than it is there (RFC 6376"
            + " section 5.4.2)";
    String list = String.join(", ", names);
    return change(
        names.size() == 1
            ? "another " + list + " like the one here was removed, or " + signer
            : signer + ", or others like those here were removed (" + list + ")");
  }

  /** The names that {@code h=} has more often than the header. */
  private Set<String> lacking(Predicate<String> which) {
    return FieldAlternatives.distinct(target.names()).stream()
        .filter(name -> others(name).size() < Collections.frequency(target.names(), name))
        .filter(which)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** Returns true if the order of the fields of a name makes a difference. */
  private boolean isOrdered(String name, HeaderForm form) {
    List<String> lines = new ArrayList<>(others(name).stream().map(form.line()).toList());
    int signed = Math.min(Collections.frequency(target.names(), name), lines.size());
    List<String> down = List.copyOf(lines.subList(0, signed));
    Collections.reverse(lines);
    return !down.equals(lines.subList(0, signed));
  }

  /** The fields of a name, without the signature itself. */
  private List<HeaderField> others(String name) {
    return headers.named(name).stream().filter(field -> !target.isIn(field)).toList();
  }

  private static Change change(String sentence) {
    return Change.of(Change.Kind.CHANGED_OR_SIGNED_OTHERWISE, sentence);
  }
}
