package dev.waxseal.milter.config;

import java.util.List;
import java.util.Optional;

/**
 * The settings of the role sign.
 *
 * @param domains the domains, each once
 * @param networks clients that are signed for without authentication
 * @param signForAnybody true if every client is signed for
 * @param submissionId the id of results for authenticated clients; empty if none are written
 * @param otherIds further ids of ours, such as that of the MX; results that claim them are deleted
 * @param onError the action for messages that cannot be signed: accept or tempfail
 */
public record SignSettings(
    List<SigningDomain> domains,
    List<Network> networks,
    boolean signForAnybody,
    Optional<String> submissionId,
    List<String> otherIds,
    Action onError) {

  /** Copies the lists. */
  public SignSettings {
    domains = List.copyOf(domains);
    networks = List.copyOf(networks);
    otherIds = List.copyOf(otherIds);
  }
}
