package dev.waxseal.diagnosis.body;

import dev.waxseal.mime.HeaderField;
import java.util.List;

/**
 * A part of a multipart, by line numbers in the body (RFC 2046 section 5.1).
 *
 * @param parent the index of the enclosing part in the list of all parts; -1 for the body itself
 * @param delimiter the boundary line before it
 * @param bodyStart the first line after its header
 * @param end the line after its last
 * @param header its header
 * @param content the content fields of its header
 * @param isLeaf true if it has no parts of its own
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

  /** Its name in sentences. */
  String title() {
    return content.type() + " part";
  }
}
