package dev.waxseal.mime;

/**
 * Turns every LF that stands alone into CRLF, as the bytes pass: what a file written on Unix needs
 * before it is a message (RFC 6376 section 5.3).
 *
 * <p>For one message, one thread, used once.
 */
public final class CrlfConverter implements ByteSink {

  static final byte[] CRLF = {'\r', '\n'};

  private final ByteSink out;
  private boolean afterCr;

  /** A converter that writes to a sink. */
  public CrlfConverter(ByteSink out) {
    this.out = out;
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    int from = offset;
    int end = offset + length;
    for (int i = offset; i < end; i++) {
      byte b = bytes[i];
      if (b == '\n' && !afterCr) {
        out.write(bytes, from, i - from);
        out.write(CRLF, 0, 2);
        from = i + 1;
      }
      afterCr = b == '\r';
    }
    out.write(bytes, from, end - from);
  }
}
