package dev.waxseal.dkim;

/**
 * Something in a message that mail servers on its way change, and with it break the signature that
 * was made. The signature is good; whoever sends the message should mend it before it is signed.
 *
 * <p>Immutable; share it among threads.
 *
 * @param kind what
 * @param sentence for people: printable ASCII on one line, without its first capital and its full
 *     stop
 */
public record SigningCaution(Kind kind, String sentence) {

  /** What may be changed. */
  public enum Kind {
    /** There is no Date, and the signature says so (RFC 5322 section 3.6: it is required). */
    NO_DATE,
    /** There is no Message-ID, and the signature says so (RFC 5322 section 3.6.4). */
    NO_MESSAGE_ID,
    /** A line of the header is longer than 998 octets (RFC 5322 section 2.1.1). */
    LONG_HEADER_LINE,
    /** A line of the body is longer than 998 octets (RFC 5322 section 2.1.1). */
    LONG_BODY_LINE
  }
}
