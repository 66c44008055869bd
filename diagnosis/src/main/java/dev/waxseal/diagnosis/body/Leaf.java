package dev.waxseal.diagnosis.body;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The text of a body or of one of its parts without its transfer encoding. An edit of this text
 * becomes an edit of the lines of the body, encoded as the lines around it are.
 */
interface Leaf {

  /** The text. One character per octet. */
  String text();

  /**
   * The edits of the body that make some replacements, the most likely first: encodings leave open
   * where lines are broken.
   *
   * @param splices the replacements, in order and without overlaps; at least one
   */
  Stream<LineEdit> edits(List<Splice> splices);

  /** The name of its transfer encoding in sentences; empty if it has none. */
  String encoding();

  /** The text in some lines of a body; empty if its encoding cannot be undone. */
  static Optional<Leaf> of(BodyText body, LineRange lines, String encoding, Probe probe) {
    return switch (encoding) {
      case "quoted-printable" -> QuotedLeaf.of(body, lines, probe).map(leaf -> leaf);
      case "base64" -> Base64Leaf.of(body, lines).map(leaf -> leaf);
      default -> Optional.of(new PlainLeaf(body, lines));
    };
  }
}
