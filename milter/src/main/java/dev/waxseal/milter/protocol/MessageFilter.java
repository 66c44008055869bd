package dev.waxseal.milter.protocol;

/**
 * What is done with one message. Used once, by one thread at a time.
 *
 * <p>The calls come in this order: any number of {@link #header}, one {@link #endOfHeaders}, any
 * number of {@link #body}, one {@link #finish}, one {@link #close}. Where the mail server gives the
 * message up, or the connection ends, {@link #close} comes earlier; it always comes, once.
 *
 * <p>Bounds on the size of header and body are the filter's: the server passes on whatever comes,
 * and keeps none of it. A call that throws ends the filter: it is closed, and the message gets the
 * reply of {@link #onError}.
 */
public interface MessageFilter extends AutoCloseable {

  /**
   * Takes a header field, those that the mail server put at the top itself left out.
   *
   * @param name the name as it was written, without the colon
   * @param value what stands after the colon, ISO-8859-1 (one character an octet), lines of a
   *     folded value separated by a lone LF, without the line end at its end. Where the mail server
   *     knows HDR_LEADSPC, white space after the colon is there as it was written; otherwise the
   *     mail server has removed one space, and the server has put it back
   */
  void header(String name, String value);

  /** The header has ended. */
  void endOfHeaders();

  /**
   * Takes the next octets of the body. Lines end in CRLF, dots are unstuffed.
   *
   * @param bytes where they stand; not to be kept, nor to be changed
   * @param offset of the first
   * @param length how many
   */
  void body(byte[] bytes, int offset, int length);

  /**
   * Decides at the end of the message. May take its time: the mail server is told meanwhile that
   * the filter is at work.
   *
   * @param queueId the queue identifier of the message at the mail server; empty if it named none
   */
  FilterResult finish(String queueId);

  /** What becomes of the message if a call of this filter throws. Asked once, at the beginning. */
  default Reply onError() {
    return Reply.TempFail.OUT_OF_ORDER;
  }

  /** Releases what the filter holds. */
  @Override
  void close();
}
