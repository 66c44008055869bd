package dev.waxseal.dmarc;

import java.util.Locale;
import java.util.Optional;

/**
 * The treatment that a domain owner prefers for mail that fails: the values of {@code p}, {@code
 * sp} and {@code np} (RFC 9989 section 4.7), the mildest first.
 */
public enum DmarcPolicy {
  /** No preference; existing handling must not change for it (RFC 9989 section 5.4). */
  NONE,
  /** Such mail is suspicious. */
  QUARANTINE,
  /** Such mail is clearly not valid. */
  REJECT;

  /** The policy that a word names, in any case (RFC 5234 section 2.3), if it names one. */
  static Optional<DmarcPolicy> of(String word) {
    return Words.find(DmarcPolicy.class, word);
  }

  /** The word, lower case, as in records and Authentication-Results. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** One level lower, which is what {@code t=y} makes of it (RFC 9989 section 4.7). */
  public DmarcPolicy lowered() {
    return this == REJECT ? QUARANTINE : NONE;
  }
}
