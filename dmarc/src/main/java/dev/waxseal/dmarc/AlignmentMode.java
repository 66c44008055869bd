package dev.waxseal.dmarc;

/** How close an identifier has to be: the values of {@code adkim} and {@code aspf}. */
public enum AlignmentMode {
  /** {@code r}: of the same Organizational Domain (RFC 9989 section 3.2.10.1). */
  RELAXED,
  /** {@code s}: identical (RFC 9989 section 3.2.10.2). */
  STRICT
}
