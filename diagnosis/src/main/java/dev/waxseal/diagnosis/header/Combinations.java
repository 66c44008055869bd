package dev.waxseal.diagnosis.header;

import dev.waxseal.diagnosis.change.Change;
import dev.waxseal.diagnosis.internal.Effort;
import dev.waxseal.dkim.internal.HeaderHash;
import dev.waxseal.mime.HeaderField;
import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** Combines the alternatives of all signed names. For one search, one thread. */
final class Combinations {

  private static final int MANY = 10_000;

  /** The usual size of a signed header at most, in octets. */
  private static final int USUAL = 8_192;

  /** The number of alternatives of each name that are tried in pairs. */
  private static final int PAIRS = 25;

  private static final int FEW_NAMES = 3;

  /** The maximum of names that are changed at once. */
  private static final int MOST_NAMES = 7;

  /**
   * The fields that lists and mail servers change together, with the number of alternatives that
   * are combined.
   */
  private static final Map<String, Integer> CHANGED_TOGETHER =
      Map.of(
          "from", 5,
          "subject", 12,
          "reply-to", 2,
          "to", 1,
          "cc", 1,
          "sender", 1,
          "precedence", 1,
          "mime-version", 1,
          "content-type", 4,
          "content-transfer-encoding", 5);

  /** The prefixes of fields that are added together, by a list or by a resender. */
  static final List<String> FAMILIES = List.of("list-", "resent-");

  /** The number of alternatives of the two fields about the content that are tried together. */
  private static final Map<String, Integer> CONTENT =
      Map.of("content-type", 60, "content-transfer-encoding", 10);

  private static final Map<String, Integer> SUBJECT = Map.of("subject", 12);

  /** What is changed besides all address lists, one at a time. */
  private static final Map<String, Integer> BESIDE_LISTS =
      Map.of(
          "subject", 12,
          "content-type", 20,
          "content-transfer-encoding", 5,
          "mime-version", 1,
          "date", 1,
          "message-id", 1);

  /** Fields that a mail server adds where they are missing, whatever it does besides. */
  static final Set<String> ADDED_IF_MISSING = Set.of("date", "message-id");

  private final HeaderTarget target;
  private final Effort effort;
  private final List<String> names;
  private final List<Choices> choices;

  /** For each position in {@code h=}: the index of the name, and of its occurrence. */
  private final int[][] places;

  private final byte[] signature;
  private final int[] chosen;

  /** The cost of a try here, in tries of the usual size. */
  private final int cost;

  private Combinations(
      HeaderTarget target, Effort effort, List<String> names, List<Choices> choices) {
    this.target = target;
    this.effort = effort;
    this.names = names;
    this.choices = choices;
    this.places = places(target.names(), names);
    this.signature = signature(target);
    this.chosen = new int[names.size()];
    this.cost = 1 + length() / USUAL;
  }

  /** The combinations for a signature. */
  static Combinations of(HeaderContext context, HeaderTarget target, Effort effort) {
    return of(context, target, effort, FieldAlternatives.MOST_OCTETS);
  }

  /** The combinations of guesses that have so many octets together for each name. */
  static Combinations of(
      HeaderContext context, HeaderTarget target, Effort effort, int mostOctets) {
    List<String> names = FieldAlternatives.distinct(target.names());
    List<Choices> choices = new ArrayList<>();
    for (String name : names) {
      List<HeaderField> fields = new ArrayList<>(context.headers().named(name));
      fields.removeIf(target::isIn);
      int signed = Collections.frequency(target.names(), name);
      choices.add(
          new Choices(
              fields,
              signed,
              target.form(),
              () ->
                  FieldAlternatives.of(name, fields, signed, context, target.form(), mostOctets)));
    }
    return new Combinations(target, effort, names, choices);
  }

  /** The changes, if these choices explain the signature and no other name was changed. */
  Optional<List<Change>> all(Map<String, Choices> replaced) {
    Combinations other = with(replaced);
    int[] most = names.stream().mapToInt(it -> replaced.containsKey(it) ? MANY : 0).toArray();
    Optional<List<Change>> found = Optional.empty();
    for (int number = 1; number <= replaced.size() && found.isEmpty(); number++) {
      found = other.choose(0, number, most);
    }
    return found;
  }

  /** The changes, at most one, besides fields that are as they were signed. */
  Optional<List<Change>> besides(Map<String, Choices> lists) {
    Combinations other = with(lists);
    int[] most = other.most(BESIDE_LISTS);
    return other
        .choose(0, 0, most)
        .or(() -> other.choose(0, 1, most))
        .or(() -> other.without(ADDED_IF_MISSING::contains, 0, most));
  }

  private Combinations with(Map<String, Choices> replaced) {
    List<Choices> others = new ArrayList<>(choices);
    replaced.forEach((name, choice) -> others.set(names.indexOf(name), choice));
    return new Combinations(target, effort, names, others);
  }

  /** The changes, if at most one name was changed. */
  Optional<List<Change>> few() {
    return choose(0, 0, most(0)).or(() -> choose(0, 1, most(MANY)));
  }

  /** The changes, if up to three names were changed that change together. */
  Optional<List<Change>> several() {
    return together(0, FEW_NAMES);
  }

  /** The changes, if more names were changed, or others. */
  Optional<List<Change>> many() {
    return added(most(CHANGED_TOGETHER))
        .or(() -> content(Map.of()))
        .or(() -> together(FEW_NAMES + 1, MOST_NAMES))
        .or(() -> names.contains("subject") ? content(SUBJECT) : Optional.empty())
        .or(() -> choose(0, 2, pairs()));
  }

  /** The changes, if a number of names were changed that change together, or families of names. */
  private Optional<List<Change>> together(int least, int greatest) {
    int[] likely = most(CHANGED_TOGETHER);
    Optional<List<Change>> found = Optional.empty();
    for (int number = least; number <= greatest && found.isEmpty(); number++) {
      found = number < 2 ? found : choose(0, number, likely);
      for (String family : FAMILIES) {
        int changed = number;
        found = found.or(() -> withoutFamily(family, changed, likely));
      }
    }
    return found;
  }

  /** The changes, if all fields that are often added were added, and one other name changed. */
  private Optional<List<Change>> added(int[] likely) {
    return without(FieldAlternatives::isOftenAdded, 0, likely)
        .or(() -> without(FieldAlternatives::isOftenAdded, 1, likely));
  }

  /** The changes, if both fields about the content were rewritten, and others as said. */
  private Optional<List<Change>> content(Map<String, Integer> others) {
    int[] most = most(CONTENT);
    int changed = 2;
    for (String name : others.keySet()) {
      most[names.indexOf(name)] = others.get(name);
      changed++;
    }
    return target.hash().isCheap() ? choose(0, changed, most) : Optional.empty();
  }

  private int[] pairs() {
    int[] most = most(PAIRS);
    int type = names.indexOf("content-type");
    if (type >= 0) {
      most[type] = CONTENT.getOrDefault("content-type", PAIRS);
    }
    return most;
  }

  private int[] most(Map<String, Integer> numbers) {
    return names.stream().mapToInt(name -> numbers.getOrDefault(name, 0)).toArray();
  }

  private Optional<List<Change>> withoutFamily(String family, int number, int[] likely) {
    return without(name -> name.startsWith(family), number, likely);
  }

  /** The changes, if all fields of some names were added and some other names changed. */
  private Optional<List<Change>> without(Predicate<String> which, int number, int[] likely) {
    List<Integer> added =
        IntStream.range(0, chosen.length)
            .filter(name -> which.test(names.get(name)) && choices.get(name).size() > 1)
            .boxed()
            .toList();
    if (added.isEmpty()) {
      return Optional.empty();
    }
    added.forEach(name -> chosen[name] = 1);
    Optional<List<Change>> found = choose(0, number, likely);
    added.forEach(name -> chosen[name] = 0);
    return found;
  }

  /** The number of octets that are hashed if nothing was changed. */
  private int length() {
    int length = signature.length;
    for (int[] place : places) {
      length += choices.get(place[0]).octets(0, place[1]).length;
    }
    return length;
  }

  private int[] most(int number) {
    int[] most = new int[names.size()];
    Arrays.fill(most, number);
    return most;
  }

  /**
   * Chooses alternatives for some of the remaining names.
   *
   * @param from the first of the remaining names
   * @param number the number of them to change
   * @param most the number of alternatives to try for each name
   */
  private Optional<List<Change>> choose(int from, int number, int[] most) {
    if (number == 0) {
      return effort.take(cost) && target.hash().is(hash())
          ? Optional.of(changes())
          : Optional.empty();
    }
    for (int name = from; name + number <= chosen.length; name++) {
      int before = chosen[name];
      int limit = most[name] < 1 ? 0 : Math.min(choices.get(name).size() - 1, most[name]);
      for (int choice = 1; choice <= limit && !effort.isExhausted(); choice++) {
        chosen[name] = choice;
        Optional<List<Change>> found = choose(name + 1, number - 1, most);
        if (found.isPresent()) {
          return found;
        }
      }
      chosen[name] = before;
    }
    return Optional.empty();
  }

  private byte[] hash() {
    MessageDigest digest = target.hash().digest();
    for (int[] place : places) {
      digest.update(choices.get(place[0]).octets(chosen[place[0]], place[1]));
    }
    digest.update(signature);
    return digest.digest();
  }

  private List<Change> changes() {
    List<Change> changes = new ArrayList<>();
    for (int name = 0; name < chosen.length; name++) {
      if (chosen[name] > 0) {
        changes.addAll(choices.get(name).get(chosen[name]).changes());
      }
    }
    return changes;
  }

  private static int[][] places(List<String> signed, List<String> names) {
    int[] seen = new int[names.size()];
    int[][] places = new int[signed.size()][];
    for (int i = 0; i < places.length; i++) {
      int name = names.indexOf(signed.get(i));
      places[i] = new int[] {name, seen[name]++};
    }
    return places;
  }

  private static byte[] signature(HeaderTarget target) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    target.form().header(HeaderHash.withoutSignature(target.field()), out::write);
    return out.toByteArray();
  }
}
