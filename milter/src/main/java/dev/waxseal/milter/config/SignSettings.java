package dev.waxseal.milter.config;

import java.util.List;

/**
 * How outgoing mail is signed.
 *
 * @param domains the domains, each once
 * @param onError what is done with a message that cannot be signed: accept or tempfail
 */
public record SignSettings(List<SigningDomain> domains, Measure onError) {

  /** Copies the list. */
  public SignSettings {
    domains = List.copyOf(domains);
  }
}
