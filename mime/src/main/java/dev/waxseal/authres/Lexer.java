package dev.waxseal.authres;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Locale;
import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * The words of a structured field, read one after another, with comments and folds between them
 * (RFC 5322 section 3.2).
 *
 * <p>Comments nest as deep as they like and cost no stack. Each character is looked at a fixed
 * number of times. For one thread.
 */
final class Lexer {

  /**
   * Of the word at which a field cannot be read, this much is shown before and behind the place.
   */
  private static final int MAX_SHOWN = 30;

  private final String text;
  private final int end;
  private int at;

  /** The words of a field's value, one character an octet, with or without its final CRLF. */
  Lexer(String text) {
    this.text = text;
    this.end = text.endsWith("\r\n") ? text.length() - 2 : text.length();
  }

  boolean isAtEnd() {
    return at == end;
  }

  boolean isAt(char c) {
    return at < end && text.charAt(at) == c;
  }

  boolean isAtDigit() {
    return at < end && Grammar.isDigit(text.charAt(at));
  }

  /** Goes on behind a character if it stands here; whether it did. */
  boolean accept(char c) {
    boolean here = isAt(c);
    if (here) {
      at++;
    }
    return here;
  }

  void expect(char c, String what) throws Malformed {
    if (!accept(c)) {
      throw missing("'" + c + "' " + what);
    }
  }

  /** Goes on behind comments, white space and folds; whether there were any. */
  boolean skipCfws() throws Malformed {
    int start = at;
    while (at < end) {
      char c = text.charAt(at);
      if (c == '(') {
        skipComment();
      } else if (Grammar.isWsp(c)) {
        at++;
      } else if (isFold()) {
        at += 2;
      } else {
        break;
      }
    }
    return at > start;
  }

  /**
   * The comment that comes next, behind white space: unfolded, without its parentheses and quoted
   * pairs. It is not passed over.
   */
  Optional<String> comment() throws Malformed {
    int here = at;
    while (at < end && (Grammar.isWsp(text.charAt(at)) || isFold())) {
      at += isFold() ? 2 : 1;
    }
    int start = at;
    boolean found = isAt('(');
    if (found) {
      skipComment();
    }
    String raw = found ? text.substring(start + 1, at - 1) : "";
    at = here;
    return found ? Optional.of(utf8(decoded(raw))) : Optional.empty();
  }

  private static String decoded(String comment) {
    StringBuilder decoded = new StringBuilder();
    for (int i = 0; i < comment.length(); i++) {
      char c = comment.charAt(i);
      if (c == '\\' && i + 1 < comment.length()) {
        decoded.append(comment.charAt(++i));
      } else if (c != '\r' && c != '\n') {
        decoded.append(c);
      }
    }
    return decoded.toString();
  }

  /** A keyword in lower case (RFC 5321 section 4.1.2). */
  String keyword(String what) throws Malformed {
    String word = run(Grammar::isKeywordChar);
    if (word.isEmpty()) {
      throw missing(what);
    }
    if (!Grammar.isKeyword(word)) {
      throw malformed(what + " ends in a hyphen or is too long");
    }
    return word.toLowerCase(Locale.ROOT);
  }

  /** {@code 1*DIGIT}, without zeros before it. */
  String number(String what) throws Malformed {
    String digits = run(Grammar::isDigit);
    if (digits.isEmpty()) {
      throw missing(what);
    }
    int zeros = 0;
    while (zeros < digits.length() - 1 && digits.charAt(zeros) == '0') {
      zeros++;
    }
    return digits.substring(zeros);
  }

  /**
   * A token or a quoted string, decoded (RFC 2045 section 5.1). UTF-8 is accepted outside of quotes
   * as well (RFC 8601 section 2.5).
   */
  String value(String what) throws Malformed {
    if (isAt('"')) {
      return utf8(quotedString(true));
    }
    String token = run(c -> Grammar.isTokenChar(c) || Grammar.isUtf8(c));
    if (token.isEmpty()) {
      throw missing(what);
    }
    return utf8(token);
  }

  /** A token (RFC 2045 section 5.1). */
  void token(String what) throws Malformed {
    if (run(Grammar::isTokenChar).isEmpty()) {
      throw missing(what);
    }
  }

  /**
   * {@code pvalue = value / [ [ local-part ] "@" ] domain-name} (RFC 8601 section 2.2): a quoted
   * string is decoded, but a quoted local part stands as it is written.
   *
   * <p>More is accepted outside of quotes than the grammar allows, IPv6 addresses above all, which
   * many write so: all that is visible and neither ends a value nor opens a quote or a comment. An
   * equals sign may stand in an address only; otherwise a value that is missing would go unnoticed
   * in {@code smtp.mailfrom= smtp.helo=example.org}.
   */
  String propertyValue(String what) throws Malformed {
    int start = at;
    String first = isAt('"') ? quotedString(true) : run(Lexer::isBareChar);
    if (first.isEmpty() && at == start) {
      throw missing(what);
    }
    boolean quoted = text.charAt(start) == '"';
    if ((quoted || first.indexOf('@') < 0) && isDomainNext()) {
      if (quoted) {
        at = start;
        first = '"' + quotedString(false) + '"';
      }
      skipCfws();
      return utf8(first + run(Lexer::isBareChar));
    }
    if (!quoted && first.indexOf('=') >= 0 && first.indexOf('@') < 0) {
      throw malformed(what + " has an equals sign but no quotes");
    }
    return utf8(first);
  }

  /** The complaint that something else was to stand here. */
  Malformed missing(String what) {
    String found = isAtEnd() ? "the end" : Malformed.shown(text.charAt(at));
    return malformed("expected " + what + " but found " + found);
  }

  /** The complaint about what stands here. */
  Malformed malformed(String detail) {
    int last = at;
    while (last == end || isBetweenWords(last)) {
      if (last == 0) {
        break;
      }
      last--;
    }
    int from = last;
    int to = last;
    while (from > 0 && last - from < MAX_SHOWN && !isBetweenWords(from - 1)) {
      from--;
    }
    while (to < end && to - last < MAX_SHOWN && !isBetweenWords(to)) {
      to++;
    }
    return new Malformed(text.substring(from, to), detail);
  }

  private boolean isBetweenWords(int place) {
    return "; \t\r\n".indexOf(text.charAt(place)) >= 0;
  }

  /** Returns true if an at sign comes next, behind comments and white space. */
  private boolean isDomainNext() throws Malformed {
    int here = at;
    skipCfws();
    boolean domain = isAt('@');
    at = here;
    return domain;
  }

  /** The content of a quoted string, unfolded, with or without its quoted pairs decoded. */
  private String quotedString(boolean decoded) throws Malformed {
    int start = at++;
    StringBuilder content = new StringBuilder();
    while (at < end && text.charAt(at) != '"') {
      char c = text.charAt(at);
      if (isFold()) {
        at += 2;
        continue;
      }
      if (c == '\\' && at + 1 < end) {
        content.append(decoded ? "" : c);
        c = text.charAt(++at);
      }
      if (!isText(c)) {
        throw malformed("a quoted string holds " + Malformed.shown(c));
      }
      content.append(c);
      at++;
    }
    if (!accept('"')) {
      at = start;
      throw malformed("a quoted string does not end");
    }
    return content.toString();
  }

  private void skipComment() throws Malformed {
    int start = at;
    int depth = 0;
    do {
      if (at == end) {
        at = start;
        throw malformed("a comment does not end");
      }
      char c = text.charAt(at);
      if (c == '\\' && at + 1 < end) {
        c = text.charAt(++at);
      } else if (c == '(') {
        depth++;
      } else if (c == ')') {
        depth--;
      }
      if (isFold()) {
        at++;
      } else if (c == '\r' || c == '\n' || c == 0) {
        throw malformed("a comment holds " + Malformed.shown(c));
      }
      at++;
    } while (depth > 0);
  }

  private boolean isFold() {
    return text.startsWith("\r\n", at) && at + 2 < end && Grammar.isWsp(text.charAt(at + 2));
  }

  private String run(IntPredicate kind) {
    int start = at;
    while (at < end && kind.test(text.charAt(at))) {
      at++;
    }
    return text.substring(start, at);
  }

  private static boolean isBareChar(int c) {
    return Grammar.isUtf8(c) || (Grammar.isVisible(c) && "();\"\\".indexOf(c) < 0);
  }

  private static boolean isText(char c) {
    return Grammar.isWsp(c) || Grammar.isVisible(c) || Grammar.isUtf8(c);
  }

  /** Octets as the UTF-8 that they are; what is none becomes U+FFFD. */
  static String utf8(String octets) {
    return new String(octets.getBytes(ISO_8859_1), UTF_8);
  }
}
