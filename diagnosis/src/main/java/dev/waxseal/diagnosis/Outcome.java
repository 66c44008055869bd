package dev.waxseal.diagnosis;

import java.util.Locale;

/** What a diagnosis comes to, of the header or of the body. */
public enum Outcome {
  /** It is as it was signed. */
  INTACT,
  /** It was changed, and how is known: undoing the changes leads to what was signed. */
  EXPLAINED,
  /** It was changed, and nothing that was tried explains how. */
  NOT_EXPLAINED,
  /** It was changed, and the search ended before all was tried. */
  GAVE_UP,
  /** It cannot be told whether it was changed, for want of the body or of the right key. */
  UNDECIDED;

  /** Whether it was changed. */
  public boolean isChange() {
    return this == EXPLAINED || this == NOT_EXPLAINED || this == GAVE_UP;
  }

  /**
   * The outcome of a search that has found nothing.
   *
   * @param exhausted whether something was left untried
   */
  static Outcome ofFailure(boolean exhausted) {
    return exhausted ? GAVE_UP : NOT_EXPLAINED;
  }

  /** The word in reports. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
