package dev.waxseal.benchmarks;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;

/**
 * Kinds of text that bodies are made of. They differ in what makes a canonicalizer work: how long
 * the lines are, and where white space stands.
 *
 * <p>The text is random, so that a processor cannot learn its branches, and the same for the same
 * seed.
 */
public enum Text {

  /** An attachment: lines of 76 characters, no white space. */
  BASE64 {
    @Override
    void append(StringBuilder to, SplittableRandom random) {
      for (int i = 0; i < 76; i++) {
        to.append(BASE64_ALPHABET.charAt(random.nextInt(BASE64_ALPHABET.length())));
      }
      to.append(CRLF);
    }
  },

  /** Paragraphs of wrapped lines; some sentences end with two spaces. */
  PROSE {
    @Override
    void append(StringBuilder to, SplittableRandom random) {
      paragraph(to, random, "");
    }
  },

  /** The same with {@code format=flowed}: every wrapped line ends with a space (RFC 3676). */
  FLOWED {
    @Override
    void append(StringBuilder to, SplittableRandom random) {
      paragraph(to, random, " ");
    }
  },

  /** A table of a newsletter: markup, deep in spaces and sometimes tabs. */
  HTML {
    @Override
    void append(StringBuilder to, SplittableRandom random) {
      int depth = 1 + random.nextInt(12);
      to.append(random.nextInt(4) == 0 ? "\t".repeat(depth) : "  ".repeat(depth));
      to.append("<td class=\"").append(word(random)).append("\" style=\"padding: ");
      to.append(random.nextInt(40)).append("px;\">");
      int words = random.nextInt(9);
      for (int i = 0; i < words; i++) {
        to.append(word(random)).append(' ');
      }
      to.append("</td>").append(CRLF);
    }
  };

  private static final String CRLF = "\r\n";
  private static final int WIDTH = 72;
  private static final String BASE64_ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  private static final String LETTERS = "eeeeeeetttttaaaaooooiiinnnsssrrrhhhdddllcumwfgypbvk";

  abstract void append(StringBuilder to, SplittableRandom random);

  /**
   * A body.
   *
   * @param length its length in octets, 2 at least; the last two are CRLF
   */
  public byte[] body(long seed, int length) {
    SplittableRandom random = new SplittableRandom(seed);
    StringBuilder text = new StringBuilder(length + 1024);
    while (text.length() < length) {
      append(text, random);
    }
    text.setLength(length - CRLF.length());
    text.append(CRLF);
    return text.toString().getBytes(StandardCharsets.US_ASCII);
  }

  /** A word of 1 to 11 letters, the frequent ones of English more frequent. */
  static String word(SplittableRandom random) {
    int length = 1 + random.nextInt(6) + random.nextInt(6);
    StringBuilder word = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      word.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return word.toString();
  }

  private static void paragraph(StringBuilder to, SplittableRandom random, String beforeLineEnd) {
    int words = 20 + random.nextInt(100);
    int column = 0;
    for (int i = 0; i < words; i++) {
      String word = word(random);
      if (column + word.length() > WIDTH) {
        to.append(beforeLineEnd).append(CRLF);
        column = 0;
      } else if (column > 0) {
        String space = random.nextInt(12) == 0 ? ".  " : " ";
        to.append(space);
        column += space.length();
      }
      to.append(word);
      column += word.length();
    }
    to.append('.').append(CRLF).append(CRLF);
  }
}
