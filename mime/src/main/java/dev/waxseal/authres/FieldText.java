package dev.waxseal.authres;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Any text as it may stand in a field: one character an octet, without controls, and of bounded
 * length.
 */
final class FieldText {

  /**
   * A mailbox and a domain name fit (RFC 5321 section 4.5.3.1: 64, 255 and 256 octets). Twice as
   * much, if all of it must be escaped, and two keywords stay below the 998 octets of a line.
   */
  static final int MAX_OCTETS = 400;

  private static final String CUT = "...";

  private FieldText() {}

  /** {@code value}: a token or a quoted string (RFC 2045 section 5.1). */
  static String value(String text) {
    String octets = octets(text);
    return Grammar.isToken(octets) ? octets : quoted(octets);
  }

  /** A reason: as a comment it is for people alone, and no more than there is a semicolon in it. */
  static String reason(String text) {
    return value(text.replace(';', ','));
  }

  /** {@code pvalue}: an address is not quoted, anything else as above (RFC 8601 section 2.2). */
  static String propertyValue(String text) {
    String octets = octets(text);
    return Grammar.isToken(octets) || Grammar.isAddress(octets) ? octets : quoted(octets);
  }

  /**
   * A comment (RFC 5322 section 3.2.2). There are readers that do not know comments and look for
   * the next result at a semicolon: it becomes a comma.
   */
  static String comment(String text) {
    return "(" + escaped(octets(text).replace(';', ','), "()\\") + ")";
  }

  private static String quoted(String octets) {
    return '"' + escaped(octets, "\"\\") + '"';
  }

  private static String escaped(String octets, String specials) {
    StringBuilder escaped = new StringBuilder();
    for (int i = 0; i < octets.length(); i++) {
      if (specials.indexOf(octets.charAt(i)) >= 0) {
        escaped.append('\\');
      }
      escaped.append(octets.charAt(i));
    }
    return escaped.toString();
  }

  private static String octets(String text) {
    StringBuilder safe = new StringBuilder();
    int octets = 0;
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      int c = printable(text.codePointAt(i));
      octets += c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
      if (octets > MAX_OCTETS) {
        safe.append(CUT);
        break;
      }
      safe.appendCodePoint(c);
    }
    return new String(safe.toString().getBytes(UTF_8), ISO_8859_1);
  }

  private static int printable(int c) {
    if (c == '\r' || c == '\n' || c == '\t') {
      return ' ';
    }
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          '?';
      default -> c;
    };
  }
}
