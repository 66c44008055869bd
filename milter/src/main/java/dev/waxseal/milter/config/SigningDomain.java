package dev.waxseal.milter.config;

import dev.waxseal.dns.DomainName;
import java.util.List;

/**
 * A domain whose outgoing mail is signed.
 *
 * @param name the domain of the author, and of the signature, {@code d=}
 * @param subdomains true if mail from its sub-domains is signed as this domain
 * @param keys the keys, at least one; each makes a signature
 * @param form the form of the signatures
 */
public record SigningDomain(
    DomainName name, boolean subdomains, List<SelectedKey> keys, SigningForm form) {

  /** Copies the list. */
  public SigningDomain {
    keys = List.copyOf(keys);
  }
}
