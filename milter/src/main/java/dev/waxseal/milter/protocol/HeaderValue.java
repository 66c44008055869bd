package dev.waxseal.milter.protocol;

/** The value of a header field that is inserted, as it goes over the wire. */
final class HeaderValue {

  private HeaderValue() {}

  /**
   * One value and no more: folds are a lone LF with the white space behind it; line ends that are
   * no folds, CR and NUL are left out.
   *
   * @param verbatim whether the mail server writes the value as it comes; otherwise it puts a space
   *     before it
   */
  static String of(String value, boolean verbatim) {
    StringBuilder line = new StringBuilder(value.length() + 1);
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      boolean kept = c == '\n' ? isSpace(value, i + 1) : c != '\r' && c != 0;
      if (kept) {
        line.append(c);
      }
    }
    if (verbatim) {
      return isSpace(line, 0) ? line.toString() : " " + line;
    }
    int start = 0;
    while (isSpace(line, start)) {
      start++;
    }
    return line.substring(start);
  }

  private static boolean isSpace(CharSequence text, int at) {
    return at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t');
  }
}
