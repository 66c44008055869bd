package dev.waxseal.mime;

import dev.waxseal.mime.internal.octets.Ascii;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a list of addresses: that part of the grammar of RFC 5322 sections 3.4 and 4.4 which all
 * programs that were tried read in one way.
 *
 * <p>Those programs are the address parsers of Python, Perl, mime4j and Jakarta Mail. No two of
 * them find different domains where white space or comments stand around the at sign, white space
 * around the dots of a domain, empty elements in a list, or one domain as a route. Nor do they in
 * two shapes that are not in the grammar: the address itself as an unquoted name before {@code
 * <address>}, and a semicolon at the very end.
 *
 * <p>Left out of the grammar, and so ambiguous: routes of several domains, comments within a
 * domain, white space within a local part, empty elements in a group, domains with empty labels,
 * and quoted local parts of other than letters, digits, spaces and the like. Added to it, since no
 * domain depends on it: dots in unquoted names, and dots anywhere in a local part.
 */
final class MailboxScanner {

  private static final String ADDRESS = "an address";

  private final AddressLexer in;
  private final int limit;
  private final List<Author.Mailbox> mailboxes = new ArrayList<>();
  private final byte[] plain;
  private int withoutDomain;

  /** The last word that was read, and how many there were before it. */
  private int words;

  private int wordStart;
  private int wordEnd;

  private MailboxScanner(byte[] text, int limit) {
    this.in = new AddressLexer(text);
    this.plain = text.clone();
    this.limit = limit;
  }

  /**
   * Reads a list to its end.
   *
   * @param text the unfolded value of a field
   * @param limit how many addresses there may be
   */
  static MailboxScanner scan(byte[] text, int limit) throws NoAuthor {
    MailboxScanner scanner = new MailboxScanner(text, limit);
    scanner.list();
    if (scanner.mailboxes.isEmpty()) {
      throw new NoAuthor(
          Author.Problem.NO_DOMAIN,
          scanner.withoutDomain == 0 ? "it has no address" : "none of its addresses has a domain");
    }
    if (scanner.withoutDomain > 0) {
      throw NoAuthor.ambiguous("the From field has parts with and parts without a domain name");
    }
    return scanner;
  }

  /** The addresses, at least one. */
  List<Author.Mailbox> mailboxes() {
    return mailboxes;
  }

  /** The list that was read, with spaces for what is not in the grammar. */
  byte[] plain() {
    return plain;
  }

  /** {@code address-list}, with empty elements ({@code obs-addr-list}). */
  private void list() throws NoAuthor {
    skipEmptyElements();
    while (!in.isAtEnd()) {
      address();
      if (!in.isAtEnd()) {
        if (in.peek() != ',') {
          throw in.unexpected("a comma or its end");
        }
        skipEmptyElements();
      }
    }
  }

  private void skipEmptyElements() throws NoAuthor {
    in.skipCfws();
    while (in.peek() == ',') {
      in.skip();
      in.skipCfws();
    }
  }

  /** {@code address = mailbox / group}. */
  private void address() throws NoAuthor {
    words();
    if (in.peek() == ':' && words > 0) {
      group();
      in.skipCfws();
    } else {
      mailbox();
      in.skipCfws();
      skipFinalSemicolon();
    }
  }

  /** {@code group = display-name ":" [group-list] ";"}. */
  private void group() throws NoAuthor {
    in.expect(':');
    in.skipCfws();
    while (in.peek() != ';') {
      requireRestOfGroup();
      words();
      mailbox();
      in.skipCfws();
      if (in.peek() != ';') {
        requireRestOfGroup();
        in.expect(',');
        in.skipCfws();
        if (in.peek() == ';') {
          throw in.unexpected(ADDRESS);
        }
      }
    }
    in.expect(';');
  }

  private void requireRestOfGroup() throws NoAuthor {
    if (in.isAtEnd()) {
      throw NoAuthor.ambiguous(
          "a colon outside quotation marks begins a group, and the group has no end");
    }
  }

  /** {@code mailbox = name-addr / addr-spec}; its words have been read. */
  private void mailbox() throws NoAuthor {
    if (mailboxes.size() + withoutDomain >= limit) {
      throw new NoAuthor(
          Author.Problem.TOO_MANY_ADDRESSES, "there are more than " + limit + " addresses");
    }
    switch (in.peek()) {
      case '<' -> angleAddress();
      case '@' -> bareAddress();
      default -> {
        if (words == 0) {
          throw in.unexpected(ADDRESS);
        }
        withoutDomain++;
      }
    }
  }

  /** {@code "<" [obs-route] addr-spec ">"}. */
  private void angleAddress() throws NoAuthor {
    in.expect('<');
    in.skipPlainCfws();
    if (in.peek() == '>') {
      withoutDomain++;
    } else {
      if (in.peek() == '@') {
        route();
      }
      words = 0;
      word();
      in.skipPlainCfws();
      if (in.peek() == '@') {
        addrSpec();
      } else {
        withoutDomain++;
      }
      in.skipPlainCfws();
    }
    in.expect('>');
  }

  /** {@code "@" domain ":"}; of several domains, some programs take the first for an address. */
  private void route() throws NoAuthor {
    in.expect('@');
    domain();
    in.expect(':');
  }

  /** An address without angle brackets, or the same address as a name before them. */
  private void bareAddress() throws NoAuthor {
    if (words != 1) {
      throw NoAuthor.ambiguous(
          words == 0
              ? "an address of the From field has no local part"
              : "an address of the From field has several words before its at sign");
    }
    in.requirePlainComments(wordEnd, in.at());
    int start = wordStart;
    int known = mailboxes.size();
    addrSpec();
    int end = in.at();
    in.skipWsp();
    if (in.peek() == '<') {
      mailboxes.subList(known, mailboxes.size()).clear();
      angleAddress();
      requireSame(in.utf8(start, end), mailboxes.subList(known, mailboxes.size()));
      blank(start, end);
    }
  }

  private static void requireSame(String name, List<Author.Mailbox> address) throws NoAuthor {
    String written = address.isEmpty() ? "" : address.get(0).toString();
    if (!Ascii.lower(name).equals(Ascii.lower(written))) {
      throw NoAuthor.ambiguous(
          "an address without quotation marks stands as the name of another address");
    }
  }

  /** {@code "@" domain}, after the local part, which is the last word. */
  private void addrSpec() throws NoAuthor {
    if (!in.isPlainLocalPart(wordStart, wordEnd)) {
      throw NoAuthor.ambiguous("a local part of the From field invites other readings");
    }
    String localPart = in.utf8(wordStart, wordEnd);
    in.expect('@');
    in.skipPlainCfws();
    if (in.peek() == '[') {
      in.domainLiteral();
      withoutDomain++;
    } else {
      mailboxes.add(new Author.Mailbox(localPart, domain()));
    }
  }

  /** Labels joined by dots, none of them empty; white space may stand around the dots. */
  private String domain() throws NoAuthor {
    StringBuilder domain = new StringBuilder(label("a domain of the From field is missing"));
    int end = in.at();
    in.skipWsp();
    while (in.peek() == '.') {
      in.skip();
      in.skipWsp();
      domain.append('.').append(label("a domain of the From field ends in a dot"));
      end = in.at();
      in.skipWsp();
    }
    in.backTo(end);
    return domain.toString();
  }

  private String label(String missing) throws NoAuthor {
    String label = in.label();
    if (label.isEmpty()) {
      throw NoAuthor.ambiguous(
          in.peek() == '.' ? "a domain of the From field has an empty label" : missing);
    }
    return label;
  }

  /** Words with white space and comments between them, as many as there are. */
  private void words() throws NoAuthor {
    words = 0;
    while (in.isAtWord()) {
      word();
      in.skipCfws();
    }
  }

  private void word() throws NoAuthor {
    wordStart = in.at();
    in.word();
    wordEnd = in.at();
    words++;
  }

  /** The shape of lists that were copied from a recipient field of Outlook. */
  private void skipFinalSemicolon() {
    int semicolon = in.at();
    if (in.peek() == ';') {
      in.skip();
      in.skipWsp();
      if (in.isAtEnd()) {
        blank(semicolon, semicolon + 1);
      } else {
        in.backTo(semicolon);
      }
    }
  }

  private void blank(int start, int end) {
    for (int i = start; i < end; i++) {
      plain[i] = ' ';
    }
  }
}
