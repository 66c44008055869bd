package dev.waxseal.milter.protocol;

import java.util.Set;
import java.util.function.Predicate;

/**
 * The recipients of a message, as RCPT named them. Immutable.
 *
 * @param addresses the addresses without angle brackets, each once
 * @param areAll false if the mail server did not tell them, or there are more than are kept
 */
public record Recipients(Set<String> addresses, boolean areAll) {

  /** Those of a message whose recipients are not known. */
  public static final Recipients UNKNOWN = new Recipients(Set.of(), false);

  /** More recipients are not kept; Postfix takes as many in one transaction by default. */
  static final int MOST = 1_000;

  /** More characters are not kept: the longest addresses of SMTP (RFC 5321 section 4.5.3.1). */
  static final int MOST_CHARACTERS = 320 * MOST;

  /** Copies the set. */
  public Recipients {
    addresses = Set.copyOf(addresses);
  }

  /** Returns true if all recipients are known, there are some, and each of them is meant. */
  public boolean allMatch(Predicate<String> meant) {
    return areAll && !addresses.isEmpty() && addresses.stream().allMatch(meant);
  }
}
