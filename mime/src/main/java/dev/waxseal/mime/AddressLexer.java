package dev.waxseal.mime;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.waxseal.mime.internal.octets.Ascii;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;

/** Reads the words, white space and comments of addresses (RFC 5322 section 3.2). */
final class AddressLexer {

  /** Atext but letters and digits (RFC 5322 section 3.2.3), and the dot. */
  private static final String ATEXT = "!#$%&'*+-/=?^_`{|}~.";

  /** The characters with a meaning in lists of addresses, except parentheses (RFC 5322 3.2.3). */
  private static final String SPECIALS = "<>[]:;@\\,\"";

  private final byte[] text;
  private int at;

  /**
   * A reader at the beginning.
   *
   * @param text the unfolded value of a field
   */
  AddressLexer(byte[] text) {
    this.text = text;
  }

  /** The place of the next octet. */
  int at() {
    return at;
  }

  boolean isAtEnd() {
    return at == text.length;
  }

  /** The next octet from 0 to 255, or -1 at the end. */
  int peek() {
    return at < text.length ? text[at] & 0xFF : -1;
  }

  /** Returns to a place that was passed already. */
  void backTo(int place) {
    at = place;
  }

  /** Skips the next octet. */
  void skip() {
    at++;
  }

  void skipWsp() {
    while (at < text.length && Ascii.isWsp(text[at])) {
      at++;
    }
  }

  void skipCfws() throws NoAuthor {
    skipWsp();
    while (peek() == '(') {
      comment();
      skipWsp();
    }
  }

  /**
   * Skips white space and comments within an address. Of a comment with signs in it that have a
   * meaning in addresses, some programs take a part for the address.
   */
  void skipPlainCfws() throws NoAuthor {
    int start = at;
    skipCfws();
    requirePlainComments(start, at);
  }

  /** Refuses comments within an address that hold more than words. */
  void requirePlainComments(int start, int end) throws NoAuthor {
    for (int i = start; i < end; i++) {
      if (SPECIALS.indexOf(text[i]) >= 0) {
        throw NoAuthor.ambiguous("a comment within an address of the From field holds signs");
      }
    }
  }

  /** Takes an octet that has to be there. */
  void expect(char c) throws NoAuthor {
    if (peek() != c) {
      throw unexpected(named(c));
    }
    at++;
  }

  /** Returns true if a word begins here. */
  boolean isAtWord() {
    return peek() == '"' || (at < text.length && isWordByte(text[at]));
  }

  /** Takes a word: a quoted string, or atoms and dots. */
  void word() throws NoAuthor {
    if (peek() == '"') {
      quotedString();
      return;
    }
    if (!isAtWord()) {
      throw unexpected("an address");
    }
    while (at < text.length && isWordByte(text[at])) {
      at++;
    }
  }

  /** Takes one label of a domain, which may turn out to be empty. */
  String label() throws NoAuthor {
    int start = at;
    while (at < text.length && isLabelByte(text[at])) {
      at++;
    }
    return utf8(start, at);
  }

  /** Takes a domain literal without white space (RFC 5322 section 3.4.1). */
  void domainLiteral() throws NoAuthor {
    expect('[');
    while (peek() > ' ' && peek() != '[' && peek() != ']' && peek() != '\\') {
      at++;
    }
    expect(']');
  }

  /** Returns true if a word can be a local part that every program takes as it stands. */
  boolean isPlainLocalPart(int start, int end) {
    boolean quoted = text[start] == '"';
    for (int i = start; i < end; i++) {
      boolean quote = quoted && (i == start || i == end - 1);
      boolean plain = isWordByte(text[i]) || (quoted && text[i] == ' ');
      boolean encodedWord = text[i] == '=' && i + 1 < end && text[i + 1] == '?';
      if (!(quote || plain) || encodedWord) {
        return false;
      }
    }
    return true;
  }

  String utf8(int start, int end) throws NoAuthor {
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(text, start, end - start)).toString();
    } catch (CharacterCodingException e) {
      throw NoAuthor.ambiguous("an address of the From field is not UTF-8");
    }
  }

  /**
   * Tells that something else stands here.
   *
   * @param wanted what should, with its article
   */
  NoAuthor unexpected(String wanted) {
    return NoAuthor.ambiguous(
        isAtEnd()
            ? "the From field ends where " + wanted + " should stand"
            : named((char) peek()) + " stands in the From field where " + wanted + " should");
  }

  private void quotedString() throws NoAuthor {
    expect('"');
    while (peek() != '"') {
      escapedByte("quotation marks");
    }
    expect('"');
  }

  /** A comment and those within it (RFC 5322 section 3.2.2). */
  private void comment() throws NoAuthor {
    int depth = 0;
    do {
      if (peek() == '(') {
        depth++;
      } else if (peek() == ')') {
        depth--;
      }
      escapedByte("parentheses");
    } while (depth > 0);
  }

  /** Skips one octet, or two where the first is a backslash. */
  private void escapedByte(String within) throws NoAuthor {
    at += peek() == '\\' ? 2 : 1;
    if (at > text.length) {
      throw NoAuthor.ambiguous("the " + within + " of the From field are not closed");
    }
  }

  /** A character in words: a sign itself could be changed where the sentence is carried on. */
  private static String named(char c) {
    return switch (c) {
      case '"' -> "a quotation mark";
      case '(', ')' -> "a parenthesis";
      case ',' -> "a comma";
      case '.' -> "a dot";
      case ':' -> "a colon";
      case ';' -> "a semicolon";
      case '<' -> "an opening angle bracket";
      case '>' -> "a closing angle bracket";
      case '@' -> "an at sign";
      case '[', ']' -> "a square bracket";
      case '\\' -> "a backslash";
      default -> c > ' ' && c < 0x7F ? "the character " + c : "another octet";
    };
  }

  private static boolean isWordByte(byte b) {
    return b < 0 || isLetterOrDigit(b) || ATEXT.indexOf(b) >= 0;
  }

  private static boolean isLabelByte(byte b) {
    return b < 0 || isLetterOrDigit(b) || b == '-' || b == '_';
  }

  private static boolean isLetterOrDigit(byte b) {
    return (b >= '0' && b <= '9') || (b >= 'A' && b <= 'Z') || (b >= 'a' && b <= 'z');
  }
}
