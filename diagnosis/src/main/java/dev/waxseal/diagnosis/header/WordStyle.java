package dev.waxseal.diagnosis.header;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * One style of encoded words (RFC 2047 section 2). "An 'encoded-word' may not be more than 75
 * characters long"; much else is left open.
 *
 * @param name the spelling of the character set
 * @param charset the character set
 * @param letter the spelling of the encoding
 * @param scope the text that is encoded
 * @param plain the octets that stay as they are in the encoding Q
 * @param split the places where words end
 */
record WordStyle(
    String name, Charset charset, String letter, Scope scope, Plain plain, Split split) {

  private static final String HEX = "0123456789ABCDEF";

  /** The text that is encoded. */
  enum Scope {
    /** All of it. */
    ALL,
    /** The words that need it. */
    WORDS
  }

  /** The octets that stay as they are in the encoding Q, besides letters and digits. */
  enum Plain {
    /** Those that may stand in a phrase (RFC 2047 section 5). */
    FEW,
    /** All that may stand in a text. */
    MOST
  }

  /** The places where words end. */
  enum Split {
    /** After as many characters as 75 octets can hold. */
    FULL(75),
    /** As FULL, and the first word leaves room for the name of the field in a line of 76 octets. */
    FULL_LINE(75),
    /** After as many characters as 52 octets can hold, as libmime does. */
    SHORT(52),
    /** In the middle, again and again, until the pieces fit, as JavaMail does. */
    HALVES(75),
    /** Nowhere. */
    NONE(Integer.MAX_VALUE);

    private final int most;

    Split(int most) {
      this.most = most;
    }
  }

  /** A style for UTF-8. */
  static WordStyle utf8(String name, String letter, Scope scope, Plain plain, Split split) {
    return new WordStyle(name, UTF_8, letter, scope, plain, split);
  }

  /**
   * The text with encoded words, separated by spaces.
   *
   * @param before the octets before the text on its first line
   */
  String encoded(String text, int before) {
    if (scope == Scope.ALL) {
      return words(text, before);
    }
    StringBuilder all = new StringBuilder(text.length() * 2);
    List<String> foreign = new ArrayList<>();
    for (String word : text.split(" ", -1)) {
      if (word.chars().allMatch(c -> c < 0x80)) {
        flush(foreign, before, all);
        all.append(all.isEmpty() ? "" : " ").append(word);
      } else {
        foreign.add(word);
      }
    }
    flush(foreign, before, all);
    return all.toString();
  }

  /** Adjacent words beyond ASCII are encoded together. */
  private void flush(List<String> foreign, int before, StringBuilder all) {
    if (!foreign.isEmpty()) {
      all.append(all.isEmpty() ? "" : " ");
      all.append(words(String.join(" ", foreign), before + all.length()));
      foreign.clear();
    }
  }

  private String words(String text, int before) {
    StringBuilder words = new StringBuilder(text.length() * 2);
    if (split == Split.HALVES) {
      halves(text, words);
      return words.toString();
    }
    int room = split == Split.FULL_LINE ? Math.min(split.most, 76 - before) : split.most;
    int start = 0;
    int octets = 0;
    for (int i = 0; i < text.length(); ) {
      int next = text.offsetByCodePoints(i, 1);
      int more = size(text.codePointAt(i));
      if (i > start && length(octets + more) > room) {
        word(text.substring(start, i), words);
        start = i;
        octets = 0;
        room = split.most;
      }
      octets += more;
      i = next;
    }
    word(text.substring(start), words);
    return words.toString();
  }

  private void halves(String text, StringBuilder words) {
    boolean fits = length(text.codePoints().map(this::size).sum()) <= split.most;
    int half = text.length() / 2;
    int middle = half > 0 && Character.isHighSurrogate(text.charAt(half - 1)) ? half - 1 : half;
    if (fits || middle == 0) {
      word(text, words);
      return;
    }
    halves(text.substring(0, middle), words);
    halves(text.substring(middle), words);
  }

  private boolean isBase64() {
    return letter.equalsIgnoreCase("b");
  }

  /** The length of a word. */
  private int length(int size) {
    int encoded = isBase64() ? (size + 2) / 3 * 4 : size;
    return "=????=".length() + name.length() + letter.length() + encoded;
  }

  /** The octets of a character before base64, or after the encoding Q. */
  private int size(int character) {
    int octets = 1;
    if (character >= 0x80 && charset.equals(UTF_8)) {
      octets = character < 0x800 ? 2 : character < 0x10000 ? 3 : 4;
    }
    boolean isOne =
        isBase64() || character == ' ' || (character < 0x80 && isPlain((char) character));
    return isOne ? octets : octets * "=20".length();
  }

  private void word(String text, StringBuilder words) {
    byte[] octets = text.getBytes(charset);
    words.append(words.isEmpty() ? "=?" : " =?").append(name).append('?').append(letter);
    words.append('?');
    if (isBase64()) {
      words.append(new String(Base64.getEncoder().encode(octets), ISO_8859_1));
    } else {
      quoted(octets, words);
    }
    words.append("?=");
  }

  private void quoted(byte[] octets, StringBuilder text) {
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
  }

  private boolean isPlain(char c) {
    boolean isAlphanumeric = c < 0x80 && Character.isLetterOrDigit(c);
    return isAlphanumeric
        || (plain == Plain.MOST
            ? c > ' ' && c < 0x7F && c != '=' && c != '?' && c != '_'
            : c == '!' || c == '*' || c == '+' || c == '-' || c == '/');
  }
}
