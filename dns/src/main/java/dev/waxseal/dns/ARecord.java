package dev.waxseal.dns;

import java.net.Inet4Address;
import java.util.Objects;

/**
 * An A record: an IPv4 address of a host (RFC 1035 section 3.4.1).
 *
 * @param address the address, without a name
 */
public record ARecord(Inet4Address address) implements DnsRecord {

  /**
   * A record of this address.
   *
   * @param address the address
   */
  public ARecord {
    Objects.requireNonNull(address, "address");
  }
}
