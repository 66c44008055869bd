package dev.waxseal.cli.input;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.waxseal.mime.ByteSink;
import java.io.ByteArrayOutputStream;

/**
 * Looks for more messages of an mbox in what was given as one message. It passes everything on.
 *
 * <p>It looks only if the line of a mailbox is on top, and counts the places where an empty line, a
 * {@link FromLine} and a header field follow each other.
 */
final class MboxSigns implements ByteSink {

  private final ByteSink out;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private State state = State.ON_TOP;
  private long column;
  private boolean isBlank = true;
  private boolean afterBlank = true;
  private boolean afterSeparator;
  private long count;

  private enum State {
    ON_TOP,
    LOOKING,
    NOT_AN_MBOX
  }

  MboxSigns(ByteSink out) {
    this.out = out;
  }

  /** The number of such places. */
  long count() {
    return count;
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    for (int i = offset; i < offset + length && state != State.NOT_AN_MBOX; i++) {
      look(bytes[i]);
    }
    out.write(bytes, offset, length);
  }

  private void look(byte octet) {
    boolean begins = column == 0 && (octet == 'F' || (octet == '>' && state == State.ON_TOP));
    if (state == State.ON_TOP && column == 0 && !begins) {
      state = State.NOT_AN_MBOX;
    }
    if (afterSeparator || (afterBlank && (begins || line.size() > 0))) {
      line.write(octet);
    }
    column++;
    isBlank &= octet == '\r' || octet == '\n';
    if (octet == '\n') {
      endLine();
    } else if (line.size() > FromLine.MOST) {
      line.reset();
      afterSeparator = false;
      afterBlank = false;
    }
  }

  private void endLine() {
    String text = line.toString(ISO_8859_1);
    if (state == State.ON_TOP) {
      state = FromLine.isOnTop(text) ? State.LOOKING : State.NOT_AN_MBOX;
    } else {
      count += afterSeparator && Layers.isField(text, 0) ? 1 : 0;
      afterSeparator = afterBlank && FromLine.isDated(text);
    }
    afterBlank = isBlank;
    isBlank = true;
    column = 0;
    line.reset();
  }
}
