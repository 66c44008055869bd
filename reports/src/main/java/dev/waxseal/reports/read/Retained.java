package dev.waxseal.reports.read;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Holds the beginning of a stream as it is read, for a second try. It also refuses names that go on
 * for megabytes, since the parser holds a name in memory.
 */
final class Retained extends BlockInput {

  /** No name, comment or text without white space is that long. */
  private static final int LONGEST_RUN = 2 << 20;

  private final InputStream in;
  private final int most;
  private final List<byte[]> chunks = new ArrayList<>();
  private long octets;
  private int run;

  Retained(InputStream in, int most) {
    this.in = in;
    this.most = most;
  }

  /** Returns true if all that was read is held. */
  boolean isWhole() {
    return octets <= most;
  }

  /** All that was read, and then what follows; if it {@link #isWhole()}. */
  InputStream again() {
    List<InputStream> all = new ArrayList<>();
    chunks.forEach(chunk -> all.add(new ByteArrayInputStream(chunk)));
    all.add(in);
    return new SequenceInputStream(Collections.enumeration(all));
  }

  /** Holds nothing any more. */
  void release() {
    chunks.clear();
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int count = in.read(buffer, offset, length);
    if (count > 0) {
      hold(buffer, offset, count);
      run = hasDelimiter(buffer, offset, count) ? 0 : run + count;
      if (run > LONGEST_RUN) {
        throw new RefusedException(Refusal.NAME_TOO_LONG, "more than " + LONGEST_RUN + " octets");
      }
    }
    return count;
  }

  private void hold(byte[] buffer, int offset, int count) {
    octets += count;
    if (octets <= most) {
      byte[] chunk = new byte[count];
      System.arraycopy(buffer, offset, chunk, 0, count);
      chunks.add(chunk);
    } else {
      release();
    }
  }

  private static boolean hasDelimiter(byte[] buffer, int offset, int count) {
    for (int i = offset; i < offset + count; i++) {
      byte octet = buffer[i];
      if (octet >= 0 && (octet <= ' ' || octet == '<' || octet == '>' || octet == '&')) {
        return true;
      }
    }
    return false;
  }
}
