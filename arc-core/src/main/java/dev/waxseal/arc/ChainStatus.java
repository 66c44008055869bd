package dev.waxseal.arc;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The Chain Validation Status (RFC 8617 section 4.4): what {@code cv=} of a seal and {@code arc=}
 * in Authentication-Results say.
 */
public enum ChainStatus {
  /** There is no chain. */
  NONE,
  /** There is a chain, and it holds. */
  PASS,
  /** There is a chain, and it does not hold; it counts as no chain (section 5.2). */
  FAIL;

  /** The word, lower case. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The status of that name, in any case: the words stand in the ABNF of section 3.9 as literals,
   * which are case-insensitive (RFC 5234 section 2.3).
   */
  public static Optional<ChainStatus> of(String word) {
    return Arrays.stream(values()).filter(s -> s.word().equalsIgnoreCase(word)).findFirst();
  }
}
