package dev.waxseal.mime;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The fields of a header by their names, without a String for any: chains of fields with equal
 * hashes, from the bottom of the header up. The hash has a seed, and shifts between its steps, so
 * that names cannot be chosen for their hashes.
 *
 * <p>Immutable; share it among threads.
 */
final class FieldIndex {

  static final int NONE = -1;
  private static final long MULTIPLIER = new SplittableRandom().nextLong() | 1;

  private final List<HeaderField> fields;
  private final int[] first;
  private final int[] next;

  FieldIndex(List<HeaderField> fields) {
    this.fields = fields;
    this.first = new int[Integer.highestOneBit(Math.max(fields.size(), 1)) * 2];
    this.next = new int[fields.size()];
    Arrays.fill(first, NONE);
    for (int i = 0; i < fields.size(); i++) {
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
      if (isAt(i, name, hash)) {
        named.add(fields.get(i));
      }
    }
    Collections.reverse(named);
    return named;
  }

  /** How many fields of a name there are. */
  int count(String name) {
    int count = 0;
    int hash = hash(name);
    for (int i = first[bucket(hash)]; i != NONE; i = next[i]) {
      count += isAt(i, name, hash) ? 1 : 0;
    }
    return count;
  }

  /** Whether the field at a place, from the top down, has that name. */
  boolean isAt(int place, String name, int hash) {
    HeaderField field = fields.get(place);
    return field.nameHash() == hash && field.isNamed(name);
  }

  HeaderField field(int place) {
    return fields.get(place);
  }

  /** The places where the chains begin, a copy. */
  int[] firsts() {
    return first.clone();
  }

  /** The place above each in its chain, a copy. */
  int[] nexts() {
    return next.clone();
  }

  /** The hash of a name in any case. */
  static int hash(byte[] block, int start, int end) {
    int length = end - start;
    long hash = length;
    for (int i = start; i < end; i += Long.BYTES) {
      hash = step(hash, Ascii.lower(Ascii.word(block, i, end)));
    }
    return (int) hash;
  }

  static int hash(String name) {
    long hash = name.length();
    long word = 0;
    for (int i = 0; i < name.length(); i++) {
      word |= (name.charAt(i) & 0xFFL) << (i % Long.BYTES * Byte.SIZE);
      if (i % Long.BYTES == Long.BYTES - 1 || i == name.length() - 1) {
        hash = step(hash, Ascii.lower(word));
        word = 0;
      }
    }
    return (int) hash;
  }

  /** Eight octets more; the shift brings the high bits, which depend on all octets, down. */
  private static long step(long hash, long word) {
    long product = (hash ^ word) * MULTIPLIER;
    return product ^ product >>> 32;
  }

  int bucket(int hash) {
    return (hash ^ hash >>> 16) & (first.length - 1);
  }
}
