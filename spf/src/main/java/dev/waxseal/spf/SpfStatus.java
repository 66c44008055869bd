package dev.waxseal.spf;

import java.util.Locale;

/** The results of check_host() (RFC 7208 section 2.6), which are those of RFC 8601 2.7.2, too. */
public enum SpfStatus {
  /** There is no domain to look up, or it publishes no SPF record. */
  NONE,
  /** The domain says nothing about the client. */
  NEUTRAL,
  /** The client is authorized to send with the identity. */
  PASS,
  /** The client is not authorized to use the domain. */
  FAIL,
  /** The client is probably not authorized. */
  SOFTFAIL,
  /** DNS did not answer; a later attempt may succeed. */
  TEMPERROR,
  /** The domain's records cannot be interpreted before somebody mends them. */
  PERMERROR;

  /** The word, lower case, as RFC 7208 section 9.1 and RFC 8601 have it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
