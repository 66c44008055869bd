package dev.waxseal.dmarc;

import java.util.Locale;

/** The tag that a policy came from (RFC 9989 section 4.10.1). */
public enum PolicyTag {
  /** {@code p}: for the domain of the record, or for subdomains in want of the others. */
  P,
  /** {@code sp}: for subdomains. */
  SP,
  /** {@code np}: for subdomains that do not exist. */
  NP;

  /** The tag's name. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
