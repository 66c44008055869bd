package dev.waxseal.milter.protocol;

/** The value of an inserted header field, as sent to the mail server. */
final class HeaderValue {

  private HeaderValue() {}

  /**
   * Exactly one value: folds are a lone LF followed by white space; line ends that are not folds,
   * CR and NUL are removed.
   *
   * @param verbatim true if the mail server writes the value as sent; otherwise it adds a space
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
