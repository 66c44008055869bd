package dev.waxseal.diagnosis.header;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Encoded words (RFC 2047): decoded, and encoded in the styles of common programs. */
final class EncodedWords {

  private static final Pattern WORD =
      Pattern.compile("=\\?([^?*\\s]+)(?:\\*[^?]*)?\\?([bBqQ])\\?([^?\\s]*)\\?=");
  private static final Pattern BETWEEN = Pattern.compile("(\\?=)\\s+(?==\\?)");

  /** The spellings of character set and encoding, the most common first. */
  private static final List<String> FORMS =
      List.of(
          "utf-8 q",
          "UTF-8 Q",
          "UTF-8 B",
          "utf-8 b",
          "iso-8859-1 q",
          "ISO-8859-1 Q",
          "utf-8 Q",
          "utf-8 B",
          "UTF-8 q",
          "UTF-8 b",
          "iso-8859-1 Q",
          "ISO-8859-1 q",
          "iso-8859-1 b",
          "ISO-8859-1 B");

  /** The styles of {@link WordStyle}, the most common first. */
  private static final int[] STYLES = {1, 0, 3, 2, 5, 4, 7, 6};

  private EncodedWords() {}

  /** Returns true if a value has encoded words or raw octets beyond ASCII. */
  static boolean areIn(String value) {
    return value.contains("=?") || value.chars().anyMatch(c -> c >= 0x80);
  }

  /**
   * The decoded text; words that cannot be decoded stay as they are.
   *
   * @param value one character per octet
   */
  static String decoded(String value) {
    String joined = BETWEEN.matcher(value.replaceAll("\r\n", "")).replaceAll("$1");
    String raw = text(joined.getBytes(ISO_8859_1), UTF_8).orElse(joined);
    Matcher word = WORD.matcher(raw);
    return word.replaceAll(
        found ->
            Matcher.quoteReplacement(
                word(found.group(1), found.group(2), found.group(3)).orElse(found.group())));
  }

  /** The text in all encodings, the most common first: octets without folds. */
  static Set<String> rewritten(String text) {
    Set<String> forms = new LinkedHashSet<>();
    forms.add(new String(text.getBytes(UTF_8), ISO_8859_1));
    for (WordStyle style : styles()) {
      if (style.charset().newEncoder().canEncode(text)) {
        forms.add(encoded(text, style));
      }
    }
    return forms;
  }

  /** All styles, the most common first. */
  static List<WordStyle> styles() {
    List<WordStyle> styles = new ArrayList<>();
    for (int style : STYLES) {
      for (String form : FORMS) {
        String charset = form.substring(0, form.length() - 2);
        String letter = form.substring(form.length() - 1);
        styles.add(new WordStyle(charset, Charset.forName(charset), letter, style));
      }
    }
    return styles;
  }

  /** A text in a style. */
  static String encoded(String text, WordStyle style) {
    if (!style.eachWord()) {
      return style.words(text);
    }
    StringBuilder all = new StringBuilder();
    List<String> foreign = new ArrayList<>();
    for (String word : text.split(" ", -1)) {
      if (isAscii(word)) {
        flush(foreign, style, all);
        all.append(all.isEmpty() ? "" : " ").append(word);
      } else {
        foreign.add(word);
      }
    }
    flush(foreign, style, all);
    return all.toString();
  }

  /** Adjacent words beyond ASCII are encoded together. */
  private static void flush(List<String> foreign, WordStyle style, StringBuilder all) {
    if (!foreign.isEmpty()) {
      all.append(all.isEmpty() ? "" : " ").append(style.words(String.join(" ", foreign)));
      foreign.clear();
    }
  }

  private static boolean isAscii(String word) {
    return word.chars().allMatch(c -> c < 0x80);
  }

  private static Optional<String> word(String charset, String letter, String text) {
    try {
      Charset set = Charset.forName(charset);
      byte[] octets =
          letter.equalsIgnoreCase("b")
              ? Base64.getDecoder().decode(text.getBytes(ISO_8859_1))
              : quoted(text);
      return text(octets, set);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static byte[] quoted(String text) {
    Matcher hex = Pattern.compile("=([0-9A-Fa-f]{2})").matcher(text.replace('_', ' '));
    String octets =
        hex.replaceAll(
            found ->
                Matcher.quoteReplacement(
                    String.valueOf((char) Integer.parseInt(found.group(1), 16))));
    return octets.getBytes(ISO_8859_1);
  }

  private static Optional<String> text(byte[] octets, Charset charset) {
    try {
      return Optional.of(charset.newDecoder().decode(ByteBuffer.wrap(octets)).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }
}
