package dev.waxseal.mime;

import java.util.Optional;

/**
 * The fields of a header for one signature: each name takes the next field of that name from the
 * bottom up, and none once they are used up (RFC 6376 section 5.4.2).
 *
 * <p>A field that is taken leaves its chain, so that a long list of names costs no more than there
 * are fields. For one signature, one thread.
 */
public final class BottomUp {

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
