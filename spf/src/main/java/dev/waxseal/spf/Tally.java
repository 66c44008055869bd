package dev.waxseal.spf;

/**
 * The limits of RFC 7208 section 4.6.4, counted over all of a check: "tracked as a single global
 * limit for all evaluations" (section 4.1).
 */
final class Tally {
  static final int MAX_LOOKUPS = 10;
  static final int MAX_VOID_LOOKUPS = 2;

  private int lookups;
  private int voidLookups;

  /** Counts a term that causes look-ups; false if there may be no more. */
  boolean takeLookup() {
    if (lookups == MAX_LOOKUPS) {
      return false;
    }
    lookups++;
    return true;
  }

  /** Counts a term whose look-ups found nothing; false if those are too many. */
  boolean takeVoid() {
    voidLookups++;
    return voidLookups <= MAX_VOID_LOOKUPS;
  }

  int lookups() {
    return lookups;
  }

  int voidLookups() {
    return voidLookups;
  }
}
