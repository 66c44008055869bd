package dev.waxseal.diagnosis.body;

import dev.waxseal.diagnosis.change.Change;
import dev.waxseal.diagnosis.internal.Sentences;

/** Says in what two encodings of a text differ that hold the same octets. */
final class EncodedLayout {

  private static final String CRLF = "\r\n";

  private EncodedLayout() {}

  /**
   * The change of the layout.
   *
   * @param title the name of the text
   * @param encoding the transfer encoding of both
   * @param isLast true if the text is the end of the body, whose empty lines are not signed
   */
  static Change change(
      String title, String encoding, String signed, String arrived, boolean isLast) {
    String what =
        encoding.equals("base64")
            ? base64(signed, arrived, isLast)
            : "was encoded again in quoted-printable, in another way";
    return Change.of(Change.Kind.TRANSFER_ENCODING_CHANGED, "the " + title + " " + what);
  }

  private static String base64(String signed, String arrived, boolean isLast) {
    boolean sameLines = signed.stripTrailing().equals(arrived.stripTrailing());
    boolean sameEnd = isLast || end(signed).equals(end(arrived));
    if (sameLines) {
      return "got other empty lines after its base64";
    }
    int before = width(signed);
    int now = width(arrived);
    String lines =
        now == before
            ? "was encoded again in base64, in other lines"
            : "has lines of "
                + Sentences.count(now, "character")
                + " of base64; when it was signed they had "
                + before;
    return lines + (sameEnd ? "" : ", and other empty lines after them");
  }

  /** The empty lines after an encoded text. */
  static String end(String text) {
    String lines = text.stripTrailing();
    int end =
        text.startsWith(CRLF, lines.length()) ? lines.length() + CRLF.length() : lines.length();
    return text.substring(end);
  }

  private static int width(String text) {
    int end = text.indexOf(CRLF);
    return end < 0 ? text.length() : end;
  }
}
