package dev.waxseal.cli.input;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.waxseal.mime.ByteSink;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Skips the lines that local delivery puts on top of a message: a {@link FromLine}, and lines of
 * "&gt;From " from earlier deliveries. They are not part of the message (RFC 5322 section 2.1).
 */
final class LeadingFromLines implements ByteSink {

  private final ByteSink out;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private final List<String> lines = new ArrayList<>();
  private boolean over;

  LeadingFromLines(ByteSink out) {
    this.out = out;
  }

  /** The skipped lines, without line ends. */
  List<String> lines() {
    return List.copyOf(lines);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    int at = offset;
    int end = offset + length;
    while (!over && at < end) {
      byte octet = bytes[at++];
      line.write(octet);
      boolean other = line.size() == 1 && octet != 'F' && octet != '>';
      if (other || octet == '\n' || line.size() == FromLine.MOST) {
        look();
      }
    }
    out.write(bytes, at, end - at);
  }

  /** Passes on the rest at the end of the message. */
  void finish() {
    if (!over) {
      look();
    }
  }

  private void look() {
    String text = line.toString(ISO_8859_1);
    if (FromLine.isOnTop(text)) {
      lines.add(text.stripTrailing());
    } else {
      over = true;
      out.write(line.toByteArray(), 0, line.size());
    }
    line.reset();
  }
}
