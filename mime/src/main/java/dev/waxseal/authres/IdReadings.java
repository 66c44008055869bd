package dev.waxseal.authres;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * All the authserv-ids that somebody may read in one field, be it well formed or not.
 *
 * <p>Readers differ: in whether comments nest, whether a quote hides a semicolon, whether a comment
 * parts two words, where a word ends, whether control characters count, and whether encoded words
 * (RFC 2047) and percent signs are decoded first. A forged field is to be found under each of them.
 * Cost is linear in the value.
 */
final class IdReadings {

  /** No id is longer; what follows is not read. */
  private static final int MAX_ID = 1000;

  private static final Pattern PERCENT = Pattern.compile("%([0-9A-Fa-f]{2})");

  private static final Pattern ENCODED_WORD =
      Pattern.compile("=\\?[^?\\s]{1,60}\\?([bBqQ])\\?([^?\\s]{0,500})\\?=(?:\\s+(?==\\?))?");

  private static final Pattern QUOTED_PRINTABLE = Pattern.compile("=([0-9A-Fa-f]{2})");

  private final Set<String> readings = new LinkedHashSet<>();

  private IdReadings() {}

  /**
   * The readings of a value, decoded.
   *
   * @param value one character an octet (ISO-8859-1)
   */
  static Set<String> of(String value) {
    IdReadings found = new IdReadings();
    found.strict(value);
    for (String text : List.of(value, hexDecoded(value, PERCENT), wordsDecoded(value))) {
      for (boolean nested : List.of(true, false)) {
        for (boolean quotes : List.of(true, false)) {
          found.words(new Reader(nested, quotes, " ").beginning(text));
          found.words(new Reader(nested, quotes, "").beginning(text));
        }
      }
    }
    return found.readings;
  }

  private void strict(String value) {
    try {
      Lexer lexer = new Lexer(value);
      lexer.skipCfws();
      readings.add(lexer.value("an authserv-id"));
    } catch (Malformed noId) {
      // One reading fewer.
    }
  }

  /** The first word, up to white space or up to what stands in no name. */
  private void words(String beginning) {
    String text = beginning.strip();
    word(text);
    word(text.replaceAll(" ?\\. ?", "."));
  }

  private void word(String text) {
    int space = text.indexOf(' ');
    String word = space < 0 ? text : text.substring(0, space);
    int end = 0;
    while (end < word.length() && isNameChar(word.charAt(end))) {
      end++;
    }
    readings.add(Lexer.utf8(word));
    readings.add(Lexer.utf8(word.substring(0, end)));
  }

  private static boolean isNameChar(char c) {
    return Grammar.isKeywordChar(c) || Grammar.isUtf8(c) || c == '.' || c == '_';
  }

  private static String hexDecoded(String text, Pattern escape) {
    return escape
        .matcher(text)
        .replaceAll(
            match ->
                Matcher.quoteReplacement(
                    String.valueOf((char) Integer.parseInt(match.group(1), 16))));
  }

  private static String wordsDecoded(String text) {
    return ENCODED_WORD
        .matcher(text)
        .replaceAll(match -> Matcher.quoteReplacement(wordDecoded(match)));
  }

  private static String wordDecoded(MatchResult word) {
    String content = word.group(2);
    if (word.group(1).equalsIgnoreCase("q")) {
      return hexDecoded(content.replace('_', ' '), QUOTED_PRINTABLE);
    }
    try {
      return new String(Base64.getMimeDecoder().decode(content), ISO_8859_1);
    } catch (IllegalArgumentException noBase64) {
      return content;
    }
  }

  /**
   * One way to read.
   *
   * @param nested whether comments nest and know quoted pairs
   * @param quotes whether a quote hides semicolons and parentheses
   * @param gap what is left of a comment or a control character
   */
  private record Reader(boolean nested, boolean quotes, String gap) {

    /** The text before the first semicolon, without quotes and comments, with single spaces. */
    String beginning(String text) {
      StringBuilder out = new StringBuilder();
      boolean quoted = false;
      int depth = 0;
      for (int i = 0; i < text.length() && out.length() < MAX_ID; i++) {
        char c = text.charAt(i);
        boolean pair = c == '\\' && (depth == 0 || nested) && i + 1 < text.length();
        if (pair) {
          c = text.charAt(++i);
        }
        if (depth > 0) {
          depth += pair ? 0 : step(c);
          add(out, depth == 0 ? gap : "");
        } else if (pair) {
          add(out, shown(c));
        } else if (c == '"') {
          quoted = quotes && !quoted;
        } else if (c == '(' && !quoted) {
          depth = 1;
        } else if (c == ';' && !quoted) {
          break;
        } else {
          add(out, shown(c));
        }
      }
      return out.toString();
    }

    private int step(char c) {
      return c == ')' ? -1 : c == '(' && nested ? 1 : 0;
    }

    private String shown(char c) {
      boolean space = Grammar.isWsp(c) || c == '\r' || c == '\n';
      return space ? " " : c < ' ' || c == 0x7F ? gap : String.valueOf(c);
    }

    private static void add(StringBuilder out, String more) {
      boolean again = more.equals(" ") && (out.isEmpty() || out.charAt(out.length() - 1) == ' ');
      out.append(again ? "" : more);
    }
  }
}
