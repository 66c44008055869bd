package dev.waxseal.spf;

import java.util.Optional;

/** The result of a match of a mechanism (RFC 7208 section 4.6.2). */
enum SpfQualifier {
  /** "+", and the default. */
  PASS('+', SpfStatus.PASS),
  /** "-". */
  FAIL('-', SpfStatus.FAIL),
  /** "~". */
  SOFTFAIL('~', SpfStatus.SOFTFAIL),
  /** "?". */
  NEUTRAL('?', SpfStatus.NEUTRAL);

  private final char sign;
  private final SpfStatus status;

  SpfQualifier(char sign, SpfStatus status) {
    this.sign = sign;
    this.status = status;
  }

  /** The character before the mechanism. */
  public char sign() {
    return sign;
  }

  /** The result of a match. */
  public SpfStatus status() {
    return status;
  }

  static Optional<SpfQualifier> of(char sign) {
    for (SpfQualifier qualifier : values()) {
      if (qualifier.sign == sign) {
        return Optional.of(qualifier);
      }
    }
    return Optional.empty();
  }
}
