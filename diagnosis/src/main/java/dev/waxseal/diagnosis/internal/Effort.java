package dev.waxseal.diagnosis.internal;

/**
 * The work that a search may still do, in hashed octets or tried headers, so that the result does
 * not depend on the speed of the machine. For one search, one thread.
 */
public final class Effort {

  private final long all;
  private long left;
  private boolean refused;

  /** A budget. */
  public Effort(long all) {
    this.all = all;
    this.left = all;
  }

  /** Takes some of it; returns false if not enough is left. */
  public boolean take(long wanted) {
    if (wanted > left) {
      refused = true;
      return false;
    }
    left -= wanted;
    return true;
  }

  /** Returns true if at least this much is left. */
  public boolean has(long wanted) {
    return wanted <= left;
  }

  /** The amount that was taken. */
  public long spent() {
    return all - left;
  }

  /** Returns true if something was not tried because too little was left. */
  public boolean isExhausted() {
    return refused;
  }
}
