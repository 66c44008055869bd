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
 * Converts the line ends of a file: if the header has only LF, every LF becomes CRLF.
 *
 * <p>It keeps the header until that is decided, up to a limit, and nothing of the body.
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
   * A converter in front of a sink.
   *
   * @param limit the number of bytes of the header that are checked
   */
  public LineEndConverter(ByteSink out, int limit) {
    this.out = out;
    this.way = out;
    this.limit = limit;
  }

  /** Reads a message to its end. */
  public void readAll(InputStream in) throws IOException {
    byte[] buffer = new byte[1 << 16];
    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
      write(buffer, 0, n);
    }
    finish();
  }

  /** Passes on the rest at the end of the message. */
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

  /** True if LF becomes CRLF. */
  public boolean areConverted() {
    return decision == Decision.CONVERT;
  }

  /** True if LF becomes CRLF, and there is also CRLF. */
  public boolean areMixed() {
    return areConverted() && scanner.crlf() > 0;
  }

  /** Notes for people about the line ends. */
  public List<String> notes() {
    List<String> notes = new ArrayList<>();
    if (areConverted()) {
      notes.add("line ends converted from LF to CRLF");
    }
    if (areMixed()) {
      notes.add("line ends are mixed: the body also has lines that end in CRLF");
    } else if (!areConverted() && scanner.bareLf() > 0) {
      notes.add("line ends are mixed: an LF without CR does not end a line in mail, and was kept");
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
