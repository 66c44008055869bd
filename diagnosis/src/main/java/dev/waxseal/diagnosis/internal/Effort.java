package dev.waxseal.diagnosis.internal;

import java.util.ArrayList;
import java.util.List;

/**
 * The work that a search may still do, in hashed octets or tried headers, so that the result does
 * not depend on the speed of the machine. For one search, one thread.
 */
public final class Effort {

  private static final int BESIDE = 3;

  private final long all;
  private final List<Effort> besides = new ArrayList<>();
  private long left;
  private boolean refused;

  /** A budget. */
  public Effort(long all) {
    this.all = all;
    this.left = all;
  }

  /** A budget of a third of this one for one kind of search, so that no other loses by it. */
  public Effort beside() {
    Effort other = new Effort(all / BESIDE);
    besides.add(other);
    return other;
  }

  /** The most that is spent of a budget of this size and of two beside it. */
  public static long withBesides(long amount) {
    return amount + 2 * (amount / BESIDE);
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
