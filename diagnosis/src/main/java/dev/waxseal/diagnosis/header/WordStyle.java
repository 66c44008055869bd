package dev.waxseal.diagnosis.header;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.charset.Charset;
import java.util.Base64;

/**
 * One style of encoded words (RFC 2047 section 2). "An 'encoded-word' may not be more than 75
 * characters long"; much else is left open.
 *
 * @param name the spelling of the character set
 * @param charset the character set
 * @param letter the spelling of the encoding
 * @param style bits: 1 only the words that need it, 2 most punctuation as it is, 4 all in one word
 *     however long
 */
record WordStyle(String name, Charset charset, String letter, int style) {

  private static final int LONGEST = 75;
  private static final String SAFE = "!*+-/";
  private static final String HEX = "0123456789ABCDEF";

  boolean eachWord() {
    return (style & 1) != 0;
  }

  /** The encoded words for a text, separated by spaces. */
  String words(String text) {
    StringBuilder words = new StringBuilder();
    StringBuilder piece = new StringBuilder();
    boolean unlimited = (style & 4) != 0;
    for (int i = 0; i < text.length(); i = text.offsetByCodePoints(i, 1)) {
      String next = text.substring(i, text.offsetByCodePoints(i, 1));
      if (!unlimited && word(piece + next).length() > LONGEST) {
        words.append(word(piece.toString())).append(' ');
        piece.setLength(0);
      }
      piece.append(next);
    }
    return words.append(word(piece.toString())).toString();
  }

  private String word(String text) {
    byte[] octets = text.getBytes(charset);
    String body =
        letter.equalsIgnoreCase("b")
            ? new String(Base64.getEncoder().encode(octets), ISO_8859_1)
            : quoted(octets);
    return "=?" + name + "?" + letter + "?" + body + "?=";
  }

  private String quoted(byte[] octets) {
    StringBuilder text = new StringBuilder();
    for (byte octet : octets) {
      int c = octet & 0xFF;
      if (c == ' ') {
        text.append('_');
      } else if (isPlain((char) c)) {
        text.append((char) c);
      } else {
        text.append('=').append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
      }
    }
    return text.toString();
  }

  private boolean isPlain(char c) {
    boolean lenient = (style & 2) != 0;
    boolean isAlphanumeric = c < 0x80 && Character.isLetterOrDigit(c);
    return isAlphanumeric
        || (lenient ? c > ' ' && c < 0x7F && "=?_".indexOf(c) < 0 : SAFE.indexOf(c) >= 0);
  }
}
