package dev.waxseal.diagnosis.internal;

import java.util.ArrayList;
import java.util.List;

/**
 * The work that a search may still do, in hashed octets or tried headers, so that the result does
 * not depend on the speed of the machine. For one search, one thread.
 */
public final class Effort {

  private final long all;
  private final List<Effort> besides = new ArrayList<>();
  private long left;
  private boolean refused;

  /** A budget. */
  public Effort(long all) {
    this.all = all;
    this.left = all;
  }

  /** A budget of its own for one kind of search, so that the others lose nothing to it. */
  public Effort beside(long amount) {
    Effort other = new Effort(amount);
    besides.add(other);
    return other;
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

  /** The amount that was taken, with that of the budgets beside it. */
  public long spent() {
    return all - left + besides.stream().mapToLong(Effort::spent).sum();
  }

  /** Returns true if something was not tried because too little was left. */
  public boolean isExhausted() {
    return refused;
  }

  /** Returns true if this budget, or one beside it, was exhausted. */
  public boolean leftSomethingUntried() {
    return refused || besides.stream().anyMatch(Effort::leftSomethingUntried);
  }
}
