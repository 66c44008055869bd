package dev.waxseal.dns;

import java.net.Inet6Address;
import java.util.Objects;

/**
 * An AAAA record: an IPv6 address of a host (RFC 3596 section 2).
 *
 * @param address the address, without a name or a scope; one that maps an IPv4 address stays the
 *     IPv6 address that it is
 */
public record AaaaRecord(Inet6Address address) implements DnsRecord {

  /**
   * A record of this address.
   *
   * @param address the address
   */
  public AaaaRecord {
    Objects.requireNonNull(address, "address");
  }
}
