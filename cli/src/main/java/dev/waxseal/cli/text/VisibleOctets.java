package dev.waxseal.cli.text;

/**
 * Octets in printable ASCII, so that each can be told: {@code \r}, {@code \n}, {@code \t}, {@code
 * \xHH} for what is not printable ASCII, and {@code \\} for a backslash.
 */
public final class VisibleOctets {

  private static final String HEX = "0123456789ABCDEF";

  private VisibleOctets() {}

  /** The text of some octets. */
  public static String of(byte[] octets, int from, int to) {
    StringBuilder text = new StringBuilder(to - from + 16);
    for (int i = from; i < to; i++) {
      append(octets[i] & 0xFF, text);
    }
    return text.toString();
  }

  private static void append(int octet, StringBuilder text) {
    switch (octet) {
      case '\r' -> text.append("\\r");
      case '\n' -> text.append("\\n");
      case '\t' -> text.append("\\t");
      case '\\' -> text.append("\\\\");
      default -> {
        if (octet >= ' ' && octet < 0x7F) {
          text.append((char) octet);
        } else {
          text.append("\\x").append(HEX.charAt(octet >> 4)).append(HEX.charAt(octet & 15));
        }
      }
    }
  }
}
