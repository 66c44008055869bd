package dev.waxseal.milter.config;

import dev.waxseal.dns.DomainName;
import java.net.InetAddress;
import java.util.List;

/**
 * The mail that the role verify judges as all other mail, and then neither holds, refuses nor
 * defers for its verdict. Only what strangers cannot write counts: the address of the client, that
 * it has authenticated, and domains that DKIM or SPF authenticates. Immutable.
 *
 * @param networks the addresses of exempted clients
 * @param authenticated true if clients are exempted that have authenticated to the mail server
 * @param domains domains that exempt what they sign (DKIM, {@code d=}) or send (SPF of MAIL FROM)
 */
public record Exemptions(List<Network> networks, boolean authenticated, List<DomainName> domains) {

  /** No mail is exempted. */
  public static final Exemptions NONE = new Exemptions(List.of(), false, List.of());

  /** Copies the lists. */
  public Exemptions {
    networks = List.copyOf(networks);
    domains = List.copyOf(domains);
  }

  static Exemptions read(Section section, Problems warnings) {
    Exemptions exemptions =
        new Exemptions(
            Values.networks(section, "exempt-networks"),
            section.flag("exempt-authenticated"),
            Values.domains(section, "exempt-domains").stream().map(DomainName::of).toList());
    for (Network network : exemptions.networks) {
      if (network.isVast()) {
        warnings.add(
            section.line("exempt-networks"),
            "[verify]: exempt-networks names "
                + network
                + ", and from there nothing is held or refused; name the hosts that you know");
      }
    }
    return exemptions;
  }

  /** Returns true if a client has an exempted address. */
  public boolean contains(InetAddress client) {
    return networks.stream().anyMatch(network -> network.contains(client));
  }
}
