package dev.waxseal.cli.input;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.waxseal.cli.text.VisibleOctets;
import dev.waxseal.mime.ByteSink;
import java.util.Optional;
import java.util.function.Function;

/**
 * Removes what stands before each line: the marks of a quotation, or the indentation of a ticket.
 * An empty line may lack the blanks at its end, or all of it.
 */
final class LinePrefix implements Layer {

  private static final String MARKS = " \t>|";

  /** The longest that is looked for, in octets. */
  private static final int MOST = 80;

  private final byte[] prefix;
  private final ByteSink out;
  private int matched;
  private boolean inLine;
  private long without;

  private LinePrefix(String prefix, ByteSink out) {
    this.prefix = prefix.getBytes(ISO_8859_1);
    this.out = out;
  }

  /** The prefix of all lines of a header, if they have one. */
  static Optional<Function<ByteSink, Layer>> of(String head) {
    int length = 0;
    while (length < Math.min(head.length(), MOST) && MARKS.indexOf(head.charAt(length)) >= 0) {
      length++;
    }
    String prefix = head.substring(0, length);
    return length > 0 && isTop(head, length) && isBeforeEachLine(head, prefix)
        ? Optional.of(out -> new LinePrefix(prefix, out))
        : Optional.empty();
  }

  /** Returns true if a header, or the line of a mailbox, begins at an offset. */
  private static boolean isTop(String head, int from) {
    return Layers.isField(head, from) || FromLine.isOnTop(Layers.line(head, from));
  }

  private static boolean isBeforeEachLine(String head, String prefix) {
    int line = 0;
    int end = head.indexOf('\n');
    while (end >= 0 && !isEmpty(head, line, end, prefix)) {
      if (!head.startsWith(prefix, line)) {
        return false;
      }
      line = end + 1;
      end = head.indexOf('\n', line);
    }
    return true;
  }

  /** Returns true if a line has nothing but the prefix, or its beginning. */
  private static boolean isEmpty(String head, int from, int end, String prefix) {
    String line = head.substring(from, Math.min(end, from + MOST + 2)).stripTrailing();
    return prefix.startsWith(line);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    int end = offset + length;
    int at = offset;
    while (at < end) {
      if (inLine) {
        int next = at;
        while (next < end && bytes[next] != '\n') {
          next++;
        }
        inLine = next == end;
        next += inLine ? 0 : 1;
        out.write(bytes, at, next - at);
        at = next;
      } else if (matched < prefix.length && bytes[at] == prefix[matched]) {
        matched++;
        at++;
      } else {
        boolean isEmpty = bytes[at] == '\r' || bytes[at] == '\n';
        beginLine(isEmpty);
      }
    }
  }

  /** At the first octet of a line after the prefix, or after the part of it that is there. */
  private void beginLine(boolean isEmpty) {
    if (matched < prefix.length && !isEmpty) {
      out.write(prefix, 0, matched);
      without++;
    }
    matched = 0;
    inLine = true;
  }

  @Override
  public String note() {
    String quoted = "'" + VisibleOctets.of(prefix, 0, prefix.length) + "'";
    String rest =
        without == 0
            ? ""
            : without == 1
                ? "; a line without it was kept as it is"
                : "; " + without + " lines without it were kept as they are";
    return "each line of the header began with " + quoted + ", which was removed" + rest;
  }
}
