package dev.waxseal.dns.internal;

import dev.waxseal.dns.DomainName;
import java.net.InetAddress;
import org.xbill.DNS.ReverseMap;

/** The names at which DNS says whose an address is (RFC 1035 section 3.5, RFC 3596 section 2.5). */
public final class ReverseNames {

  private ReverseNames() {}

  /** The name below {@code in-addr.arpa} or {@code ip6.arpa} for an address. */
  public static DomainName of(InetAddress address) {
    String name = ReverseMap.fromAddress(address.getAddress()).toString(true);
    return DomainName.of(name);
  }
}
