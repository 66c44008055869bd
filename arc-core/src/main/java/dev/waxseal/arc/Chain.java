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
 * The sets of a message as they stand in its header, and whether they have the structure of a chain
 * (RFC 8617 section 5.2 steps 1 to 3). No signature is looked at.
 *
 * @param sets the sets, the oldest first; those of a broken chain as far as they can be told
 * @param markedFailed whether a newest seal says {@code cv=fail}
 * @param broken why they are no chain; empty if they are, or if there is none
 */
record Chain(List<ArcSet> sets, boolean markedFailed, Optional<ArcResult.Fail> broken) {

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

    /** The names of the kinds of which there is such a number of fields. */
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
          seal.map(ArcField::tags).orElse(Map.of()));
    }
  }

  /** Reads the chain of a message. */
  static Chain read(Headers headers, Limits limits) {
    TreeMap<Integer, Members> members = new TreeMap<>();
    Optional<ArcResult.Fail> broken = Optional.empty();
    for (ArcField.Kind kind : ArcField.Kind.values()) {
      List<HeaderField> fields = headers.named(kind.fieldName());
      if (fields.size() > limits.arcSets()) {
        String about = fields.size() + " fields named " + kind.fieldName();
        return new Chain(List.of(), false, Optional.of(fail(ArcReason.TOO_MANY_SETS, about)));
      }
      for (HeaderField each : fields) {
        ArcField field = ArcField.read(kind, each, limits.tags());
        if (field.instance().isPresent()) {
          members
              .computeIfAbsent(field.instance().getAsInt(), i -> new Members())
              .of(kind)
              .add(field);
        } else {
          ArcResult.Fail why = withoutInstance(kind, field);
          broken = broken.filter(first -> first.reason().compareTo(why.reason()) <= 0);
          broken = broken.or(() -> Optional.of(why));
        }
      }
    }
    boolean marked = isMarkedFailed(members);
    return new Chain(
        members.entrySet().stream().map(each -> each.getValue().set(each.getKey())).toList(),
        marked,
        broken.or(() -> structure(members, marked)));
  }

  /** How many sets there are, counted by the highest instance; 0 if there is none. */
  int length() {
    return sets.isEmpty() ? 0 : sets.get(sets.size() - 1).instance();
  }

  /** Whether it has more fields than were looked at. */
  boolean isOverfull() {
    return broken.filter(fail -> fail.reason() == ArcReason.TOO_MANY_SETS).isPresent();
  }

  /** Whether it can have this status, as far as its structure tells. */
  boolean canBe(ChainStatus status) {
    return switch (status) {
      case NONE -> sets.isEmpty() && broken.isEmpty();
      case PASS -> !sets.isEmpty() && broken.isEmpty();
      case FAIL -> !sets.isEmpty() || broken.isPresent();
    };
  }

  private static boolean isMarkedFailed(TreeMap<Integer, Members> members) {
    return !members.isEmpty()
        && members.lastEntry().getValue().anySeal(tags -> isStatus(tags, ChainStatus.FAIL));
  }

  /** Steps 2 and 3, in their order; at each the oldest set that is wrong. */
  private static Optional<ArcResult.Fail> structure(
      TreeMap<Integer, Members> members, boolean marked) {
    if (members.isEmpty()) {
      return Optional.empty();
    }
    if (marked) {
      return fail(ArcReason.MARKED_FAILED, members.lastKey());
    }
    return count(ArcReason.FIELD_MISSING, members, n -> n == 0)
        .or(() -> count(ArcReason.FIELD_REPEATED, members, n -> n > 1))
        .or(() -> gap(members))
        .or(() -> first(ArcReason.SEAL_HAS_H, members, s -> s.anySeal(t -> t.containsKey("h"))))
        .or(() -> first(ArcReason.CHAIN_STATUS_INVALID, members, s -> s.anySeal(Chain::noStatus)))
        .or(() -> wrongStatus(members));
  }

  private static ArcResult.Fail withoutInstance(ArcField.Kind kind, ArcField field) {
    return field
        .malformed()
        .map(why -> fail(ArcReason.FIELD_SYNTAX, kind.fieldName() + ": " + why))
        .orElseGet(() -> fail(ArcReason.INSTANCE_INVALID, kind.fieldName()));
  }

  /** The oldest set that has a wrong number of fields of a kind, with the names of those kinds. */
  private static Optional<ArcResult.Fail> count(
      ArcReason reason, TreeMap<Integer, Members> members, Predicate<Integer> wrong) {
    for (Map.Entry<Integer, Members> each : members.entrySet()) {
      String names = each.getValue().names(wrong);
      if (!names.isEmpty()) {
        OptionalInt instance = OptionalInt.of(each.getKey());
        return Optional.of(new ArcResult.Fail(reason, instance, Optional.empty(), names));
      }
    }
    return Optional.empty();
  }

  private static boolean isStatus(Map<String, String> sealTags, ChainStatus status) {
    return status.word().equalsIgnoreCase(sealTags.getOrDefault("cv", ""));
  }

  private static boolean noStatus(Map<String, String> sealTags) {
    return ChainStatus.of(sealTags.getOrDefault("cv", "")).isEmpty();
  }

  private static Optional<ArcResult.Fail> first(
      ArcReason reason, TreeMap<Integer, Members> members, Predicate<Members> wrong) {
    return members.entrySet().stream()
        .filter(each -> wrong.test(each.getValue()))
        .findFirst()
        .flatMap(each -> fail(reason, each.getKey()));
  }

  private static Optional<ArcResult.Fail> gap(TreeMap<Integer, Members> members) {
    for (int i = 1; i <= members.size(); i++) {
      if (!members.containsKey(i)) {
        return fail(ArcReason.INSTANCE_GAP, i);
      }
    }
    return Optional.empty();
  }

  /** "For instance values > 1, the values MUST be "pass"", and for 1 "none". */
  private static Optional<ArcResult.Fail> wrongStatus(TreeMap<Integer, Members> members) {
    return members.entrySet().stream()
        .filter(
            each -> {
              ChainStatus right = each.getKey() == 1 ? ChainStatus.NONE : ChainStatus.PASS;
              return each.getValue().anySeal(tags -> !isStatus(tags, right));
            })
        .findFirst()
        .flatMap(each -> fail(ArcReason.CHAIN_STATUS_WRONG, each.getKey()));
  }

  private static Optional<ArcResult.Fail> fail(ArcReason reason, int instance) {
    return Optional.of(new ArcResult.Fail(reason, OptionalInt.of(instance), Optional.empty(), ""));
  }

  private static ArcResult.Fail fail(ArcReason reason, String about) {
    return new ArcResult.Fail(reason, OptionalInt.empty(), Optional.empty(), about);
  }
}
