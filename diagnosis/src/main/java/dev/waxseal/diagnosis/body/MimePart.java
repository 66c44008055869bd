package dev.waxseal.diagnosis.body;

import dev.waxseal.mime.HeaderField;
import java.util.List;

/**
 * A part of a multipart, by the numbers of its lines in the body (RFC 2046 section 5.1).
 *
 * @param parent which part it is in, by its place in the list of all; -1 for the body itself
 * @param delimiter the line of dashes before it
 * @param bodyStart the first line after its header
 * @param end the line after its last
 * @param header its header
 * @param content what its header says
 * @param isLeaf whether it has no parts of its own
 */
record MimePart(
    int parent,
    int delimiter,
    int bodyStart,
    int end,
    List<HeaderField> header,
    ContentInfo content,
    boolean isLeaf) {

  MimePart {
    header = List.copyOf(header);
  }

  /** What it is, for people. */
  String title() {
    return content.type() + " part";
  }
}
