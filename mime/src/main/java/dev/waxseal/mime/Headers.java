package dev.waxseal.mime;

import dev.waxseal.mime.internal.octets.Ascii;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * The header of one message: its fields from the top down (RFC 5322 section 2.2).
 *
 * <p>{@link MessageScanner} hands over the header of a message that it reads; {@link #of} makes one
 * from fields.
 *
 * <p>A line without a colon is kept as a field that has no name; nothing can select it.
 *
 * <p>Immutable; share it among threads.
 */
public final class Headers implements Iterable<HeaderField> {

  private static final int USUAL = 64;

  private final List<HeaderField> fields;
  private final FieldIndex index;

  private Headers(List<HeaderField> fields) {
    this.fields = fields;
    this.index = new FieldIndex(fields);
  }

  /**
   * Cuts a header block into its fields: a field ends at each CRLF that no white space follows (RFC
   * 5322 section 2.2.3).
   *
   * @param block the block, up to but without the empty line; its last CRLF may be missing
   * @param most how many fields there may be
   * @return the header; empty if there are more
   */
  static Optional<Headers> parse(byte[] block, int length, int most) {
    List<HeaderField> fields = new ArrayList<>(USUAL);
    int start = 0;
    boolean clean = true;
    int at = control(block, 0, length);
    while (at < length && fields.size() <= most) {
      int next = at + 1;
      if (Lookalike.isCrlf(block, at, length)) {
        next++;
        if (next == length || !Ascii.isWsp(block[next])) {
          fields.add(new HeaderField(block, start, at, clean));
          start = next;
          clean = true;
        }
      } else {
        clean &= !Lookalike.isOdd(block[at]);
      }
      at = control(block, next, length);
    }
    if (start < length) {
      fields.add(new HeaderField(block, start, length, clean));
    }
    return fields.size() > most
        ? Optional.empty()
        : Optional.of(new Headers(Collections.unmodifiableList(fields)));
  }

  /** Where the next octet stands that may end a line or be NUL. */
  private static int control(byte[] block, int start, int length) {
    return Ascii.indexBelow('\r' + 1, block, start, length);
  }

  /** The header of these fields, from the top down. */
  public static Headers of(List<HeaderField> fields) {
    return new Headers(List.copyOf(fields));
  }

  /** The number of fields. */
  public int size() {
    return fields.size();
  }

  /** All fields, from the top down. */
  public List<HeaderField> fields() {
    return fields;
  }

  /**
   * The fields of one name, from the top down; letters compare in any case (RFC 5322 1.2.2).
   *
   * @param name a field name; one that no field has gives an empty list
   */
  public List<HeaderField> named(String name) {
    return Collections.unmodifiableList(index.named(name));
  }

  /** The topmost field of one name, if there is one. */
  public Optional<HeaderField> first(String name) {
    List<HeaderField> named = index.named(name);
    return named.isEmpty() ? Optional.empty() : Optional.of(named.get(0));
  }

  /**
   * The number of fields of one name.
   *
   * @param name a field name in any case
   */
  public int count(String name) {
    return index.count(name);
  }

  /**
   * The fields as a signature takes them, from the bottom up.
   *
   * @param except a field that is not taken: the one that holds the signature
   */
  public BottomUp bottomUp(HeaderField except) {
    return new BottomUp(index, except);
  }

  @Override
  public Iterator<HeaderField> iterator() {
    return fields.iterator();
  }

  /** The limit that a header exceeds, so that it is not read. */
  public enum Overflow {
    /** More octets than {@link Limits#headerBytes()}. */
    TOO_MANY_BYTES,
    /** More fields than {@link Limits#headerFields()}. */
    TOO_MANY_FIELDS
  }

  /**
   * The fields of a header for one signature: each name takes the next field of that name from the
   * bottom up, and none once they are used up (RFC 6376 section 5.4.2).
   *
   * <p>A field that is taken leaves its chain, so that a long list of names costs no more than
   * there are fields. For one signature, one thread.
   */
  public static final class BottomUp {

    private final FieldIndex index;
    private final HeaderField except;
    private final int[] first;
    private final int[] next;

    BottomUp(FieldIndex index, HeaderField except) {
      this.index = index;
      this.except = except;
      this.first = index.firsts();
      this.next = index.nexts();
    }

    /**
     * Takes a field.
     *
     * @param name a field name in any case
     */
    public Optional<HeaderField> take(String name) {
      int hash = FieldIndex.hash(name);
      int bucket = index.bucket(hash);
      int before = FieldIndex.NONE;
      for (int i = first[bucket]; i != FieldIndex.NONE; i = next[i]) {
        if (index.isAt(i, name, hash) && !isExcept(i)) {
          if (before == FieldIndex.NONE) {
            first[bucket] = next[i];
          } else {
            next[before] = next[i];
          }
          return Optional.of(index.field(i));
        }
        before = i;
      }
      return Optional.empty();
    }

    @SuppressWarnings("ReferenceEquality") // one field among others with perhaps the same bytes
    private boolean isExcept(int place) {
      return index.field(place) == except;
    }
  }
}
