package dev.waxseal.diagnosis.internal;

/**
 * How much of a search may still be done: octets that are hashed, or headers that are tried, so
 * that the end of a search does not depend on the machine. For one search, one thread.
 */
public final class Effort {

  private final long all;
  private long left;
  private boolean refused;

  /** So much effort. */
  public Effort(long all) {
    this.all = all;
    this.left = all;
  }

  /** Takes some; false if there is not so much left. */
  public boolean take(long wanted) {
    if (wanted > left) {
      refused = true;
      return false;
    }
    left -= wanted;
    return true;
  }

  /** Whether there is at least so much left. */
  public boolean has(long wanted) {
    return wanted <= left;
  }

  /** How much was taken. */
  public long spent() {
    return all - left;
  }

  /** Whether something was left out for want of it. */
  public boolean isExhausted() {
    return refused;
  }
}
