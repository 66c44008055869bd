package dev.waxseal.reports.ready;

import dev.waxseal.dns.DomainName;
import java.net.InetAddress;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * The question: a domain, and what its owner knows about it.
 *
 * @param domain the domain
 * @param isOrganizational true if it is its own Organizational Domain: others have no use for
 *     {@code sp} and {@code np} (RFC 9989 section 4.10.1)
 * @param now the time of the question
 * @param published the records that were published, oldest first
 * @param own the hosts of the owner that may send in the name of the domain
 * @param lists the known hosts of mailing lists
 * @param usersInformed true if the people of the domain know that their posts to lists may be lost,
 *     or do not post to lists (RFC 9989 section 7.4)
 * @param forged the domains of services that send in the name of the domain and have no right to
 * @param names what DNS says
 */
public record ReadinessQuestion(
    DomainName domain,
    boolean isOrganizational,
    Instant now,
    List<Published> published,
    List<Host> own,
    List<ListHost> lists,
    boolean usersInformed,
    List<DomainName> forged,
    Names names) {

  /**
   * A record that was published.
   *
   * @param from the first day
   * @param text the text of the record; empty if there was none from that day on
   */
  public record Published(LocalDate from, String text) {}

  /**
   * A host, or all hosts of a network.
   *
   * @param network its address
   * @param name its name
   */
  public record Host(Network network, String name) {}

  /**
   * A host of mailing lists.
   *
   * @param host the host
   * @param isOwn true if it is the owner's
   * @param isSealing true if it adds ARC sets (RFC 8617)
   */
  public record ListHost(Host host, boolean isOwn, boolean isSealing) {}

  /** What DNS says. Answers are to stay the same while a question is answered. */
  public interface Names {

    /** The name of an address; empty if it has none. */
    Optional<String> nameOf(InetAddress address);

    /** Returns true if a subdomain exists (RFC 9989 section 3.2.13). */
    boolean exists(DomainName subdomain);
  }

  /** Copies the lists. */
  public ReadinessQuestion {
    published = List.copyOf(published);
    own = List.copyOf(own);
    lists = List.copyOf(lists);
    forged = List.copyOf(forged);
  }
}
