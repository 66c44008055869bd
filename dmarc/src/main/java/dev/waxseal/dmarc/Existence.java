package dev.waxseal.dmarc;

/** Whether a domain exists in DNS (RFC 9989 section 3.2.13, RFC 8020). */
public enum Existence {
  /** It does: it has records of some type, or names below it have. */
  EXISTENT,
  /** It does not: the answer was NXDOMAIN. */
  NON_EXISTENT,
  /** DNS did not say. */
  UNKNOWN
}
