package dev.waxseal.spf;

import dev.waxseal.dns.DomainName;
import dev.waxseal.dns.RecordFinding;
import java.util.List;
import java.util.Optional;

/**
 * What a domain publishes for SPF, without a client: its record and those that it includes or
 * redirects to. Immutable, and bounded whatever was published.
 *
 * <p>The numbers are those of the worst case, in which nothing matches, so that every term is
 * evaluated up to {@code all}.
 *
 * @param domain the domain
 * @param root its record
 * @param lookups the number of terms that cause look-ups; {@link #LOOKUP_LIMIT} are allowed
 * @param voidLookups the number of terms without records in DNS; {@link #VOID_LOOKUP_LIMIT} are
 *     allowed. Terms with macros and {@code ptr} depend on the message and are not counted
 * @param findings the findings, each of a {@link SpfFinding} kind, in the order of the records; a
 *     hundred at most
 */
public record SpfTree(
    DomainName domain,
    Node root,
    int lookups,
    VoidLookups voidLookups,
    List<RecordFinding> findings) {

  /** The terms that may cause look-ups (RFC 7208 section 4.6.4). */
  public static final int LOOKUP_LIMIT = Tally.MAX_LOOKUPS;

  /** The terms for which DNS may have no records (RFC 7208 section 4.6.4). */
  public static final int VOID_LOOKUP_LIMIT = Tally.MAX_VOID_LOOKUPS;

  /** Copies the list. */
  public SpfTree {
    findings = List.copyOf(findings);
  }

  /** True if there is a record, without an error in it and in those that it leads to. */
  public boolean isUsable() {
    return root.state() == NodeState.RECORD
        && findings.stream().noneMatch(it -> it.severity() == RecordFinding.Severity.ERROR);
  }

  /** True if DNS did not answer a query, so that a later explanation may be another. */
  public boolean isIncomplete() {
    return findings.stream().anyMatch(it -> it.kind() == SpfFinding.DNS_UNAVAILABLE);
  }

  /**
   * Void look-ups, by the family of the client's address: a host that has addresses of one family
   * is void for clients of the other (RFC 7208 sections 4.6.4 and 5).
   *
   * @param ipv4 for clients with IPv4 addresses
   * @param ipv6 for clients with IPv6 addresses
   */
  public record VoidLookups(int ipv4, int ipv6) {

    /** The larger number. */
    public int most() {
      return Math.max(ipv4, ipv6);
    }
  }

  /** The records of a domain. */
  public enum NodeState {
    /** One record. */
    RECORD,
    /** None. */
    NO_RECORD,
    /** None, and the domain does not exist. */
    NO_SUCH_DOMAIN,
    /** Several. */
    SEVERAL_RECORDS,
    /** One that breaks the grammar. */
    SYNTAX,
    /** DNS did not answer. */
    UNAVAILABLE
  }

  /**
   * A domain's record.
   *
   * @param domain the domain
   * @param state found, missing or unusable
   * @param record its text, printable ASCII, cut after 1000 characters
   * @param terms its terms: the mechanisms, then the modifiers; 200 at most
   * @param termsLeftOut the number of further terms
   */
  public record Node(
      String domain, NodeState state, Optional<String> record, List<Term> terms, int termsLeftOut) {

    /** Copies the list. */
    public Node {
      terms = List.copyOf(terms);
    }
  }

  /** The knowledge about a term without a client. */
  public enum TermState {
    /** It causes no look-ups. */
    PLAIN,
    /** Its name has records, or its record is nested here. */
    FOUND,
    /** DNS has no records for it. */
    VOID,
    /** A name has no addresses that clients with IPv4 addresses could be compared with. */
    VOID_FOR_IPV4,
    /** A name has no addresses that clients with IPv6 addresses could be compared with. */
    VOID_FOR_IPV6,
    /** It has macros, so that it depends on the message; it was counted and not followed. */
    DEPENDS_ON_MESSAGE,
    /** It leads back to a domain above it; it was not followed. */
    LOOP,
    /** Its target is not a domain name. */
    NO_NAME,
    /** DNS did not answer. */
    UNAVAILABLE,
    /** It is never evaluated. */
    IGNORED,
    /** It comes after a hundred that cause look-ups, and was not followed. */
    CUT
  }

  /**
   * A term.
   *
   * @param text as it was written, cut after 200 characters
   * @param state the knowledge about it
   * @param lookups terms that cause look-ups, in the whole tree up to and with this one
   * @param nested the record of an include or redirect that was followed
   */
  public record Term(String text, TermState state, int lookups, Optional<Node> nested) {}
}
