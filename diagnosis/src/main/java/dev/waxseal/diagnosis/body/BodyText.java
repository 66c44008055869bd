package dev.waxseal.diagnosis.body;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.waxseal.mime.HeaderField;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * A body, split into lines and parts; one character per octet (ISO-8859-1). Only CRLF ends a line,
 * as in the canonical forms.
 */
final class BodyText {

  private static final String CRLF = "\r\n";

  /** The length of most lines, or less. */
  private static final int LINE = 40;

  private final String octets;
  private final ContentInfo content;
  private final int[] starts;
  private final List<MimePart> parts;

  /**
   * A body.
   *
   * @param content the content fields of the header of the message
   */
  BodyText(String octets, ContentInfo content) {
    this.octets = octets;
    this.content = content;
    this.starts = starts(octets);
    this.parts = MimeStructure.parts(this);
  }

  /** Another body under the same header. */
  BodyText with(String other) {
    return new BodyText(other, content);
  }

  String octets() {
    return octets;
  }

  ContentInfo content() {
    return content;
  }

  /** All parts, nested ones included, from the top down; none if this is not a multipart. */
  List<MimePart> parts() {
    return parts;
  }

  /** The text parts, or the whole body if it is text. */
  List<TextPlace> textPlaces() {
    if (parts.isEmpty()) {
      return content.isText() && lineCount() > 0
          ? List.of(new TextPlace("body", content, new LineRange(0, lineCount())))
          : List.of();
    }
    return parts.stream()
        .filter(part -> part.isLeaf() && part.content().isText())
        .filter(part -> part.bodyStart() < part.end())
        .map(
            part ->
                new TextPlace(
                    part.title(), part.content(), new LineRange(part.bodyStart(), part.end())))
        .toList();
  }

  /** The number of lines; the last one may lack its line end. */
  int lineCount() {
    return starts.length - 1;
  }

  /** The offset of a line; the number of lines as argument gives the length. */
  int start(int number) {
    return starts[number];
  }

  /** The line that an offset lies in; the number of lines for the offset of the end. */
  int lineAt(int offset) {
    int found = Arrays.binarySearch(starts, offset);
    return found >= 0 ? found : -found - 2;
  }

  /** A line without its line end. */
  String line(int number) {
    int end = starts[number + 1];
    boolean ended = end - starts[number] >= 2 && octets.startsWith(CRLF, end - 2);
    return octets.substring(starts[number], ended ? end - 2 : end);
  }

  /** A range of lines, without their line ends. */
  List<String> lines(int from, int to) {
    List<String> lines = new ArrayList<>();
    for (int i = from; i < to; i++) {
      lines.add(line(i));
    }
    return lines;
  }

  /** All lines, without their line ends. */
  List<String> lines() {
    return lines(0, lineCount());
  }

  /** A range of lines with their line ends. */
  String text(int from, int to) {
    return octets.substring(starts[from], starts[to]);
  }

  /** This body with a range of lines replaced. */
  BodyText replacing(int from, int to, String text) {
    int length = starts[from] + text.length() + octets.length() - starts[to];
    return with(
        new StringBuilder(length)
            .append(octets, 0, starts[from])
            .append(text)
            .append(octets, starts[to], octets.length())
            .toString());
  }

  /** This body with an edit made. */
  BodyText with(LineEdit edit) {
    return replacing(edit.from(), edit.to(), edit.text());
  }

  /** This body with edits made that do not overlap. */
  BodyText with(List<LineEdit> edits) {
    StringBuilder text = new StringBuilder(octets.length());
    int line = 0;
    for (LineEdit edit : edits.stream().sorted(Comparator.comparingInt(LineEdit::from)).toList()) {
      text.append(octets, starts[line], starts[edit.from()]).append(edit.text());
      line = edit.to();
    }
    return with(text.append(octets, starts[line], octets.length()).toString());
  }

  /** This body without some ranges of lines. */
  BodyText without(List<LineRange> ranges) {
    StringBuilder rest = new StringBuilder();
    int from = 0;
    for (LineRange range : ranges) {
      rest.append(octets, starts[from], starts[range.from()]);
      from = range.to();
    }
    return with(rest.append(octets, starts[from], octets.length()).toString());
  }

  /** Returns true if a line holds only white space. */
  boolean isBlank(int number) {
    return octets.substring(starts[number], starts[number + 1]).isBlank();
  }

  /** The header fields of a part, parsed from its lines. */
  List<HeaderField> fields(int from, int to) {
    List<HeaderField> fields = new ArrayList<>();
    int start = from;
    for (int i = from; i < to; i++) {
      boolean last = i + 1 == to || !startsWithSpace(i + 1);
      if (last) {
        fields.add(HeaderField.parse(text(start, i + 1).getBytes(ISO_8859_1)));
        start = i + 1;
      }
    }
    return fields;
  }

  private boolean startsWithSpace(int number) {
    char first = octets.charAt(starts[number]);
    return first == ' ' || first == '\t';
  }

  private static int[] starts(String octets) {
    int[] starts = new int[octets.length() / LINE + 2];
    int count = 1;
    for (int at = octets.indexOf(CRLF); at >= 0; at = octets.indexOf(CRLF, at + 2)) {
      starts = count + 1 < starts.length ? starts : Arrays.copyOf(starts, 2 * starts.length);
      starts[count++] = at + 2;
    }
    if (starts[count - 1] < octets.length()) {
      starts[count++] = octets.length();
    }
    return Arrays.copyOf(starts, count);
  }
}
