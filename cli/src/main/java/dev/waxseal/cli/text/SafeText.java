package dev.waxseal.cli.text;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Makes untrusted text safe for a terminal: no control characters, no direction overrides, nothing
 * invisible, one line.
 */
public final class SafeText {

  private static final String REPLACEMENT = "?";

  private SafeText() {}

  /**
   * The text of a header field: UTF-8 is decoded (RFC 6532), a fold becomes one space, and
   * everything else that is not plain text becomes a question mark.
   *
   * @param octets one character per octet, ISO-8859-1
   */
  public static String ofOctets(String octets) {
    return of(decoded(octets)).strip();
  }

  /** As {@link #ofOctets(String)}, but with the surrounding white space: for a line of a body. */
  public static String ofLine(String octets) {
    return of(decoded(octets));
  }

  /** As {@link #ofOctets(String)}, cut off after a number of characters. */
  public static String ofOctets(String octets, int limit) {
    String text = ofOctets(octets);
    return text.length() <= limit ? text : text.substring(0, limit) + "...";
  }

  /** Text in which everything harmful is replaced. */
  public static String of(String text) {
    StringBuilder safe = new StringBuilder(text.length());
    String unfolded = text.indexOf('\n') < 0 ? text : text.replaceAll("\r?\n[ \t]+", " ");
    unfolded.codePoints().forEach(c -> append(safe, c));
    return safe.toString();
  }

  private static void append(StringBuilder safe, int codePoint) {
    if (codePoint == '\t') {
      safe.append(' ');
    } else if (isHarmless(codePoint)) {
      safe.appendCodePoint(codePoint);
    } else {
      safe.append(REPLACEMENT);
    }
  }

  private static boolean isHarmless(int codePoint) {
    if (codePoint < 0x7F) {
      return codePoint >= ' ';
    }
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }

  private static String decoded(String octets) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(octets.getBytes(StandardCharsets.ISO_8859_1)))
          .toString();
    } catch (CharacterCodingException e) {
      return octets.replaceAll("[^\\x00-\\x7F]", REPLACEMENT);
    }
  }
}
