package dev.waxseal.milter.config;

import dev.waxseal.dns.DomainName;
import java.util.List;
import java.util.Optional;

/**
 * A rule whose keys are not read yet, from a section or from lines of a table.
 *
 * @param from the patterns of the authors
 * @param domain {@code d=}; empty if it is the domain of the author
 * @param form the form of the signatures
 * @param files the names of the key files, where {@code %} is the author's domain
 * @param source reads the keys
 */
record RuleDraft(
    List<AddressPattern> from,
    Optional<DomainName> domain,
    SigningForm form,
    List<Entry> files,
    KeySource source) {

  /** Reads the keys of a rule. */
  interface KeySource {

    /**
     * The keys for a domain.
     *
     * @param domain {@code d=}, if it is known
     * @param percent what the character {@code %} stands for in the name of a file
     */
    List<SelectedKey> keys(Optional<DomainName> domain, String percent);
  }
}
