package dev.waxseal.mime;

/**
 * ASCII as mail uses it: comparisons that know no locale, and the two characters that count as
 * white space.
 */
final class Ascii {

  static final byte[] CRLF = {'\r', '\n'};

  private Ascii() {}

  /** Whether a byte is WSP: space or tab and nothing else (RFC 5234 appendix B.1). */
  static boolean isWsp(int b) {
    return b == ' ' || b == '\t';
  }

  /** The lower-case form of an ASCII letter; any other byte as it is. */
  static byte lower(byte b) {
    return b >= 'A' && b <= 'Z' ? (byte) (b + ('a' - 'A')) : b;
  }

  /** The lower-case form of an ASCII letter; any other character as it is. */
  static char lower(char c) {
    return c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c;
  }

  /** The lower-case form of the ASCII letters of a string, the rest as it is. */
  static String lower(String text) {
    StringBuilder lower = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      lower.append(lower(text.charAt(i)));
    }
    return lower.toString();
  }
}
