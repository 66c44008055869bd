package dev.waxseal.dmarc;

/** Whether a record's domain is a public suffix: the values of {@code psd} (RFC 9989 4.7). */
public enum PublicSuffix {
  /** {@code y}: it is; the domains below it are organizations of their own. */
  YES,
  /** {@code n}: it is not, and it is the Organizational Domain of itself and what is below it. */
  NO,
  /** {@code u}: the tree walk has to find out. */
  UNKNOWN
}
