package dev.waxseal.mime;

/**
 * The canonical form of one body, made while the body arrives (RFC 6376 sections 3.4.3 and 3.4.4).
 *
 * <p>However the body is cut into pieces, the sink gets the same bytes. A line ends at CRLF; a CR
 * or an LF alone is an ordinary octet. Memory is one small buffer.
 *
 * <p>For one body, one thread, used once.
 */
public abstract sealed class BodyCanonicalizer permits SimpleBody, RelaxedBody {

  private static final int BUFFER_SIZE = 8192;

  private final ByteSink out;
  private final byte[] buffer = new byte[BUFFER_SIZE];
  private int buffered;
  private boolean afterCr;

  /**
   * Line ends seen and not yet written: those at the end of the body are dropped, so they wait
   * until something else follows. A count, so that a body of nothing but empty lines needs no
   * memory.
   */
  private long heldLineEnds;

  BodyCanonicalizer(ByteSink out) {
    this.out = out;
  }

  /** Takes the next bytes of the body. */
  public final void write(byte[] bytes, int offset, int length) {
    int end = offset + length;
    for (int i = offset; i < end; i++) {
      next(bytes[i]);
    }
  }

  /** Ends the body: writes what is held back and what the canonical form adds at the end. */
  public final void finish() {
    if (afterCr) {
      octet((byte) '\r');
    }
    end();
    flush();
  }

  /** Takes one octet of a line, which is not part of its CRLF. */
  abstract void octet(byte b);

  /** Takes the CRLF that ends a line. */
  abstract void lineEnd();

  /** Writes the end of the body. */
  abstract void end();

  final void holdLineEnd() {
    heldLineEnds++;
  }

  final void writeHeldLineEnds() {
    for (; heldLineEnds > 0; heldLineEnds--) {
      writeLineEnd();
    }
  }

  final void writeLineEnd() {
    write((byte) '\r');
    write((byte) '\n');
  }

  final void write(byte b) {
    if (buffered == BUFFER_SIZE) {
      flush();
    }
    buffer[buffered++] = b;
  }

  private void next(byte b) {
    if (afterCr) {
      afterCr = false;
      if (b == '\n') {
        lineEnd();
        return;
      }
      octet((byte) '\r');
    }
    if (b == '\r') {
      afterCr = true;
    } else {
      octet(b);
    }
  }

  private void flush() {
    if (buffered > 0) {
      out.write(buffer, 0, buffered);
      buffered = 0;
    }
  }
}
