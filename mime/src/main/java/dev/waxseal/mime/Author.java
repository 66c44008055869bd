package dev.waxseal.mime;

import dev.waxseal.mime.internal.octets.Ascii;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The author of a message, as its From field claims (RFC 5322 section 3.6.2).
 *
 * <p>Attackers write From fields that one program reads in one way and the next in another. So
 * whatever two careful readers could take for different domains is {@link Problem#AMBIGUOUS}, even
 * where the grammar allows it: two parsers look at the field, a strict one and a lenient one, and
 * both have to find the same. Odd shapes in which all parsers that were tried find one domain have
 * an author. Names for people, in quotes, comments or encoded words, may hold anything; they are
 * not addresses (RFC 9989 section 11.4).
 *
 * <p>Immutable; share it among threads.
 */
public sealed interface Author {

  /** The reason why the author of a message cannot be told. */
  enum Problem {
    /** There is no From field. */
    NO_FROM_FIELD,
    /** There is more than one (RFC 5322 section 3.6 allows exactly one). */
    SEVERAL_FROM_FIELDS,
    /**
     * No address has a domain name: {@code Undisclosed:;}, {@code <>}, {@code root@[192.0.2.1]}.
     */
    NO_DOMAIN,
    /** The field breaks the grammar, or others could read it otherwise. */
    AMBIGUOUS,
    /** There are more addresses than {@code Limits.fromAddresses}. */
    TOO_MANY_ADDRESSES
  }

  /**
   * An address in a header field (RFC 5322 section 3.4.1), without the name for people beside it.
   *
   * <p>Both parts are as they were written, their octets read as UTF-8 (RFC 6532). Neither holds a
   * control character of ASCII, white space aside.
   *
   * @param localPart what stands before the at sign, with its quotation marks if it has some
   * @param domain what stands after it: labels of letters, digits, hyphens, underscores and
   *     characters beyond ASCII, in the case in which they were written; not checked to be a name
   *     that DNS can have
   */
  record Mailbox(String localPart, String domain) {

    /** The address: local part, at sign, domain. */
    @Override
    public String toString() {
      return localPart + "@" + domain;
    }
  }

  /**
   * The addresses of the one From field.
   *
   * @param mailboxes the addresses in order, at least one; those of groups among them (RFC 6854)
   */
  record Known(List<Mailbox> mailboxes) implements Author {

    /**
     * Copies the list.
     *
     * @throws IllegalArgumentException if it is empty
     */
    public Known {
      mailboxes = List.copyOf(mailboxes);
      if (mailboxes.isEmpty()) {
        throw new IllegalArgumentException("Nobody is not a known author");
      }
    }

    /**
     * The domains of the addresses, each once, ASCII letters in lower case. A U-label and its
     * A-label are two here; {@code DomainName} knows that they are one name.
     */
    public Set<String> domains() {
      Set<String> domains = new LinkedHashSet<>();
      mailboxes.forEach(mailbox -> domains.add(Ascii.lower(mailbox.domain())));
      return domains;
    }
  }

  /**
   * The author cannot be told.
   *
   * @param problem the reason why not
   * @param about what exactly is wrong: printable ASCII on one line; empty if the problem says all
   */
  record Unknown(Problem problem, String about) implements Author {}

  /**
   * Reads the author of a message. Time and memory are linear in the header.
   *
   * @param headers the header of the message
   * @param limits the limits; {@link Limits#fromAddresses()} is the one that counts here
   */
  static Author of(Headers headers, Limits limits) {
    try {
      byte[] value = FromField.of(headers);
      MailboxScanner scanned = MailboxScanner.scan(value, limits.fromAddresses());
      if (!PlainAddress.isAll(value)
          && !Mime4jAddresses.domains(scanned.plain()).equals(domainsOf(scanned.mailboxes()))) {
        return new Unknown(Problem.AMBIGUOUS, "two parsers find different addresses in it");
      }
      return new Known(scanned.mailboxes());
    } catch (NoAuthor none) {
      return new Unknown(none.problem(), none.about());
    }
  }

  private static List<String> domainsOf(List<Mailbox> mailboxes) {
    List<String> domains = new ArrayList<>(mailboxes.size());
    mailboxes.forEach(mailbox -> domains.add(mailbox.domain()));
    return domains;
  }
}
