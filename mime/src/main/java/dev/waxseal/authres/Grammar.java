package dev.waxseal.authres;

import java.util.Locale;
import java.util.function.IntPredicate;

/** The character classes of the field; a character is one octet, ISO-8859-1. */
final class Grammar {

  /**
   * The RFC knows no bound. Registered names have 30 characters at most, and a name may not be
   * folded, so that with longer ones a line could go beyond 998 octets.
   */
  static final int MAX_KEYWORD = 64;

  private static final String TSPECIALS = "()<>@,;:\\\"/[]?=";

  private static final String ATEXT_MARKS = "!#$%&'*+-/=?^_`{|}~";

  private Grammar() {}

  static boolean isWsp(int c) {
    return c == ' ' || c == '\t';
  }

  static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  /** Printable ASCII without the space (RFC 5234 appendix B.1). */
  static boolean isVisible(int c) {
    return c > ' ' && c < 0x7F;
  }

  /** An octet of a character in UTF-8 that is not ASCII. */
  static boolean isUtf8(int c) {
    return c >= 0x80;
  }

  static boolean isLetterOrDigit(int c) {
    return isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  static boolean isKeywordChar(int c) {
    return isLetterOrDigit(c) || c == '-';
  }

  /** A character of a token (RFC 2045 section 5.1). */
  static boolean isTokenChar(int c) {
    return isVisible(c) && TSPECIALS.indexOf(c) < 0;
  }

  /** A character of an atom, UTF-8 included (RFC 5322 section 3.2.3, RFC 6532 section 3.2). */
  static boolean isAtomChar(int c) {
    return isLetterOrDigit(c) || isUtf8(c) || (isVisible(c) && ATEXT_MARKS.indexOf(c) >= 0);
  }

  /** {@code Keyword = *( ALPHA / DIGIT / "-" ) Let-dig} (RFC 5321 section 4.1.2), within bounds. */
  static boolean isKeyword(String text) {
    return !text.isEmpty()
        && text.length() <= MAX_KEYWORD
        && isAll(text, Grammar::isKeywordChar)
        && !text.endsWith("-");
  }

  static boolean isToken(String text) {
    return isAll(text, Grammar::isTokenChar);
  }

  /**
   * An address with its local part, if any, as it is written in a field: {@code [ [ local-part ]
   * "@" ] domain-name} (RFC 8601 section 2.2), here with the {@code "@"}.
   */
  static boolean isAddress(String text) {
    int sign = text.lastIndexOf('@');
    return sign >= 0
        && isDomainName(text.substring(sign + 1))
        && (sign == 0 || isLocalPart(text.substring(0, sign)));
  }

  /**
   * A keyword in lower case.
   *
   * @throws IllegalArgumentException if it is none
   */
  static String keyword(String what, String text) {
    if (!isKeyword(text)) {
      throw new IllegalArgumentException(
          what
              + " has letters, digits and inner hyphens only, and at most "
              + MAX_KEYWORD
              + " of them: '"
              + text
              + "'");
    }
    return text.toLowerCase(Locale.ROOT);
  }

  /** {@code domain-name = sub-domain 1*("." sub-domain)} (RFC 6376 section 3.5, RFC 8616). */
  private static boolean isDomainName(String text) {
    String[] labels = text.split("\\.", -1);
    for (String label : labels) {
      if (!isAll(label, c -> isKeywordChar(c) || isUtf8(c))
          || label.startsWith("-")
          || label.endsWith("-")) {
        return false;
      }
    }
    return labels.length > 1;
  }

  private static boolean isLocalPart(String text) {
    if (text.startsWith("\"")) {
      return isQuotedString(text);
    }
    for (String atom : text.split("\\.", -1)) {
      if (!isAll(atom, Grammar::isAtomChar)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isQuotedString(String text) {
    int last = text.length() - 1;
    int at = 1;
    while (at < last && text.charAt(at) != '"') {
      at += text.charAt(at) == '\\' ? 2 : 1;
    }
    return at == last && text.charAt(at) == '"';
  }

  private static boolean isAll(String text, IntPredicate kind) {
    for (int i = 0; i < text.length(); i++) {
      if (!kind.test(text.charAt(i))) {
        return false;
      }
    }
    return !text.isEmpty();
  }
}
