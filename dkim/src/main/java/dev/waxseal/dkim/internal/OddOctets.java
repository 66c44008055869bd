package dev.waxseal.dkim.internal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.HexFormat;

/** Names for what stands where a letter is expected; much of it looks like white space. */
final class OddOctets {

  private static final HexFormat HEX = HexFormat.ofDelimiter(" ").withUpperCase();

  private OddOctets() {}

  /**
   * The name of the character at a place of a text.
   *
   * @param text one character an octet (ISO-8859-1)
   */
  static String words(String text, int at) {
    char first = text.charAt(at);
    if (first >= ' ' && first < 0x7F) {
      return "'" + first + "'";
    }
    int length = Math.min(length(first), text.length() - at);
    String octets = HEX.formatHex(text.substring(at, at + length).getBytes(ISO_8859_1));
    return switch (octets) {
      case "C2 A0" -> "a no-break space (octets C2 A0)";
      case "E2 80 8B" -> "a zero-width space (octets E2 80 8B)";
      case "EF BB BF" -> "a byte order mark (octets EF BB BF)";
      default -> length == 1 ? "the octet " + octets : "the octets " + octets;
    };
  }

  /** The octets of the UTF-8 sequence that begins so. */
  private static int length(char first) {
    if (first < 0xC0) {
      return 1;
    }
    return first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
  }
}
