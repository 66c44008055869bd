package dev.waxseal.inbound.diagnosis.body;

/**
 * How much of the search may still be done: octets that are put into canonical form or hashed, so
 * that the end of a search does not depend on the machine. For one search, one thread.
 */
public final class Effort {

  private final long all;
  private long octets;
  private boolean refused;

  /** The effort for so many octets. */
  public Effort(long octets) {
    this.all = octets;
    this.octets = octets;
  }

  /** Takes some; false if there is not so much left. */
  boolean take(long wanted) {
    if (wanted > octets) {
      refused = true;
      return false;
    }
    octets -= wanted;
    return true;
  }

  /** Whether there is at least so much left. */
  boolean has(long wanted) {
    return wanted <= octets;
  }

  /** How much was taken. */
  public long spent() {
    return all - octets;
  }

  /** Whether something was left out for want of it. */
  public boolean isExhausted() {
    return refused;
  }
}
