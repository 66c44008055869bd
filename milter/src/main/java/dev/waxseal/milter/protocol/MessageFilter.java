package dev.waxseal.milter.protocol;

/**
 * Processes one message. Used once, by one thread at a time.
 *
 * <p>The calls come in this order: any number of {@link #header}, one {@link #endOfHeaders}, any
 * number of {@link #body}, one {@link #finish}, one {@link #close}. If the mail server aborts the
 * message, or the connection ends, {@link #close} comes earlier; it always comes, once.
 *
 * <p>The filter bounds the size of header and body: the server passes everything on and keeps
 * nothing. A call that throws ends the filter: it is closed, and the message gets the reply of
 * {@link #onError}.
 */
public interface MessageFilter extends AutoCloseable {

  /**
   * Takes a header field; fields that the mail server itself added at the top are left out.
   *
   * @param name the name as written, without the colon
   * @param value the text after the colon, ISO-8859-1 (one character per octet), the lines of a
   *     folded value separated by a lone LF, without the final line end. If the mail server knows
   *     HDR_LEADSPC, white space after the colon is as written; otherwise the mail server removed
   *     one space, and the server added it again
   */
  void header(String name, String value);

  /** The header has ended. */
  void endOfHeaders();

  /**
   * Takes the next octets of the body. Lines end in CRLF, dots are unstuffed.
   *
   * @param bytes the array; do not keep or modify it
   * @param offset of the first
   * @param length how many
   */
  void body(byte[] bytes, int offset, int length);

  /**
   * Ends the message and returns the result. May take long: the mail server receives progress
   * packets meanwhile.
   *
   * @param queueId the queue identifier of the message at the mail server; empty if it named none
   */
  FilterResult finish(String queueId);

  /** The reply if a call of this filter throws. Asked once, at the beginning. */
  default Reply onError() {
    return Reply.TempFail.OUT_OF_ORDER;
  }

  /** Releases what the filter holds. */
  @Override
  void close();
}
