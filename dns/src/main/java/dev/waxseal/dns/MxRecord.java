package dev.waxseal.dns;

import java.util.Objects;
import java.util.Optional;

/**
 * An MX record: a host that takes a domain's mail (RFC 1035 section 3.3.9).
 *
 * @param preference its place in the order: lower is tried first, 0 to 65535
 * @param exchange the host as DNS has it: a name in presentation form (RFC 1035 section 5.1),
 *     printable ASCII without a trailing dot, or "." for the root
 */
public record MxRecord(int preference, String exchange) implements DnsRecord {

  /**
   * A record of this host.
   *
   * @param preference its place in the order
   * @param exchange the host
   * @throws IllegalArgumentException if the preference is not from 0 to 65535
   */
  public MxRecord {
    Objects.requireNonNull(exchange, "exchange");
    if (preference < 0 || preference > 0xFFFF) {
      throw new IllegalArgumentException("The preference of an MX record is from 0 to 65535");
    }
  }

  /**
   * The host's name; empty for the root, and for a name that no host can have, such as one with
   * spaces: DNS carries any octets (RFC 2181 section 11), mail goes to hosts only.
   */
  public Optional<DomainName> host() {
    return DomainName.parse(exchange);
  }

  /**
   * The host's name as one to ask for, whatever its octets (RFC 2181 section 11): SPF has "an
   * address lookup on each MX name returned" (RFC 7208 section 5.4). Empty for the root, and for a
   * name with a dot within a label. Its text may have any octets, one character each: make it
   * printable before you show it.
   */
  public Optional<DomainName> lookupName() {
    return WireNames.asked(exchange);
  }
}
