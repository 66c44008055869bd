package dev.waxseal.mime;

import dev.waxseal.mime.internal.octets.Ascii;

/**
 * Fields that are there for some programs and not for others: a name behind a space, with NUL or
 * another control between its letters, before {@code " :"}, or in a line after a lone CR or LF.
 */
final class Lookalike {

  private Lookalike() {}

  /**
   * Returns true if some programs may see a field of that name in a field, or in its place, that is
   * not plainly of that name.
   *
   * @param name a field name, in any case
   */
  static boolean isIn(HeaderField field, String name) {
    return (!isPlainly(field, name) && isNameAt(field, firstVisible(field, field.start()), name))
        || (!field.isClean() && isHidden(field, name));
  }

  /** Returns true if a field is plainly of a name: the name, and the colon right after it. */
  static boolean isPlainly(HeaderField field, String name) {
    int colon = field.start() + name.length();
    return field.isNamed(name) && colon < field.end() && field.block()[colon] == ':';
  }

  /**
   * Returns true if such a line stands within a field for those to whom a lone CR or LF ends a
   * line.
   */
  private static boolean isHidden(HeaderField field, String name) {
    byte[] block = field.block();
    int at = field.start();
    while (at < field.end()) {
      if (!isLineEnd(block[at])) {
        at++;
      } else if (isCrlf(block, at, field.end())) {
        at += 2;
      } else {
        at = firstVisible(field, at);
        if (isNameAt(field, at, name)) {
          return true;
        }
      }
    }
    return false;
  }

  private static int firstVisible(HeaderField field, int start) {
    int at = start;
    while (at < field.end() && !isVisible(field.block()[at])) {
      at++;
    }
    return at;
  }

  /**
   * Returns true if a name stands there as a word of its own, controls between its letters left
   * out.
   */
  private static boolean isNameAt(HeaderField field, int start, String name) {
    byte[] block = field.block();
    int at = start;
    for (int i = 0; i < name.length(); i++) {
      while (i > 0 && at < field.end() && isControl(block[at])) {
        at++;
      }
      if (at == field.end() || lower(block[at++]) != Ascii.lower(name.charAt(i))) {
        return false;
      }
    }
    return at == field.end() || block[at] == ':' || !isVisible(block[at]);
  }

  static boolean isCrlf(byte[] block, int at, int end) {
    return at + 1 < end && block[at] == '\r' && block[at + 1] == '\n';
  }

  /** Returns true for NUL, CR and LF, which are odd where they are not part of a CRLF. */
  static boolean isOdd(byte b) {
    return b == 0 || isLineEnd(b);
  }

  static boolean isVisible(byte b) {
    return b > ' ' && b < 0x7F;
  }

  private static boolean isControl(byte b) {
    return ((b >= 0 && b < ' ') || b == 0x7F) && !isLineEnd(b);
  }

  private static boolean isLineEnd(byte b) {
    return b == '\r' || b == '\n';
  }

  private static char lower(byte b) {
    return Ascii.lower((char) (b & 0xFF));
  }
}
