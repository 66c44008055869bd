package dev.waxseal.milter.config;

import java.util.List;
import java.util.Optional;

/**
 * How outgoing mail is signed.
 *
 * @param domains the domains, each once
 * @param networks clients that are signed for though they have not authenticated
 * @param signForAnybody whether every client is signed for
 * @param submissionId in whose name results are written for clients that have authenticated; empty
 *     if none are
 * @param otherIds further ids of ours, such as that of the MX; results that claim them are deleted
 * @param onError what is done with a message that cannot be signed: accept or tempfail
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
