package dev.waxseal.cli.input;

import dev.waxseal.mime.ByteSink;
import dev.waxseal.mime.CrlfConverter;
import dev.waxseal.mime.internal.LineEndScanner;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The line ends of a file on its way to become a message: if those of the header are LF and never
 * CRLF, every LF becomes CRLF.
 *
 * <p>The header is kept until that is clear, up to a limit; of the body nothing is.
 */
public final class LineEndConverter implements ByteSink {

  private final ByteSink out;
  private final int limit;
  private final LineEndScanner scanner = new LineEndScanner();
  private final DoubledReturns doubled = new DoubledReturns();
  private byte[] head = new byte[4096];
  private int length;
  private int looked;
  private boolean lineIsEmpty = true;
  private Decision decision = Decision.OPEN;
  private ByteSink way;

  private enum Decision {
    OPEN,
    KEEP,
    CONVERT
  }

  /**
   * The way to a sink.
   *
   * @param limit how many bytes of header are looked at
   */
  public LineEndConverter(ByteSink out, int limit) {
    this.out = out;
    this.way = out;
    this.limit = limit;
  }

  /** Reads a message through to its end. */
  public void readAll(InputStream in) throws IOException {
    byte[] buffer = new byte[1 << 16];
    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
      write(buffer, 0, n);
    }
    finish();
  }

  /** Passes on what is still kept at the end of the message. */
  public void finish() {
    if (decision == Decision.OPEN) {
      decide(scanner.bareLf() > 0 ? Decision.CONVERT : Decision.KEEP);
    }
  }

  @Override
  public void write(byte[] bytes, int offset, int count) {
    scanner.write(bytes, offset, count);
    doubled.write(bytes, offset, count);
    if (decision != Decision.OPEN) {
      way.write(bytes, offset, count);
      return;
    }
    if (length + count > head.length) {
      head = Arrays.copyOf(head, Math.max(length + count, 2 * head.length));
    }
    System.arraycopy(bytes, offset, head, length, count);
    length += count;
    look();
  }

  /** Whether LF becomes CRLF. */
  public boolean areConverted() {
    return decision == Decision.CONVERT;
  }

  /** Whether LF becomes CRLF, and there is CRLF besides. */
  public boolean areMixed() {
    return areConverted() && scanner.crlf() > 0;
  }

  /** What people should know about them. */
  public List<String> notes() {
    List<String> notes = new ArrayList<>();
    if (areConverted()) {
      notes.add("line ends converted from LF to CRLF");
    }
    if (areMixed()) {
      notes.add("line ends are mixed: the body has lines that end in CRLF as well");
    } else if (!areConverted() && scanner.bareLf() > 0) {
      notes.add("line ends are mixed: an LF without CR ends no line in mail, and is left as it is");
    }
    if (doubled.count() > 0) {
      notes.add(
          doubled.count()
              + (doubled.count() == 1 ? " line ends" : " lines end")
              + " in CR CR LF: a program that expects LF was given CRLF");
    }
    return notes;
  }

  /** Looks for the first CRLF, or the empty line that ends a header without one. */
  private void look() {
    for (; looked < length && decision == Decision.OPEN; looked++) {
      if (head[looked] != '\n') {
        lineIsEmpty = false;
      } else if (looked > 0 && head[looked - 1] == '\r') {
        decide(Decision.KEEP);
      } else if (lineIsEmpty) {
        decide(Decision.CONVERT);
      } else {
        lineIsEmpty = true;
      }
    }
    if (decision == Decision.OPEN && length > limit) {
      decide(scanner.bareLf() > 0 ? Decision.CONVERT : Decision.KEEP);
    }
  }

  private void decide(Decision made) {
    decision = made;
    way = made == Decision.CONVERT ? new CrlfConverter(out) : out;
    way.write(head, 0, length);
    head = new byte[0];
    length = 0;
  }
}
