package differential;

import java.nio.charset.StandardCharsets;

/**
 * One message of the corpus.
 *
 * @param name what is awkward about it, unique in the corpus
 * @param text the message, one octet a character (ISO-8859-1)
 * @param lineEnds whether all its lines end in CRLF
 * @param large whether it is so large that only some combinations are tried
 */
record Message(String name, String text, LineEnds lineEnds, boolean large) {

  /** Whether a CR or an LF stands alone somewhere. */
  enum LineEnds {
    CRLF,
    BARE
  }

  /** Why it must not be signed; empty if it may be. */
  String refusal() {
    if (lineEnds == LineEnds.BARE) {
      return "BARE_LINE_END";
    }
    return text.split("\r\n\r\n", 2)[0].indexOf('\0') < 0 ? "" : "NUL_IN_HEADER";
  }

  byte[] bytes() {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  @Override
  public String toString() {
    return name;
  }
}
