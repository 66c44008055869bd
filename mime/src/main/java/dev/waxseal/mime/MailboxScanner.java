package dev.waxseal.mime;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a list of addresses strictly: that part of the grammar of RFC 5322 section 3.4 which has
 * one reading only.
 *
 * <p>Left out of the grammar, and so ambiguous: comments and white space within an address, routes,
 * empty elements, domains with empty labels, and quoted local parts of other than letters, digits,
 * spaces and the like. Added to it, since no domain depends on it: dots in unquoted names, and dots
 * anywhere in a local part.
 */
final class MailboxScanner {

  /** Atext but letters and digits (RFC 5322 section 3.2.3), and the dot. */
  private static final String ATEXT = "!#$%&'*+-/=?^_`{|}~.";

  private final byte[] text;
  private final int limit;
  private final List<Mailbox> mailboxes = new ArrayList<>();
  private int withoutDomain;
  private int at;

  /** The last word that was read, and how many there were before it. */
  private int words;

  private int wordStart;
  private int wordEnd;

  private MailboxScanner(byte[] text, int limit) {
    this.text = text;
    this.limit = limit;
  }

  /**
   * The addresses of a list.
   *
   * @param text the unfolded value of a field
   * @param limit how many addresses there may be
   * @return at least one
   */
  static List<Mailbox> scan(byte[] text, int limit) throws NoAuthor {
    MailboxScanner scanner = new MailboxScanner(text, limit);
    scanner.list();
    if (scanner.mailboxes.isEmpty()) {
      throw new NoAuthor(Author.Problem.NO_DOMAIN, "the From field has no domain name");
    }
    if (scanner.withoutDomain > 0) {
      throw NoAuthor.ambiguous("the From field has parts with and parts without a domain name");
    }
    return scanner.mailboxes;
  }

  /** {@code address-list = address *("," address)}; nothing at all is a list without a domain. */
  private void list() throws NoAuthor {
    skipCfws();
    if (at == text.length) {
      return;
    }
    address();
    while (at < text.length) {
      expect(',');
      skipCfws();
      address();
    }
  }

  /** {@code address = mailbox / group}. */
  private void address() throws NoAuthor {
    words();
    if (peek() == ':' && words > 0) {
      group();
    } else {
      mailbox();
    }
    skipCfws();
  }

  /** {@code group = display-name ":" [group-list] ";"}. */
  private void group() throws NoAuthor {
    expect(':');
    skipCfws();
    while (peek() != ';') {
      words();
      mailbox();
      skipCfws();
      if (peek() != ';') {
        expect(',');
        skipCfws();
        if (peek() == ';') {
          throw unexpected();
        }
      }
    }
    expect(';');
  }

  /** {@code mailbox = name-addr / addr-spec}; its words have been read. */
  private void mailbox() throws NoAuthor {
    if (mailboxes.size() + withoutDomain >= limit) {
      throw new NoAuthor(
          Author.Problem.TOO_MANY_ADDRESSES, "there are more than " + limit + " addresses");
    }
    switch (peek()) {
      case '<' -> angleAddress();
      case '@' -> bareAddress();
      default -> {
        if (words == 0) {
          throw unexpected();
        }
        withoutDomain++;
      }
    }
  }

  /** {@code "<" addr-spec ">"}, with white space at its ends and nowhere else. */
  private void angleAddress() throws NoAuthor {
    expect('<');
    skipWsp();
    if (peek() == '>') {
      withoutDomain++;
    } else {
      words = 0;
      word();
      if (peek() == '@') {
        addrSpec();
      } else {
        withoutDomain++;
      }
      skipWsp();
    }
    expect('>');
  }

  /** An address without angle brackets: one word, at once followed by the at sign. */
  private void bareAddress() throws NoAuthor {
    boolean comment = wordStart > 0 && text[wordStart - 1] == ')';
    if (words != 1 || wordEnd != at || comment) {
      throw NoAuthor.ambiguous("something stands within or beside an address of the From field");
    }
    addrSpec();
    if (peek() == '(') {
      throw unexpected();
    }
  }

  /** {@code "@" domain}, after the local part, which is the last word. */
  private void addrSpec() throws NoAuthor {
    checkLocalPart();
    String localPart = utf8(wordStart, wordEnd);
    expect('@');
    if (peek() == '[') {
      domainLiteral();
      withoutDomain++;
    } else {
      mailboxes.add(new Mailbox(localPart, domain()));
    }
  }

  private void checkLocalPart() throws NoAuthor {
    boolean quoted = text[wordStart] == '"';
    for (int i = wordStart; i < wordEnd; i++) {
      boolean quote = quoted && (i == wordStart || i == wordEnd - 1);
      boolean plain = isWordByte(text[i]) || (quoted && text[i] == ' ');
      boolean encodedWord = text[i] == '=' && i + 1 < wordEnd && text[i + 1] == '?';
      if (!(quote || plain) || encodedWord) {
        throw NoAuthor.ambiguous("a local part of the From field invites other readings");
      }
    }
  }

  /** Labels joined by dots, none of them empty. */
  private String domain() throws NoAuthor {
    int start = at;
    while (at < text.length && isDomainByte(text[at])) {
      boolean emptyLabel = text[at] == '.' && (at == start || text[at - 1] == '.');
      if (emptyLabel) {
        throw NoAuthor.ambiguous("a domain of the From field has an empty label");
      }
      at++;
    }
    if (at == start || text[at - 1] == '.') {
      throw NoAuthor.ambiguous("a domain of the From field is empty or ends in a dot");
    }
    return utf8(start, at);
  }

  /** {@code "[" *dtext "]"} without white space (RFC 5322 section 3.4.1). */
  private void domainLiteral() throws NoAuthor {
    expect('[');
    while (peek() > ' ' && peek() != '[' && peek() != ']' && peek() != '\\') {
      at++;
    }
    expect(']');
  }

  /** Words with white space and comments between them, as many as there are. */
  private void words() throws NoAuthor {
    words = 0;
    while (peek() == '"' || (at < text.length && isWordByte(text[at]))) {
      word();
      skipCfws();
    }
  }

  private void word() throws NoAuthor {
    wordStart = at;
    if (peek() == '"') {
      quotedString();
    } else {
      while (at < text.length && isWordByte(text[at])) {
        at++;
      }
    }
    if (at == wordStart) {
      throw unexpected();
    }
    wordEnd = at;
    words++;
  }

  private void quotedString() throws NoAuthor {
    expect('"');
    while (peek() != '"') {
      escapedByte("quotes");
    }
    expect('"');
  }

  private void skipCfws() throws NoAuthor {
    skipWsp();
    while (peek() == '(') {
      comment();
      skipWsp();
    }
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

  private void skipWsp() {
    while (at < text.length && Ascii.isWsp(text[at])) {
      at++;
    }
  }

  private void expect(char c) throws NoAuthor {
    if (peek() != c) {
      throw unexpected();
    }
    at++;
  }

  /** The next octet from 0 to 255, or -1 at the end. */
  private int peek() {
    return at < text.length ? text[at] & 0xFF : -1;
  }

  private NoAuthor unexpected() {
    int c = peek();
    String what = c > ' ' && c < 0x7F ? "'" + (char) c + "'" : c < 0 ? "its end" : "an octet";
    return NoAuthor.ambiguous(what + " stands in the From field where something else should");
  }

  private String utf8(int start, int end) throws NoAuthor {
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(text, start, end - start)).toString();
    } catch (CharacterCodingException e) {
      throw NoAuthor.ambiguous("an address of the From field is not UTF-8");
    }
  }

  private static boolean isWordByte(byte b) {
    return b < 0 || isLetterOrDigit(b) || ATEXT.indexOf(b) >= 0;
  }

  private static boolean isDomainByte(byte b) {
    return b < 0 || isLetterOrDigit(b) || b == '-' || b == '_' || b == '.';
  }

  private static boolean isLetterOrDigit(byte b) {
    return (b >= '0' && b <= '9') || (b >= 'A' && b <= 'Z') || (b >= 'a' && b <= 'z');
  }
}
