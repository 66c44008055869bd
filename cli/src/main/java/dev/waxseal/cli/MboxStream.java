package dev.waxseal.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * The bytes of one message of an mbox after the other: ends where a message ends, and goes on with
 * the next after {@link #nextMessage()}.
 *
 * <p>A line that begins with "From " at the beginning of the file or after an empty line divides;
 * that empty line belongs to the division. A line of "&gt;From ", with any number of "&gt;", loses
 * one.
 */
final class MboxStream extends InputStream {

  private static final byte[] FROM = "From ".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] NOTHING = new byte[0];

  private final InputStream in;
  private final byte[] buffer = new byte[1 << 16];
  private int at;
  private int end;

  /** An empty line that is kept back, since it may belong to a division. */
  private byte[] held = NOTHING;

  /** An empty line that was kept back and turned out to belong to the message. */
  private byte[] pending = NOTHING;

  private State state = State.BETWEEN;

  private enum State {
    BETWEEN,
    AT_LINE_START,
    IN_LINE,
    AT_END
  }

  MboxStream(InputStream in) {
    this.in = in;
  }

  /** Goes on to the next message, if there is one. */
  boolean nextMessage() throws IOException {
    if (state != State.BETWEEN || !startsWithFrom(0)) {
      return false;
    }
    state = State.IN_LINE;
    while (state == State.IN_LINE) {
      copyLine(new byte[512], 0, 512);
    }
    held = NOTHING;
    return true;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int done = 0;
    while (done < length) {
      if (pending.length > 0) {
        bytes[offset + done++] = pending[0];
        pending = pending.length == 2 ? new byte[] {pending[1]} : NOTHING;
      } else if (state == State.AT_LINE_START) {
        beginLine();
      } else if (state == State.IN_LINE) {
        done += copyLine(bytes, offset + done, length - done);
      } else {
        break;
      }
    }
    return done == 0 && length > 0 ? -1 : done;
  }

  /** Leaves the mbox open: the next message is in it. */
  @Override
  public void close() {}

  private void beginLine() throws IOException {
    if (!has(0)) {
      state = State.AT_END;
      return;
    }
    byte[] emptyLine = emptyLine();
    if (emptyLine.length == 0 && held.length > 0 && startsWithFrom(0)) {
      state = State.BETWEEN;
      return;
    }
    pending = held;
    held = emptyLine;
    at += emptyLine.length;
    if (emptyLine.length == 0) {
      at += isQuotedFrom() ? 1 : 0;
      state = State.IN_LINE;
    }
  }

  /** Copies what is there of the line, as far as there is room. */
  private int copyLine(byte[] bytes, int offset, int length) throws IOException {
    if (!has(0)) {
      state = State.AT_END;
      return 0;
    }
    int limit = Math.min(end, at + length);
    int stop = at;
    while (stop < limit && buffer[stop] != '\n') {
      stop++;
    }
    if (stop < limit) {
      stop++;
      state = State.AT_LINE_START;
    }
    int n = stop - at;
    System.arraycopy(buffer, at, bytes, offset, n);
    at = stop;
    return n;
  }

  private byte[] emptyLine() throws IOException {
    if (buffer[at] == '\n') {
      return new byte[] {'\n'};
    }
    boolean crlf = buffer[at] == '\r' && has(1) && buffer[at + 1] == '\n';
    return crlf ? new byte[] {'\r', '\n'} : NOTHING;
  }

  private boolean isQuotedFrom() throws IOException {
    int quotes = 0;
    while (quotes < buffer.length - FROM.length && has(quotes) && buffer[at + quotes] == '>') {
      quotes++;
    }
    return quotes > 0 && startsWithFrom(quotes);
  }

  private boolean startsWithFrom(int from) throws IOException {
    for (int i = 0; i < FROM.length; i++) {
      if (!has(from + i) || buffer[at + from + i] != FROM[i]) {
        return false;
      }
    }
    return true;
  }

  /** Whether there is a byte so far ahead; reads more if need be. */
  private boolean has(int ahead) throws IOException {
    while (at + ahead >= end) {
      System.arraycopy(buffer, at, buffer, 0, end - at);
      end -= at;
      at = 0;
      int n = in.read(buffer, end, buffer.length - end);
      if (n < 0) {
        return false;
      }
      end += n;
    }
    return true;
  }
}
