package dev.waxseal.dkim.signature;

import java.util.Locale;

/** The result words of the method {@code dkim} in Authentication-Results (RFC 8601 2.7.1). */
public enum DkimStatus {
  /** The signature verified and is acceptable. */
  PASS,
  /** The signature did not verify. */
  FAIL,
  /** The signature may be right, and our own rules do not accept it. */
  POLICY,
  /** The signature could not be understood. */
  NEUTRAL,
  /** The signature could not be checked now; a later attempt may succeed. */
  TEMPERROR,
  /** The signature can never be checked: something required is absent or wrong. */
  PERMERROR;

  /** The word, lower case, as RFC 8601 registers it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
