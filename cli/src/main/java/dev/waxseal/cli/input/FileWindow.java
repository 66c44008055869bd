package dev.waxseal.cli.input;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;

/** The lines of a file of any size, by position; only a small part is in memory at a time. */
final class FileWindow {

  private static final int SIZE = 1 << 16;

  private final SeekableByteChannel file;
  private final byte[] window = new byte[SIZE];
  private long begin;
  private int count;

  FileWindow(SeekableByteChannel file) {
    this.file = file;
  }

  /** The size of the file in octets. */
  long size() throws IOException {
    return file.size();
  }

  /** The octet at a position; -1 beyond the end. */
  int at(long position) throws IOException {
    return load(position) ? window[(int) (position - begin)] & 0xFF : -1;
  }

  /** The end of the line at a position: after its LF, or at the end of the file. */
  long endOfLine(long position) throws IOException {
    long at = position;
    while (load(at)) {
      for (int i = (int) (at - begin); i < count; i++) {
        if (window[i] == '\n') {
          return begin + i + 1;
        }
      }
      at = begin + count;
    }
    return at;
  }

  /** The line from a position on with its end, or as many octets of it as allowed (ISO-8859-1). */
  String line(long position, int most) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    int octet = '\r';
    while (line.size() < most && octet != '\n') {
      octet = at(position + line.size());
      if (octet < 0) {
        break;
      }
      line.write(octet);
    }
    return line.toString(StandardCharsets.ISO_8859_1);
  }

  /** The length of an empty line at a position, in octets; 0 if the line is not empty. */
  int emptyLine(long position) throws IOException {
    if (at(position) == '\n') {
      return 1;
    }
    return at(position) == '\r' && at(position + 1) == '\n' ? 2 : 0;
  }

  private boolean load(long position) throws IOException {
    if (position >= begin && position < begin + count) {
      return true;
    }
    file.position(position);
    ByteBuffer buffer = ByteBuffer.wrap(window);
    while (buffer.hasRemaining() && file.read(buffer) >= 0) {
      // until it is full, or the file ends
    }
    begin = position;
    count = buffer.position();
    return count > 0;
  }
}
