package dev.waxseal.milter.config;

import dev.waxseal.dns.DomainName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The settings of the role sign.
 *
 * @param domains the domains, each once; empty if there are rules
 * @param rules the rules for authors, in order; empty if there are domains
 * @param networks clients that are signed for without authentication
 * @param signForAnybody true if every client is signed for
 * @param unsigned the mail that is left without signatures
 * @param submissionId the id of results for authenticated clients; empty if none are written
 * @param otherIds further ids of ours, such as that of the MX; results that claim them are deleted
 * @param onError the action for messages that cannot be signed: accept or tempfail
 */
public record SignSettings(
    List<SigningDomain> domains,
    List<SigningRule> rules,
    List<Network> networks,
    boolean signForAnybody,
    Unsigned unsigned,
    Optional<String> submissionId,
    List<String> otherIds,
    Action onError) {

  /** Copies the lists. */
  public SignSettings {
    domains = List.copyOf(domains);
    rules = List.copyOf(rules);
    networks = List.copyOf(networks);
    otherIds = List.copyOf(otherIds);
  }

  /** The domains and rules whose {@code d=} is known before there is a message, with their keys. */
  public List<SigningDomain> known() {
    List<SigningDomain> known = new ArrayList<>(domains);
    for (SigningRule rule : rules) {
      for (DomainName name : rule.knownDomains()) {
        known.add(new SigningDomain(name, false, rule.keys(), rule.form()));
      }
    }
    return known.stream().distinct().toList();
  }
}
