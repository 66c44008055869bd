package dev.waxseal.dns.internal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/**
 * Names for characters in records that look like others, or like nothing. They come from web pages
 * and word processors.
 */
public final class OddOctets {

  private static final HexFormat HEX = HexFormat.ofDelimiter(" ").withUpperCase();

  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("C2 A0", "a no-break space"),
          Map.entry("C2 AD", "a soft hyphen"),
          Map.entry("E2 80 8B", "a zero-width space"),
          Map.entry("E2 80 8C", "a zero-width non-joiner"),
          Map.entry("E2 80 8D", "a zero-width joiner"),
          Map.entry("E2 80 8E", "a left-to-right mark"),
          Map.entry("E2 80 90", "a hyphen that is not '-'"),
          Map.entry("E2 80 91", "a no-break hyphen"),
          Map.entry("E2 80 93", "an en dash"),
          Map.entry("E2 80 94", "an em dash"),
          Map.entry("E2 80 98", "a typographic quotation mark"),
          Map.entry("E2 80 99", "a typographic quotation mark"),
          Map.entry("E2 80 9C", "a typographic quotation mark"),
          Map.entry("E2 80 9D", "a typographic quotation mark"),
          Map.entry("E2 80 AF", "a narrow no-break space"),
          Map.entry("E2 81 A0", "a word joiner"),
          Map.entry("E2 88 92", "a minus sign that is not '-'"),
          Map.entry("EF BB BF", "a byte order mark"),
          Map.entry("EF BC 9A", "a wide colon"),
          Map.entry("EF BC 9B", "a wide semicolon"),
          Map.entry("EF BC 9D", "a wide '='"));

  private OddOctets() {}

  /**
   * The name of the character at a place of a text.
   *
   * @param text one character an octet (ISO-8859-1)
   */
  public static String words(String text, int at) {
    char first = text.charAt(at);
    if (first >= ' ' && first < 0x7F) {
      return "'" + first + "'";
    }
    int length = Math.min(length(first), text.length() - at);
    String octets = HEX.formatHex(text.substring(at, at + length).getBytes(ISO_8859_1));
    String name = NAMES.get(octets);
    if (name != null) {
      return name + " (octets " + octets + ")";
    }
    return length == 1 ? "the octet " + octets : "the octets " + octets;
  }

  /** The name of the first character that is not printable ASCII, with "it contains" before it. */
  public static Optional<String> in(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c >= 0x7F) {
        return Optional.of("it contains " + words(text, i));
      }
    }
    return Optional.empty();
  }

  /** The octets of the UTF-8 sequence that begins so. */
  private static int length(char first) {
    if (first < 0xC0) {
      return 1;
    }
    return first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
  }
}
