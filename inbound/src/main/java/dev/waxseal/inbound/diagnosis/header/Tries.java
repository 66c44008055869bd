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

  /**
   * Takes some; false if there are not so many left.
   *
   * @param number how many tries of usual size a try is worth
   */
  boolean take(int number) {
    if (number > left) {
      refused = true;
      return false;
    }
    left -= number;
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
