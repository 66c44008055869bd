package letters;

import dev.waxseal.dkim.internal.Refusal;

/** Reads what is not for users of the library. */
public final class Intruder {

  private Intruder() {}

  /** Names a type of the machinery. */
  public static Class<?> reached() {
    return Refusal.class;
  }
}
