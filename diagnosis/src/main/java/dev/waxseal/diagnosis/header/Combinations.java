package dev.waxseal.diagnosis.header;

import dev.waxseal.diagnosis.change.Change;
import dev.waxseal.diagnosis.internal.Effort;
import dev.waxseal.dkim.internal.Hashes;
import dev.waxseal.dkim.internal.HeaderHash;
import dev.waxseal.mime.Canonicalization;
import dev.waxseal.mime.HeaderField;
import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Combines the alternatives of all signed names. For one search, one thread. */
final class Combinations {

  private static final int MANY = 10_000;

  /** The usual size of a signed header at most, in octets. */
  private static final int USUAL = 8_192;

  /** The number of alternatives of each name that are tried in pairs. */
  private static final int PAIRS = 25;

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
          "mime-version", 1,
          "content-type", 4,
          "content-transfer-encoding", 5);

  /** The prefixes of fields that are added together, by a list or by a resender. */
  static final List<String> FAMILIES = List.of("list-", "resent-");

  private final HeaderTarget target;
  private final Effort effort;
  private final List<String> names;
  private final List<List<Alternative>> alternatives;

  /** For each name, alternative and occurrence in {@code h=}: the octets to hash. */
  private final List<byte[][][]> octets;

  /** For each position in {@code h=}: the index of the name, and of its occurrence. */
  private final int[][] places;

  private final byte[] signature;
  private final int[] chosen;

  /** The cost of a try here, in tries of the usual size. */
  private final int cost;

  private Combinations(
      HeaderTarget target,
      Effort effort,
      List<String> names,
      List<List<Alternative>> alternatives) {
    this.target = target;
    this.effort = effort;
    this.names = names;
    this.alternatives = alternatives;
    this.octets = octets(target, names, alternatives);
    this.places = places(target.names(), names);
    this.signature = signature(target);
    this.chosen = new int[names.size()];
    this.cost = 1 + length() / USUAL;
  }

  /** The combinations for a signature. */
  static Combinations of(HeaderContext context, HeaderTarget target, Effort effort) {
    List<String> names = FieldAlternatives.distinct(target.names());
    List<List<Alternative>> alternatives = new ArrayList<>();
    for (String name : names) {
      List<HeaderField> fields = new ArrayList<>(context.headers().named(name));
      fields.removeIf(target::isIn);
      int signed = Collections.frequency(target.names(), name);
      alternatives.add(FieldAlternatives.of(name, fields, signed, context, target.form()));
    }
    return new Combinations(target, effort, names, alternatives);
  }

  /** The changes, if at most one name was changed. */
  Optional<List<Change>> few() {
    return choose(0, 0, most(0)).or(() -> choose(0, 1, most(MANY)));
  }

  /** The changes, if several names were changed. */
  Optional<List<Change>> many() {
    int[] likely = names.stream().mapToInt(it -> CHANGED_TOGETHER.getOrDefault(it, 0)).toArray();
    Optional<List<Change>> found = Optional.empty();
    for (int number = 0; number <= MOST_NAMES && found.isEmpty(); number++) {
      found = number < 2 ? found : choose(0, number, likely);
      for (String family : FAMILIES) {
        int changed = number;
        found = found.or(() -> withoutFamily(family, changed, likely));
      }
    }
    return found.or(() -> choose(0, 2, most(PAIRS)));
  }

  /** The changes, if all fields of a family were added and some other names changed. */
  private Optional<List<Change>> withoutFamily(String family, int number, int[] likely) {
    List<Integer> added =
        IntStream.range(0, chosen.length)
            .filter(name -> names.get(name).startsWith(family) && alternatives.get(name).size() > 1)
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
      length += octets.get(place[0])[0][place[1]].length;
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
      int limit = Math.min(alternatives.get(name).size() - 1, most[name]);
      if (limit < 1) {
        continue;
      }
      for (int choice = 1; choice <= limit && !effort.isExhausted(); choice++) {
        chosen[name] = choice;
        Optional<List<Change>> found = choose(name + 1, number - 1, most);
        if (found.isPresent()) {
          return found;
        }
      }
      chosen[name] = 0;
    }
    return Optional.empty();
  }

  private byte[] hash() {
    MessageDigest digest = Hashes.sha256();
    for (int[] place : places) {
      digest.update(octets.get(place[0])[chosen[place[0]]][place[1]]);
    }
    digest.update(signature);
    return digest.digest();
  }

  private List<Change> changes() {
    List<Change> changes = new ArrayList<>();
    for (int name = 0; name < chosen.length; name++) {
      changes.addAll(alternatives.get(name).get(chosen[name]).changes());
    }
    return changes;
  }

  private static List<byte[][][]> octets(
      HeaderTarget target, List<String> names, List<List<Alternative>> alternatives) {
    List<byte[][][]> octets = new ArrayList<>();
    for (int name = 0; name < names.size(); name++) {
      int signed = Collections.frequency(target.names(), names.get(name));
      octets.add(
          alternatives.get(name).stream()
              .map(alternative -> octets(alternative.fields(), signed, target.form()))
              .toArray(byte[][][]::new));
    }
    return octets;
  }

  /** The field for each occurrence of the name, from the bottom up (RFC 6376 section 5.4.2). */
  private static byte[][] octets(List<HeaderField> fields, int signed, Canonicalization form) {
    byte[][] taken = new byte[signed][];
    Arrays.fill(taken, new byte[0]);
    for (int i = 0; i < Math.min(signed, fields.size()); i++) {
      taken[i] = form.header(fields.get(fields.size() - 1 - i));
    }
    return taken;
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
