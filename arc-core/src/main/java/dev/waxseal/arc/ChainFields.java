package dev.waxseal.arc;

import dev.waxseal.mime.HeaderField;
import dev.waxseal.mime.Headers;
import dev.waxseal.mime.Limits;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The fields of a chain by their instances, as they stand in a header, and the checks of its
 * structure; {@link ValidationSteps} has their order. Each check reports the oldest set that is
 * wrong. No signature is looked at.
 *
 * <p>For one message, one thread.
 */
final class ChainFields {

  private final TreeMap<Integer, Members> members = new TreeMap<>();
  private Optional<ArcResult.Failure> tooManySets = Optional.empty();
  private Optional<ArcResult.Failure> unreadableField = Optional.empty();

  /** The fields of one set by their kind. */
  private static final class Members extends EnumMap<ArcField.Kind, List<ArcField>> {

    private static final long serialVersionUID = 1L;

    Members() {
      super(ArcField.Kind.class);
      for (ArcField.Kind kind : ArcField.Kind.values()) {
        put(kind, new ArrayList<>(1));
      }
    }

    List<ArcField> of(ArcField.Kind kind) {
      return getOrDefault(kind, List.of());
    }

    boolean anySeal(Predicate<Map<String, String>> tags) {
      return of(ArcField.Kind.SEAL).stream().map(ArcField::tags).anyMatch(tags);
    }

    /** The names of the kinds that have such a number of fields. */
    String names(Predicate<Integer> number) {
      return entrySet().stream()
          .filter(each -> number.test(each.getValue().size()))
          .map(each -> each.getKey().fieldName())
          .collect(Collectors.joining(", "));
    }

    ArcSet set(int instance) {
      Optional<ArcField> signature = of(ArcField.Kind.MESSAGE_SIGNATURE).stream().findFirst();
      Optional<ArcField> seal = of(ArcField.Kind.SEAL).stream().findFirst();
      return new ArcSet(
          instance,
          of(ArcField.Kind.RESULTS).stream().findFirst().map(ArcField::field),
          signature.map(ArcField::field),
          seal.map(ArcField::field),
          signature.map(ArcField::tags).orElse(Map.of()),
          seal.map(ArcField::tags).orElse(Map.of()),
          ArcSet.Check.notChecked(),
          ArcSet.Check.notChecked());
    }
  }

  private ChainFields() {}

  /** Collects the fields of a header; of a chain with too many none is kept. */
  static ChainFields collect(Headers headers, Limits limits) {
    ChainFields chain = new ChainFields();
    for (ArcField.Kind kind : ArcField.Kind.values()) {
      List<HeaderField> fields = headers.named(kind.fieldName());
      if (fields.size() > limits.arcSets()) {
        String about = fields.size() + " fields named " + kind.fieldName();
        chain.tooManySets = Optional.of(failure(ArcReason.TOO_MANY_SETS, about));
        chain.members.clear();
        return chain;
      }
      fields.forEach(field -> chain.add(kind, ArcField.read(kind, field, limits.tags())));
    }
    return chain;
  }

  private void add(ArcField.Kind kind, ArcField field) {
    if (field.instance().isPresent()) {
      members.computeIfAbsent(field.instance().getAsInt(), i -> new Members()).of(kind).add(field);
    } else {
      ArcResult.Failure why = withoutInstance(kind, field);
      unreadableField =
          unreadableField
              .filter(first -> first.reason().compareTo(why.reason()) <= 0)
              .or(() -> Optional.of(why));
    }
  }

  /** The sets, the oldest first, as far as they can be told. */
  List<ArcSet> sets() {
    List<ArcSet> sets = new ArrayList<>(members.size());
    members.forEach((instance, each) -> sets.add(each.set(instance)));
    return List.copyOf(sets);
  }

  /** Returns true if a newest seal says {@code cv=fail}. */
  boolean isMarkedFailed() {
    return !members.isEmpty()
        && members.lastEntry().getValue().anySeal(tags -> isStatus(tags, ChainStatus.FAIL));
  }

  Optional<ArcResult.Failure> tooManySets() {
    return tooManySets;
  }

  Optional<ArcResult.Failure> unreadableField() {
    return unreadableField;
  }

  Optional<ArcResult.Failure> markedFailed() {
    return isMarkedFailed()
        ? failure(ArcReason.MARKED_FAILED, members.lastKey())
        : Optional.empty();
  }

  Optional<ArcResult.Failure> missingField() {
    return count(ArcReason.FIELD_MISSING, n -> n == 0);
  }

  Optional<ArcResult.Failure> repeatedField() {
    return count(ArcReason.FIELD_REPEATED, n -> n > 1);
  }

  Optional<ArcResult.Failure> missingSet() {
    for (int i = 1; i <= members.size(); i++) {
      if (!members.containsKey(i)) {
        return failure(ArcReason.INSTANCE_GAP, i);
      }
    }
    return Optional.empty();
  }

  Optional<ArcResult.Failure> sealWithH() {
    return first(ArcReason.SEAL_HAS_H, set -> set.anySeal(tags -> tags.containsKey("h")));
  }

  Optional<ArcResult.Failure> sealWithoutStatus() {
    return first(
        ArcReason.CHAIN_STATUS_INVALID,
        set -> set.anySeal(tags -> ChainStatus.of(tags.getOrDefault("cv", "")).isEmpty()));
  }

  /** "For instance values > 1, the values MUST be "pass"", and for 1 "none". */
  Optional<ArcResult.Failure> wrongStatus() {
    return members.entrySet().stream()
        .filter(
            each -> {
              ChainStatus right = each.getKey() == 1 ? ChainStatus.NONE : ChainStatus.PASS;
              return each.getValue().anySeal(tags -> !isStatus(tags, right));
            })
        .findFirst()
        .flatMap(each -> failure(ArcReason.CHAIN_STATUS_WRONG, each.getKey()));
  }

  /** The oldest set that has a wrong number of fields of a kind, with the names of those kinds. */
  private Optional<ArcResult.Failure> count(ArcReason reason, Predicate<Integer> wrong) {
    for (Map.Entry<Integer, Members> each : members.entrySet()) {
      String names = each.getValue().names(wrong);
      if (!names.isEmpty()) {
        OptionalInt instance = OptionalInt.of(each.getKey());
        return Optional.of(new ArcResult.Failure(reason, instance, Optional.empty(), names));
      }
    }
    return Optional.empty();
  }

  private Optional<ArcResult.Failure> first(ArcReason reason, Predicate<Members> wrong) {
    return members.entrySet().stream()
        .filter(each -> wrong.test(each.getValue()))
        .findFirst()
        .flatMap(each -> failure(reason, each.getKey()));
  }

  private static boolean isStatus(Map<String, String> sealTags, ChainStatus status) {
    return status.word().equalsIgnoreCase(sealTags.getOrDefault("cv", ""));
  }

  private static ArcResult.Failure withoutInstance(ArcField.Kind kind, ArcField field) {
    return field
        .malformed()
        .map(why -> failure(ArcReason.FIELD_SYNTAX, kind.fieldName() + ": " + why))
        .orElseGet(() -> failure(ArcReason.INSTANCE_INVALID, kind.fieldName()));
  }

  private static Optional<ArcResult.Failure> failure(ArcReason reason, int instance) {
    return Optional.of(
        new ArcResult.Failure(reason, OptionalInt.of(instance), Optional.empty(), ""));
  }

  private static ArcResult.Failure failure(ArcReason reason, String about) {
    return new ArcResult.Failure(reason, OptionalInt.empty(), Optional.empty(), about);
  }
}
