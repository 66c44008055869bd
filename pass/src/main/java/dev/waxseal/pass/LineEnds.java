package dev.waxseal.pass;

/** The treatment of line ends in the message that a session read. */
public enum LineEnds {

  /** The octets were taken as they came. */
  KEPT,

  /**
   * The first line ended in a bare LF, as in a file on Unix, and every bare LF was read as CRLF:
   * mail travels with CRLF (RFC 5321 section 2.3.8), and it is CRLF that was signed (RFC 6376
   * section 5.3).
   */
  CONVERTED
}
