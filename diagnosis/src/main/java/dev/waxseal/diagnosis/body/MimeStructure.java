package dev.waxseal.diagnosis.body;

import dev.waxseal.mime.HeaderField;
import java.util.ArrayList;
import java.util.List;

/** Finds the parts of a body (RFC 2046 section 5.1.1). */
final class MimeStructure {

  private static final int MAX_DEPTH = 8;
  private static final int MAX_PARTS = 100;

  private final BodyText body;
  private final List<MimePart> parts = new ArrayList<>();

  private MimeStructure(BodyText body) {
    this.body = body;
  }

  /** The parts, from the top down. */
  static List<MimePart> parts(BodyText body) {
    MimeStructure structure = new MimeStructure(body);
    structure.find(body.content(), -1, 0, body.lineCount(), 0);
    return List.copyOf(structure.parts);
  }

  /** The number of the first line after an empty one, or of the end. */
  private int headerEnd(int from, int to) {
    int line = from;
    while (line < to && !body.isBlank(line)) {
      line++;
    }
    return line;
  }

  private void find(ContentInfo content, int parent, int from, int to, int depth) {
    if (!content.isMultipart() || depth >= MAX_DEPTH) {
      return;
    }
    List<Integer> delimiters = delimiters("--" + content.boundary().orElseThrow(), from, to);
    for (int i = 0; i + 1 < delimiters.size() && parts.size() < MAX_PARTS; i++) {
      part(parent, delimiters.get(i), delimiters.get(i + 1), depth);
    }
  }

  private void part(int parent, int delimiter, int end, int depth) {
    int headerEnd = headerEnd(delimiter + 1, end);
    List<HeaderField> header = body.fields(delimiter + 1, headerEnd);
    ContentInfo content = ContentInfo.of(header);
    int bodyStart = Math.min(headerEnd + 1, end);
    int place = parts.size();
    boolean isLeaf = !content.isMultipart();
    parts.add(new MimePart(parent, delimiter, bodyStart, end, header, content, isLeaf));
    find(content, place, bodyStart, end, depth + 1);
  }

  /** The boundary lines, the closing one included; without a closing one, the end. */
  private List<Integer> delimiters(String dashes, int from, int to) {
    List<Integer> found = new ArrayList<>();
    for (int line = from; line < to; line++) {
      boolean isLikely = body.octets().startsWith(dashes, body.start(line));
      String text = isLikely ? body.line(line) : "";
      if (text.startsWith(dashes)) {
        String rest = text.substring(dashes.length()).stripTrailing();
        if (rest.isEmpty() || rest.equals("--")) {
          found.add(line);
        }
        if (rest.equals("--")) {
          return found;
        }
      }
    }
    found.add(to);
    return found;
  }
}
