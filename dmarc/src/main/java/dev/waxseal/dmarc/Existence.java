package dev.waxseal.dmarc;

/**
 * Whether a domain exists in DNS (RFC 9989 section 3.2.13, RFC 8020).
 *
 * <p>Servers that deny by the compact way of RFC 9824 answer as if every name existed. Resolvers do
 * not tell, so that such names count as existent here.
 */
public enum Existence {
  /** It does: it has records of some type, or names below it have. */
  EXISTENT,
  /** It does not: the answer was NXDOMAIN. */
  NON_EXISTENT,
  /** DNS did not say. */
  UNKNOWN
}
