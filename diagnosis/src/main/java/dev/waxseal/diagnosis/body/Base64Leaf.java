package dev.waxseal.diagnosis.body;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A text in base64 (RFC 2045 section 6.8). An edit encodes the text again from there to its end.
 */
final class Base64Leaf implements Leaf {

  private final LineRange lines;
  private final String text;

  /** The characters in each line, except the last. */
  private final int width;

  private Base64Leaf(LineRange lines, String text, int width) {
    this.lines = lines;
    this.text = text;
    this.width = width;
  }

  /** The text in some lines of a body; empty if they are not base64 in lines of one length. */
  static Optional<Base64Leaf> of(BodyText body, LineRange range) {
    int end = range.to();
    while (end > range.from() && body.isBlank(end - 1)) {
      end--;
    }
    if (end == range.from()) {
      return Optional.empty();
    }
    int width = body.line(range.from()).length();
    for (int line = range.from(); line < end; line++) {
      int length = body.line(line).length();
      boolean isLast = line + 1 == end;
      if (isLast ? length > width : length != width) {
        return Optional.empty();
      }
    }
    LineRange lines = new LineRange(range.from(), end);
    int regular = end - range.from() == 1 ? Encodings.BASE64_LINE : width;
    return regular % 4 == 0
        ? Encodings.decoded(body.text(range.from(), end), "base64")
            .map(text -> new Base64Leaf(lines, text, Math.max(width, regular)))
        : Optional.empty();
  }

  @Override
  public String text() {
    return text;
  }

  @Override
  public String encoding() {
    return "base64";
  }

  @Override
  public Stream<LineEdit> edits(List<Splice> splices) {
    int octets = width / 4 * 3;
    int line = splices.get(0).span().from() / octets;
    String rest = Splice.apply(splices, text, line * octets, text.length());
    return Stream.of(new LineEdit(lines.from() + line, lines.to(), Encodings.base64(rest, width)));
  }
}
