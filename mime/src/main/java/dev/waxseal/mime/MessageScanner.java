package dev.waxseal.mime;

import dev.waxseal.mime.internal.octets.Ascii;
import java.util.Arrays;
import java.util.Objects;

/**
 * Divides a message into its header and its body as the bytes arrive (RFC 5322 section 2.1).
 *
 * <p>The header ends at the first empty line, CRLF CRLF; a CR or an LF alone ends nothing, so
 * convert a file with LF by {@link CrlfConverter} first. However the message is cut into pieces,
 * the handler sees the same header and the same body. The header is held, up to {@link
 * Limits#headerBytes()}; of the body nothing is.
 *
 * <p>For one message, one thread, used once.
 */
public final class MessageScanner {

  private static final int FIRST_CAPACITY = 4096;

  /**
   * Receives the parts of a message: the header once, then the body piece by piece.
   *
   * <p>Exactly one of {@link #headers} and {@link #headerOverflow} is called, before anything else,
   * and by the end of the message at the latest. After an overflow there is no body.
   */
  public interface Handler {

    /** Takes the header, complete. */
    void headers(Headers headers);

    /** Learns that the header is larger than the limits allow, so that it is not given. */
    void headerOverflow(Headers.Overflow overflow);

    /**
     * Takes the next piece of the body, the octets after the empty line.
     *
     * @param bytes the array that holds it; it belongs to the caller of the scanner
     * @param offset where the piece begins
     * @param length how long it is, 1 or more
     */
    void body(byte[] bytes, int offset, int length);
  }

  private final Limits limits;
  private final Handler handler;

  private byte[] header = new byte[0];
  private int headerLength;
  private State state = State.HEADER;

  private enum State {
    HEADER,
    BODY,
    OVERFLOW
  }

  /** A scanner that tells one handler of one message. */
  public MessageScanner(Limits limits, Handler handler) {
    this.limits = Objects.requireNonNull(limits);
    this.handler = Objects.requireNonNull(handler);
  }

  /** Takes the next bytes of the message. */
  public void write(byte[] bytes, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    int bodyStart = state == State.HEADER ? header(bytes, offset, length) : offset;
    int end = offset + length;
    if (state == State.BODY && bodyStart < end) {
      handler.body(bytes, bodyStart, end - bodyStart);
    }
  }

  /** Ends the message. A message that stops within its header has an empty body. */
  public void finish() {
    if (state == State.HEADER) {
      endHeader(headerLength);
    }
  }

  /** Takes header bytes; tells where those of the body begin. */
  private int header(byte[] bytes, int offset, int length) {
    int end = offset + length;
    int lf = Ascii.indexOfLf(bytes, offset, end);
    while (lf < end) {
      if (endsEmptyLine(bytes, offset, lf)) {
        if (keep(bytes, offset, lf + 1 - offset, true)) {
          endHeader(headerLength - CrlfConverter.CRLF.length);
        }
        return lf + 1;
      }
      lf = Ascii.indexOfLf(bytes, lf + 1, end);
    }
    keep(bytes, offset, length, false);
    return end;
  }

  /**
   * Returns true if the LF there ends an empty line: CRLF at the beginning, or after another CRLF.
   */
  private boolean endsEmptyLine(byte[] bytes, int offset, int lf) {
    int cr = headerLength + lf - offset - 1;
    return at(bytes, offset, cr) == '\r'
        && (cr == 0 || (at(bytes, offset, cr - 1) == '\n' && at(bytes, offset, cr - 2) == '\r'));
  }

  /** The byte at a place of the header, whose last piece has not been kept yet. */
  private int at(byte[] bytes, int offset, int place) {
    if (place < 0) {
      return -1;
    }
    return place < headerLength ? header[place] : bytes[offset + place - headerLength];
  }

  /**
   * Keeps header bytes; a header that comes in one piece is copied once.
   *
   * @param last whether the header ends with them
   */
  private boolean keep(byte[] bytes, int offset, int length, boolean last) {
    if (length > limits.headerBytes() - headerLength) {
      overflow(Headers.Overflow.TOO_MANY_BYTES);
      return false;
    }
    int needed = headerLength + length;
    if (needed > header.length) {
      int capacity = last ? needed : Math.max(Math.max(needed, FIRST_CAPACITY), 2 * header.length);
      header = Arrays.copyOf(header, capacity);
    }
    System.arraycopy(bytes, offset, header, headerLength, length);
    headerLength = needed;
    return true;
  }

  private void endHeader(int length) {
    Headers.parse(header, length, limits.headerFields())
        .ifPresentOrElse(
            headers -> {
              state = State.BODY;
              handler.headers(headers);
            },
            () -> overflow(Headers.Overflow.TOO_MANY_FIELDS));
  }

  private void overflow(Headers.Overflow overflow) {
    state = State.OVERFLOW;
    header = new byte[0];
    handler.headerOverflow(overflow);
  }
}
