package dev.waxseal.mime;

/**
 * What a {@link MessageScanner} tells: the header once, then the body piece by piece.
 *
 * <p>Exactly one of {@link #headers} and {@link #headerOverflow} is called, before anything else,
 * and by the end of the message at the latest. After an overflow there is no body.
 */
public interface MessageHandler {

  /** Takes the header, complete. */
  void headers(Headers headers);

  /** Learns that the header is larger than the limits allow, and is not going to come. */
  void headerOverflow(HeaderOverflow overflow);

  /**
   * Takes the next piece of the body, the bytes after the empty line.
   *
   * @param bytes the array that holds it; it belongs to the caller of the scanner
   * @param offset where the piece begins
   * @param length how long it is, 1 or more
   */
  void body(byte[] bytes, int offset, int length);
}
