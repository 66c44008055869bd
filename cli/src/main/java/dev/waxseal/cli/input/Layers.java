package dev.waxseal.cli.input;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.waxseal.mime.ByteSink;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What was done to a message on the way from the mailbox to this program, by editors, tickets and
 * the clipboard, and is undone here, each with a note.
 *
 * <p>The octets are believed: nothing is undone if the file begins with a header field, or with the
 * line of a mailbox before it. Without that it is not a message as it stands.
 */
final class Layers implements ByteSink {

  /** The number of octets at the beginning of a file that decide. */
  static final int HEAD = 1 << 16;

  private static final int MOST = 6;

  private static final Pattern FIELD = Pattern.compile("[!-9;-~]{1,200}+[ \\t]*+:");

  /**
   * A file of another kind may begin with what could be a field, JSON for one, but not with this.
   */
  private static final Pattern USUAL_FIELD = Pattern.compile("[A-Za-z0-9-]{1,200}+[ \\t]*+:");

  private static final Pattern COUNT = Pattern.compile("[0-9]{1,15}[ \\t]*\\r?\\n");

  private final List<Layer> layers = new ArrayList<>(); // the outermost first
  private final ByteSink outermost;
  private final byte[] inner;

  private Layers(List<Function<ByteSink, Layer>> found, byte[] inner, ByteSink out) {
    this.inner = inner;
    ByteSink next = out;
    for (int i = found.size() - 1; i >= 0; i--) {
      Layer layer = found.get(i).apply(next);
      layers.add(layer);
      next = layer;
    }
    Collections.reverse(layers);
    this.outermost = next;
  }

  /**
   * The layers of a file.
   *
   * @param head its first octets, {@link #HEAD} if it has so many
   */
  static Layers of(byte[] head, ByteSink out) {
    List<Function<ByteSink, Layer>> found = new ArrayList<>();
    byte[] inner = head;
    for (int i = 0; i < MOST; i++) {
      Optional<Function<ByteSink, Layer>> layer = outermost(inner);
      if (layer.isEmpty()) {
        break;
      }
      found.add(layer.get());
      ByteArrayOutputStream undone = new ByteArrayOutputStream();
      layer.get().apply(undone::write).write(inner, 0, inner.length);
      inner = undone.toByteArray();
    }
    return new Layers(found, inner, out);
  }

  /** What is not a message in the end, in words; empty if it may be one. */
  Optional<String> foreign() {
    String text = new String(inner, ISO_8859_1);
    return USUAL_FIELD.matcher(text).lookingAt() ? Optional.empty() : ForeignFile.at(inner);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    outermost.write(bytes, offset, length);
  }

  /** Passes on the rest at the end of the file. */
  void finish() {
    layers.forEach(Layer::finish);
  }

  /** Notes for people, at the end of the file. */
  List<String> notes() {
    return layers.stream().map(Layer::note).toList();
  }

  private static Optional<Function<ByteSink, Layer>> outermost(byte[] head) {
    if (hasReturnsOnly(head)) {
      return Optional.of(LoneReturns::new);
    }
    if (isField(head, 0)) {
      return Optional.empty();
    }
    Optional<Function<ByteSink, Layer>> utf16 = Utf16.at(head);
    if (utf16.isPresent()) {
      return utf16;
    }
    String text = new String(head, ISO_8859_1);
    if (FromLine.isOnTop(line(text, 0))) {
      return Optional.empty();
    }
    if (text.startsWith("\u00EF\u00BB\u00BF")) {
      return skipped(3, "a byte order mark on top is not part of a message and was skipped");
    }
    return blankLines(text).or(() -> applesCount(text)).or(() -> LinePrefix.of(text));
  }

  private static Optional<Function<ByteSink, Layer>> blankLines(String text) {
    int end = 0;
    int lines = 0;
    for (int i = 0; i < text.length() && " \t\r\n".indexOf(text.charAt(i)) >= 0; i++) {
      if (text.charAt(i) == '\n') {
        end = i + 1;
        lines++;
      }
    }
    return end == 0
        ? Optional.empty()
        : skipped(
            end,
            "the file begins with "
                + (lines == 1 ? "a blank line" : lines + " blank lines")
                + ", so that a mail server would see no header in it; "
                + (lines == 1 ? "it was" : "they were")
                + " skipped");
  }

  /** Apple Mail keeps a message between a line with its length and a list of properties. */
  private static Optional<Function<ByteSink, Layer>> applesCount(String text) {
    Matcher count = COUNT.matcher(text);
    if (!count.lookingAt() || !isField(text, count.end())) {
      return Optional.empty();
    }
    int before = count.end();
    long length = Long.parseLong(text.substring(0, before).strip());
    return Optional.of(
        out ->
            new SkippedOctets(
                before,
                length,
                "a file of Apple Mail: the number on top and what follows the message were left out",
                out));
  }

  private static Optional<Function<ByteSink, Layer>> skipped(int octets, String note) {
    return Optional.of(out -> new SkippedOctets(octets, Long.MAX_VALUE, note, out));
  }

  /** The line at an offset with its end, or as much of it as a {@link FromLine} can have. */
  static String line(String text, int from) {
    int end = text.indexOf('\n', from);
    return text.substring(from, Math.min(end < 0 ? text.length() : end + 1, from + FromLine.MOST));
  }

  /** Returns true if a header field, or the line before one, begins at an offset. */
  static boolean isField(String text, int from) {
    return FIELD.matcher(text).region(from, text.length()).lookingAt();
  }

  private static boolean isField(byte[] octets, int from) {
    int at = from;
    while (at < octets.length && octets[at] > ' ' && octets[at] < 0x7F && octets[at] != ':') {
      at++;
    }
    int end = at;
    while (end < octets.length && (octets[end] == ' ' || octets[end] == '\t')) {
      end++;
    }
    return at > from && end < octets.length && octets[end] == ':';
  }

  /** Returns true if there is no LF, and a field or a fold follows the first CR. */
  private static boolean hasReturnsOnly(byte[] head) {
    int first = -1;
    for (int i = 0; i < head.length; i++) {
      if (head[i] == '\n') {
        return false;
      }
      first = head[i] == '\r' && first < 0 ? i : first;
    }
    return first >= 0 && first + 1 < head.length && isFieldOrFold(head, first + 1);
  }

  private static boolean isFieldOrFold(byte[] head, int at) {
    return head[at] == ' ' || head[at] == '\t' || isField(head, at);
  }
}
