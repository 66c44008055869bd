package dev.waxseal.reports.write;

/** Texts of strangers on their way into XML. */
final class XmlText {

  private XmlText() {}

  /**
   * A text without the characters that XML 1.0 forbids, and without line ends and tabs, which no
   * value of a report has.
   */
  static String of(String text) {
    StringBuilder allowed = new StringBuilder(text.length());
    text.codePoints().filter(XmlText::isAllowed).forEach(allowed::appendCodePoint);
    return allowed.toString();
  }

  private static boolean isAllowed(int c) {
    return c >= ' '
        && (c < 0x7f || c > 0x9f)
        && (c < 0xd800 || c > 0xdfff)
        && c != 0xfffe
        && c != 0xffff;
  }
}
