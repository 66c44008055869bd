package dev.waxseal.dmarc;

import dev.waxseal.dns.DomainName;

/**
 * The result of SPF for the identity MAIL FROM, as far as DMARC needs it (RFC 9989 section 4.4.2).
 * SPF of the HELO identity never counts, except that a null reverse-path makes the MAIL FROM
 * identity out of it (RFC 7208 section 2.4).
 */
public sealed interface MailFromCheck {

  /**
   * It passed.
   *
   * @param domain the domain of MAIL FROM
   */
  record Pass(DomainName domain) implements MailFromCheck {}

  /**
   * It could not be checked for now.
   *
   * @param domain the domain of MAIL FROM
   */
  record TempError(DomainName domain) implements MailFromCheck {}

  /** It did not pass, or was not made. */
  record Other() implements MailFromCheck {}

  /** No check, or one without success. */
  static MailFromCheck none() {
    return new Other();
  }
}
