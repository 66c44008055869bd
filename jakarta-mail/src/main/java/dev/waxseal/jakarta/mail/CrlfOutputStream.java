package dev.waxseal.jakarta.mail;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;

/**
 * Collects a message as transports send it: a CR or an LF that stands alone becomes CRLF, and the
 * last line ends in one (RFC 5321 section 2.3.8).
 */
final class CrlfOutputStream extends OutputStream {

  private final ByteArrayOutputStream lines = new ByteArrayOutputStream();
  private int last = '\n';

  @Override
  public void write(int octet) {
    int b = octet & 0xff;
    if (b == '\r' || (b == '\n' && last != '\r')) {
      lines.write('\r');
      lines.write('\n');
    } else if (b != '\n') {
      lines.write(b);
    }
    last = b;
  }

  @Override
  public void write(byte[] octets, int offset, int length) {
    int end = offset + length;
    int from = offset;
    for (int i = offset; i < end; i++) {
      if (octets[i] == '\r' || octets[i] == '\n') {
        text(octets, from, i);
        write(octets[i]);
        from = i + 1;
      }
    }
    text(octets, from, end);
  }

  private void text(byte[] octets, int from, int end) {
    if (from < end) {
      lines.write(octets, from, end - from);
      last = octets[end - 1];
    }
  }

  /** What was written, up to the end of its last line. */
  byte[] message() {
    if (last != '\r' && last != '\n') {
      write('\n');
    }
    return lines.toByteArray();
  }
}
