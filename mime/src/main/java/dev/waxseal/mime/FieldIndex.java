package dev.waxseal.mime;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The fields of a header by their names, without a String for any: chains of fields with equal
 * hashes. The hash has a seed, and shifts between its steps, so that names cannot be chosen for
 * their hashes.
 *
 * <p>Immutable; share it among threads.
 */
final class FieldIndex {

  private static final int NONE = -1;
  private static final int MULTIPLIER = new SplittableRandom().nextInt() | 1;

  private final List<HeaderField> fields;
  private final int[] first;
  private final int[] next;

  FieldIndex(List<HeaderField> fields) {
    this.fields = fields;
    this.first = new int[Integer.highestOneBit(Math.max(fields.size(), 1)) * 2];
    this.next = new int[fields.size()];
    Arrays.fill(first, NONE);
    for (int i = fields.size() - 1; i >= 0; i--) {
      int bucket = bucket(fields.get(i).nameHash());
      next[i] = first[bucket];
      first[bucket] = i;
    }
  }

  /** The fields of a name, from the top down. */
  List<HeaderField> named(String name) {
    List<HeaderField> named = new ArrayList<>(2);
    int hash = hash(name);
    for (int i = first[bucket(hash)]; i != NONE; i = next[i]) {
      HeaderField field = fields.get(i);
      if (field.nameHash() == hash && field.isNamed(name)) {
        named.add(field);
      }
    }
    return named;
  }

  /** The hash of a name in any case. */
  static int hash(byte[] block, int start, int end) {
    int hash = 0;
    for (int i = start; i < end; i++) {
      hash = step(hash, Ascii.lower(block[i]) & 0xFF);
    }
    return hash;
  }

  private static int hash(String name) {
    int hash = 0;
    for (int i = 0; i < name.length(); i++) {
      hash = step(hash, Ascii.lower(name.charAt(i)));
    }
    return hash;
  }

  private static int step(int hash, int octet) {
    return (hash ^ hash >>> 15) * MULTIPLIER + octet;
  }

  private int bucket(int hash) {
    return (hash ^ hash >>> 16) & (first.length - 1);
  }
}
