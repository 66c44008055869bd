package dev.waxseal.mime;

/**
 * An address in a header field (RFC 5322 section 3.4.1), without the name for people beside it.
 *
 * <p>Both parts are as they were written, their octets read as UTF-8 (RFC 6532). Neither holds a
 * control character of ASCII, white space aside.
 *
 * @param localPart what stands before the at sign, with its quotation marks if it has some
 * @param domain what stands after it: labels of letters, digits, hyphens, underscores and
 *     characters beyond ASCII, in the case in which they were written; not checked to be a name
 *     that DNS can have
 */
public record Mailbox(String localPart, String domain) {

  /** The address: local part, at sign, domain. */
  @Override
  public String toString() {
    return localPart + "@" + domain;
  }
}
