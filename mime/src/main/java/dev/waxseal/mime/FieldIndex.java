package dev.waxseal.mime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a header by their names, without a String for any: chains of fields with equal
 * hashes, from the bottom of the header up. The hash is {@link SipHash} with a key of this process,
 * so that nobody outside can choose names for their hashes.
 *
 * <p>Immutable; share it among threads.
 */
final class FieldIndex {

  static final int NONE = -1;
  private static final SipHash HASH = SipHash.ofThisProcess();

  /** The hashes of the names that are asked for in every message, as they are written here. */
  private static final Map<String, Integer> USUAL =
      hashes(
          "from",
          "sender",
          "reply-to",
          "to",
          "cc",
          "subject",
          "date",
          "message-id",
          "in-reply-to",
          "references",
          "mime-version",
          "content-type",
          "content-transfer-encoding",
          "Subject",
          "Sender",
          "Reply-To",
          "To",
          "Cc",
          "Date",
          "Message-ID",
          "DKIM-Signature",
          "ARC-Authentication-Results",
          "ARC-Message-Signature",
          "ARC-Seal");

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
    int hash = hash(name);
    int last = first[bucket(hash)];
    if (last == NONE) {
      return List.of();
    }
    List<HeaderField> named = new ArrayList<>(2);
    for (int i = last; i != NONE; i = next[i]) {
      if (isAt(i, name, hash)) {
        named.add(fields.get(i));
      }
    }
    Collections.reverse(named);
    return named;
  }

  /** The number of fields of a name. */
  int count(String name) {
    int count = 0;
    int hash = hash(name);
    for (int i = first[bucket(hash)]; i != NONE; i = next[i]) {
      count += isAt(i, name, hash) ? 1 : 0;
    }
    return count;
  }

  /** Returns true if the field at a place, from the top down, has that name. */
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
    return (int) HASH.ofLowerCase(block, start, end);
  }

  static int hash(String name) {
    @Nullable Integer usual = USUAL.get(name);
    return usual == null ? computed(name) : usual;
  }

  private static int computed(String name) {
    byte[] octets = name.getBytes(ISO_8859_1);
    return hash(octets, 0, octets.length);
  }

  private static Map<String, Integer> hashes(String... names) {
    Map<String, Integer> hashes = new HashMap<>();
    for (String name : names) {
      hashes.put(name, computed(name));
    }
    return hashes;
  }

  int bucket(int hash) {
    return (hash ^ hash >>> 16) & (first.length - 1);
  }
}
