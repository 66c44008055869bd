package dev.waxseal.milter.config;

import dev.waxseal.dns.DomainName;
import java.net.InetAddress;
import java.util.List;
import java.util.Locale;

/**
 * The outgoing mail that is left without signatures.
 *
 * @param recipients patterns; a message is left alone if each of its recipients has one
 * @param authors patterns of the first author
 * @param networks the clients
 */
public record Unsigned(
    List<AddressPattern> recipients, List<AddressPattern> authors, List<Network> networks) {

  /** Nothing is left without. */
  public static final Unsigned NONE = new Unsigned(List.of(), List.of(), List.of());

  /** Copies the lists. */
  public Unsigned {
    recipients = List.copyOf(recipients);
    authors = List.copyOf(authors);
    networks = List.copyOf(networks);
  }

  /** Returns true if this author's mail is left without. */
  public boolean isAuthor(String address) {
    return matches(authors, address);
  }

  /** Returns true if mail is left without that has no other recipients. */
  public boolean isRecipient(String address) {
    return matches(recipients, address);
  }

  /** Returns true if this client's mail is left without. */
  public boolean isClient(InetAddress client) {
    return networks.stream().anyMatch(network -> network.contains(client));
  }

  private static boolean matches(List<AddressPattern> patterns, String address) {
    String normal = normal(address);
    return patterns.stream().anyMatch(pattern -> pattern.matches(normal));
  }

  /** An address in lower case, its domain in A-labels. */
  private static String normal(String address) {
    int at = address.lastIndexOf('@');
    String domain = address.substring(at + 1);
    return (address.substring(0, at + 1)
            + DomainName.parse(domain).map(DomainName::toString).orElse(domain))
        .toLowerCase(Locale.ROOT);
  }
}
