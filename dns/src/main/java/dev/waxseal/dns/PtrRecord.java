package dev.waxseal.dns;

import java.util.Objects;
import java.util.Optional;

/**
 * A PTR record: where a name points to, the host of an address as a rule (RFC 1035 section 3.3.12).
 *
 * @param target the name as DNS has it: in presentation form (RFC 1035 section 5.1), printable
 *     ASCII without a trailing dot, or "." for the root
 */
public record PtrRecord(String target) implements DnsRecord {

  /**
   * A record of this name.
   *
   * @param target the name
   */
  public PtrRecord {
    Objects.requireNonNull(target, "target");
  }

  /** The name; empty for the root, and for a name that no host can have. */
  public Optional<DomainName> name() {
    return DomainName.parse(target);
  }

  /**
   * The name as one to ask for, whatever its octets: as {@link MxRecord#lookupName} (RFC 7208
   * section 5.5).
   */
  public Optional<DomainName> lookupName() {
    return WireNames.asked(target);
  }
}
