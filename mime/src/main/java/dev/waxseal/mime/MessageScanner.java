package dev.waxseal.mime;

import java.util.Arrays;
import java.util.Objects;

/**
 * Divides a message into its header and its body as the bytes arrive (RFC 5322 section 2.1).
 *
 * <p>The header ends at the first empty line, CRLF CRLF; a CR or an LF alone ends nothing. However
 * the message is cut into pieces, the handler sees the same header and the same body. The header is
 * held, up to {@link Limits#headerBytes()}; of the body nothing is.
 *
 * <p>For one message, one thread, used once.
 */
public final class MessageScanner {

  private static final int FIRST_CAPACITY = 4096;

  private final Limits limits;
  private final MessageHandler handler;

  private byte[] header = new byte[FIRST_CAPACITY];
  private int headerLength;
  private int lineLength;
  private boolean afterCr;
  private State state = State.HEADER;

  private enum State {
    HEADER,
    BODY,
    OVERFLOW
  }

  /** A scanner that tells one handler of one message. */
  public MessageScanner(Limits limits, MessageHandler handler) {
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
    for (int i = offset; i < end; i++) {
      byte b = bytes[i];
      if (b == '\n' && afterCr) {
        if (lineLength == 1) {
          return emptyLine(bytes, offset, i + 1);
        }
        lineLength = 0;
      } else {
        lineLength++;
      }
      afterCr = b == '\r';
    }
    keep(bytes, offset, length);
    return end;
  }

  private int emptyLine(byte[] bytes, int offset, int end) {
    if (keep(bytes, offset, end - offset)) {
      endHeader(headerLength - Ascii.CRLF.length);
    }
    return end;
  }

  private boolean keep(byte[] bytes, int offset, int length) {
    if (length > limits.headerBytes() - headerLength) {
      overflow(HeaderOverflow.TOO_MANY_BYTES);
      return false;
    }
    int needed = headerLength + length;
    if (needed > header.length) {
      header = Arrays.copyOf(header, Math.max(needed, 2 * header.length));
    }
    System.arraycopy(bytes, offset, header, headerLength, length);
    headerLength = needed;
    return true;
  }

  private void endHeader(int length) {
    if (fields(length) > limits.headerFields()) {
      overflow(HeaderOverflow.TOO_MANY_FIELDS);
      return;
    }
    state = State.BODY;
    Headers headers = Headers.parse(header, length);
    handler.headers(headers);
  }

  /** How many fields there are, counted before an object is made for each. */
  private int fields(int length) {
    int fields = length > 0 ? 1 : 0;
    for (int i = 2; i < length; i++) {
      if (header[i - 1] == '\n' && header[i - 2] == '\r' && !Ascii.isWsp(header[i])) {
        fields++;
      }
    }
    return fields;
  }

  private void overflow(HeaderOverflow overflow) {
    state = State.OVERFLOW;
    header = new byte[0];
    handler.headerOverflow(overflow);
  }
}
