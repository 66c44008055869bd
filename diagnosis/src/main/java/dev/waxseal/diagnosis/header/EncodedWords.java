package dev.waxseal.diagnosis.header;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.waxseal.diagnosis.header.WordStyle.Plain;
import dev.waxseal.diagnosis.header.WordStyle.Scope;
import dev.waxseal.diagnosis.header.WordStyle.Split;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

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

  /** The styles in each of the forms, the most common first. */
  private static final List<WordStyle> STYLES =
      Stream.of(Split.FULL, Split.NONE)
          .flatMap(
              split ->
                  Stream.of(Plain.FEW, Plain.MOST)
                      .flatMap(
                          plain ->
                              Stream.of(Scope.WORDS, Scope.ALL)
                                  .flatMap(scope -> inForms(scope, plain, split))))
          .toList();

  /** The styles of single writers: Python, Symfony, JavaMail, libmime. */
  private static final List<WordStyle> WRITERS =
      List.of(
          WordStyle.utf8("utf-8", "q", Scope.ALL, Plain.FEW, Split.FULL_LINE),
          WordStyle.utf8("utf-8", "b", Scope.ALL, Plain.FEW, Split.FULL_LINE),
          WordStyle.utf8("utf-8", "Q", Scope.ALL, Plain.FEW, Split.FULL_LINE),
          WordStyle.utf8("UTF-8", "Q", Scope.ALL, Plain.FEW, Split.FULL_LINE),
          WordStyle.utf8("UTF-8", "Q", Scope.ALL, Plain.MOST, Split.FULL_LINE),
          WordStyle.utf8("UTF-8", "B", Scope.ALL, Plain.FEW, Split.FULL_LINE),
          WordStyle.utf8("utf-8", "B", Scope.ALL, Plain.FEW, Split.FULL_LINE),
          WordStyle.utf8("UTF-8", "Q", Scope.ALL, Plain.MOST, Split.HALVES),
          WordStyle.utf8("UTF-8", "B", Scope.ALL, Plain.MOST, Split.HALVES),
          WordStyle.utf8("utf-8", "Q", Scope.ALL, Plain.MOST, Split.HALVES),
          WordStyle.utf8("utf-8", "B", Scope.ALL, Plain.MOST, Split.HALVES),
          WordStyle.utf8("UTF-8", "Q", Scope.ALL, Plain.FEW, Split.SHORT),
          WordStyle.utf8("UTF-8", "Q", Scope.WORDS, Plain.FEW, Split.SHORT),
          WordStyle.utf8("UTF-8", "B", Scope.ALL, Plain.FEW, Split.SHORT),
          WordStyle.utf8("UTF-8", "B", Scope.WORDS, Plain.FEW, Split.SHORT));

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

  /**
   * The text in all encodings, the most common first: octets without folds, made as they are
   * needed.
   *
   * @param before the octets before the text on its first line
   */
  static Stream<String> rewritten(String text, int before) {
    boolean isLatin = ISO_8859_1.newEncoder().canEncode(text);
    Stream<String> encoded =
        Stream.concat(STYLES.stream(), WRITERS.stream())
            .filter(style -> isLatin || style.charset().equals(UTF_8))
            .map(style -> style.encoded(text, before));
    return Stream.concat(Stream.of(new String(text.getBytes(UTF_8), ISO_8859_1)), encoded)
        .distinct();
  }

  /** All styles, the most common first. */
  static List<WordStyle> styles() {
    return STYLES;
  }

  private static Stream<WordStyle> inForms(Scope scope, Plain plain, Split split) {
    return FORMS.stream()
        .map(
            form -> {
              int end = form.indexOf(' ');
              String charset = form.substring(0, end);
              return new WordStyle(
                  charset, Charset.forName(charset), form.substring(end + 1), scope, plain, split);
            });
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
