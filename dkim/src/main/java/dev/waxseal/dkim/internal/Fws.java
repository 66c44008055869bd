package dev.waxseal.dkim.internal;

import java.nio.charset.StandardCharsets;

/** Folding white space: {@code FWS = [*WSP CRLF] 1*WSP} (RFC 6376 section 2.8). */
final class Fws {

  private Fws() {}

  /**
   * The length of the fold, CRLF and the white space after it, that begins here; 0 if none does.
   */
  static int foldLength(String text, int at) {
    return text.charAt(at) == '\r'
            && at + 2 < text.length()
            && text.charAt(at + 1) == '\n'
            && isWsp(text.charAt(at + 2))
        ? 3
        : 0;
  }

  /** The end of the white space and folds that begin here. */
  static int skip(String text, int from) {
    int at = from;
    while (at < text.length()) {
      int fold = foldLength(text, at);
      if (fold == 0 && !isWsp(text.charAt(at))) {
        return at;
      }
      at += Math.max(fold, 1);
    }
    return at;
  }

  /** The end of a text without its last white space and folds. */
  static int trimEnd(String text, int start, int end) {
    int at = end;
    while (at > start && isWspOrLineEnd(text.charAt(at - 1))) {
      at--;
    }
    return at;
  }

  /** The number of folds in a stretch of white space. */
  static int folds(String text, int start, int end) {
    int folds = 0;
    for (int i = start; i < end; i++) {
      if (text.charAt(i) == '\n') {
        folds++;
      }
    }
    return folds;
  }

  /** Returns true if only white space and folds follow. */
  static boolean isBlank(String text, int from) {
    return skip(text, from) == text.length();
  }

  /** The text without any white space and folds. */
  static String remove(String text) {
    return hasWspOrLineEnd(text)
        ? new String(octetsWithout(text), StandardCharsets.ISO_8859_1)
        : text;
  }

  /** The octets of a text, one a character (ISO-8859-1), without any white space and folds. */
  static byte[] octetsWithout(String text) {
    int length = text.length();
    for (int i = 0; i < text.length(); i++) {
      length -= isWspOrLineEnd(text.charAt(i)) ? 1 : 0;
    }
    if (length == text.length()) {
      return text.getBytes(StandardCharsets.ISO_8859_1);
    }
    byte[] octets = new byte[length];
    int at = 0;
    for (int i = 0; at < length; i++) {
      char c = text.charAt(i);
      if (!isWspOrLineEnd(c)) {
        octets[at++] = (byte) c;
      }
    }
    return octets;
  }

  /** The text without white space and folds at its ends. */
  static String trim(String text) {
    int start = skip(text, 0);
    return text.substring(start, trimEnd(text, start, text.length()));
  }

  private static boolean hasWspOrLineEnd(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (isWspOrLineEnd(text.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isWsp(char c) {
    return c == ' ' || c == '\t';
  }

  private static boolean isWspOrLineEnd(char c) {
    return c <= ' ' && isWspOrLineEndBelow(c);
  }

  private static boolean isWspOrLineEndBelow(char c) {
    return isWsp(c) || c == '\r' || c == '\n';
  }
}
