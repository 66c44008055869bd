package dev.waxseal.dmarc;

import java.util.Locale;

/** The result words of the method {@code dmarc} in Authentication-Results (RFC 9989 9.2). */
public enum DmarcStatus {
  /** DMARC does not apply: there is no record, or no single author domain. */
  NONE,
  /** An authenticated identifier is aligned with the author domain. */
  PASS,
  /** None is. */
  FAIL,
  /** There is no result now; a later attempt may succeed. */
  TEMPERROR,
  /** There can be no result: the record is improperly formatted. */
  PERMERROR;

  /** The word, lower case, as RFC 9989 registers it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
