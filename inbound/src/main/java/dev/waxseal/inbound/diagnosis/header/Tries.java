package dev.waxseal.inbound.diagnosis.header;

/** How many headers may still be tried. For one search, one thread. */
public final class Tries {

  private final int all;
  private int left;
  private boolean refused;

  /** So many tries. */
  public Tries(int number) {
    this.all = number;
    this.left = number;
  }

  /** Takes one; false if there is none left. */
  boolean take() {
    if (left == 0) {
      refused = true;
      return false;
    }
    left--;
    return true;
  }

  /** How many were taken. */
  public int spent() {
    return all - left;
  }

  /** Whether something was left out for want of tries. */
  public boolean areExhausted() {
    return refused;
  }
}
