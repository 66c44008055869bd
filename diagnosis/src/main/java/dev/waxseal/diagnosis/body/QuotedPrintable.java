package dev.waxseal.diagnosis.body;

import java.util.List;
import java.util.Optional;

/**
 * Quoted-printable (RFC 2045 section 6.7), decoded, and encoded in the styles of common programs:
 * the RFC leaves open which characters are encoded and where lines are broken. One character per
 * octet.
 *
 * @param width the longest line, including the "=" at its end
 * @param from true if no line may begin with "From "
 * @param dot true if no line may begin with a dot
 * @param last true if the last piece of a line may fill the whole width
 */
record QuotedPrintable(int width, boolean from, boolean dot, boolean last) {

  /** The styles that are tried, the most common first. */
  static final List<QuotedPrintable> STYLES =
      List.of(
          new QuotedPrintable(76, false, false, true),
          new QuotedPrintable(76, false, false, false),
          new QuotedPrintable(76, true, false, true),
          new QuotedPrintable(76, true, true, true),
          new QuotedPrintable(76, false, true, true),
          new QuotedPrintable(75, false, false, true),
          new QuotedPrintable(73, false, false, true),
          new QuotedPrintable(72, false, false, true),
          new QuotedPrintable(998, false, false, true));

  private static final String HEX = "0123456789ABCDEF";

  /** The decoded octets; empty if the text is not valid quoted-printable. */
  static Optional<String> decoded(String text) {
    StringBuilder octets = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != '=') {
        octets.append(c);
        continue;
      }
      int next = afterSpace(text, i + 1);
      if (text.startsWith("\r\n", next)) {
        i = next + 1;
      } else if (i + 2 < text.length() && isHex(text, i + 1) && isHex(text, i + 2)) {
        octets.append((char) Integer.parseInt(text.substring(i + 1, i + 3), 16));
        i += 2;
      } else {
        return Optional.empty();
      }
    }
    return Optional.of(octets.toString());
  }

  /** Encodes octets with CRLF line ends. */
  String encoded(String octets) {
    StringBuilder text = new StringBuilder(octets.length() * 5 / 4);
    int start = 0;
    for (int end = octets.indexOf("\r\n"); end >= 0; end = octets.indexOf("\r\n", start)) {
      line(octets.substring(start, end), text);
      text.append("\r\n");
      start = end + 2;
    }
    line(octets.substring(start), text);
    return text.toString();
  }

  private void line(String line, StringBuilder text) {
    int used = 0;
    for (int i = 0; i < line.length(); i++) {
      boolean isLast = i + 1 == line.length();
      int room = isLast && last ? width : width - 1;
      boolean plain = isPlain(line, i) && !(used == 0 && isGuarded(line, i));
      if (used + (plain ? 1 : 3) > room) {
        text.append("=\r\n");
        used = 0;
        plain = isPlain(line, i) && !isGuarded(line, i);
      }
      char c = line.charAt(i);
      if (plain) {
        text.append(c);
      } else {
        text.append('=').append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
      }
      used += plain ? 1 : 3;
    }
  }

  private static boolean isPlain(String line, int at) {
    char c = line.charAt(at);
    boolean isSpace = c == ' ' || c == '\t';
    return isSpace ? at + 1 < line.length() : c > ' ' && c < 0x7F && c != '=';
  }

  /** Returns true if this character may not begin a line. */
  private boolean isGuarded(String line, int at) {
    return (from && line.startsWith("From ", at)) || (dot && line.charAt(at) == '.');
  }

  private static int afterSpace(String text, int at) {
    int next = at;
    while (next < text.length() && (text.charAt(next) == ' ' || text.charAt(next) == '\t')) {
      next++;
    }
    return next;
  }

  private static boolean isHex(String text, int at) {
    return Character.digit(text.charAt(at), 16) >= 0;
  }
}
