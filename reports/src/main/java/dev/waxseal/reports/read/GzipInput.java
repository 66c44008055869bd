package dev.waxseal.reports.read;

import dev.waxseal.reports.ReportNote.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * The members of a gzip file, one after the other (RFC 1952). What comes before a fault is given,
 * and the fault is a note: Java's own stream throws at a cut, and sees a second member only if
 * {@code available()} of the stream below says so.
 */
final class GzipInput extends BlockInput {

  private static final int HAS_CHECKSUM = 2;
  private static final int HAS_EXTRA = 4;
  private static final int HAS_NAME = 8;
  private static final int HAS_COMMENT = 16;

  private final InputStream in;
  private final Notes notes;
  private final Inflater inflater = new Inflater(true);
  private final CRC32 checksum = new CRC32();
  private final byte[] buffer = new byte[8192];
  private int next;
  private int end;
  private boolean given;
  private boolean finished;

  GzipInput(InputStream in, Notes notes) throws IOException {
    this.in = in;
    this.notes = notes;
    if (!beginMember()) {
      throw new RefusedException(Refusal.ARCHIVE_BROKEN, "not a gzip header");
    }
  }

  @Override
  public int read(byte[] octets, int offset, int length) throws IOException {
    while (!finished) {
      int inflated = inflate(octets, offset, length);
      if (inflated > 0) {
        checksum.update(octets, offset, inflated);
        given = true;
        return inflated;
      }
    }
    return -1;
  }

  @Override
  public void close() {
    inflater.end();
  }

  /** The next octets; none if it went on in some other way. */
  private int inflate(byte[] octets, int offset, int length) throws IOException {
    try {
      int inflated = inflater.inflate(octets, offset, length);
      if (inflated == 0 && inflater.finished()) {
        endMember();
      } else if (inflated == 0 && inflater.needsDictionary()) {
        fault("needs a dictionary", Refusal.ARCHIVE_BROKEN);
      } else if (inflated == 0 && inflater.needsInput() && !feed()) {
        fault("ends early", Refusal.TRUNCATED);
      }
      return inflated;
    } catch (DataFormatException e) {
      fault(String.valueOf(e.getMessage()), Refusal.ARCHIVE_BROKEN);
      return 0;
    }
  }

  private boolean feed() throws IOException {
    if (!more()) {
      return false;
    }
    inflater.setInput(buffer, next, end - next);
    next = end;
    return true;
  }

  private void fault(String which, Refusal ifNothing) throws IOException {
    finished = true;
    if (!given) {
      throw new RefusedException(ifNothing, "gzip: " + which);
    }
    notes.add(Kind.TRUNCATED, which);
  }

  private void endMember() throws IOException {
    next = end - inflater.getRemaining();
    long sum = little(4);
    long size = little(4);
    if (sum != checksum.getValue() || size != (inflater.getBytesWritten() & 0xFFFFFFFFL)) {
      notes.add(Kind.CHECKSUM_WRONG, "");
    }
    inflater.reset();
    checksum.reset();
    finished = !more() || !beginMember();
    if (finished && next < end) {
      notes.add(Kind.GZIP_TRAILING_OCTETS, "");
    } else if (!finished) {
      notes.add(Kind.GZIP_SEVERAL_MEMBERS, "");
    }
  }

  private boolean more() throws IOException {
    return next < end || fill();
  }

  /** Reads the header of a member; false if there is none. */
  private boolean beginMember() throws IOException {
    if (octet() != 0x1F || octet() != 0x8B || octet() != 8) {
      next = Math.max(0, next - 1);
      return false;
    }
    int flags = octet();
    boolean whole = flags >= 0 && little(4) >= 0 && octet() >= 0 && octet() >= 0;
    if (whole && (flags & HAS_EXTRA) != 0) {
      whole = skipOctets(little(2));
    }
    if (whole && (flags & HAS_NAME) != 0) {
      whole = skipText();
    }
    if (whole && (flags & HAS_COMMENT) != 0) {
      whole = skipText();
    }
    if (whole && (flags & HAS_CHECKSUM) != 0) {
      whole = little(2) >= 0;
    }
    return whole;
  }

  private boolean skipOctets(long octets) throws IOException {
    long left = octets;
    while (left > 0 && octet() >= 0) {
      left--;
    }
    return left == 0;
  }

  private boolean skipText() throws IOException {
    int octet = octet();
    while (octet > 0) {
      octet = octet();
    }
    return octet == 0;
  }

  private long little(int octets) throws IOException {
    long value = 0;
    for (int i = 0; i < octets; i++) {
      int octet = octet();
      if (octet < 0) {
        return -1;
      }
      value |= (long) octet << (8 * i);
    }
    return value;
  }

  private int octet() throws IOException {
    return more() ? buffer[next++] & 0xFF : -1;
  }

  private boolean fill() throws IOException {
    next = 0;
    end = Math.max(0, in.read(buffer, 0, buffer.length));
    return end > 0;
  }
}
