package dev.waxseal.spf;

import java.net.InetAddress;
import java.util.Optional;

/**
 * A mechanism with what its match means (RFC 7208 sections 4.6.1 and 5).
 *
 * @param qualifier the result of a match
 * @param mechanism the mechanism
 * @param target the domain-spec: always there with {@code include} and {@code exists}, perhaps with
 *     {@code a}, {@code mx} and {@code ptr}
 * @param network the network of {@code ip4} and {@code ip6}, an address of the same family
 * @param ip4Prefix how many leading bits of IPv4 addresses are compared, 0 to 32
 * @param ip6Prefix how many leading bits of IPv6 addresses are compared, 0 to 128
 * @param text the directive as it was written
 */
record SpfDirective(
    SpfQualifier qualifier,
    SpfMechanism mechanism,
    Optional<MacroString> target,
    Optional<InetAddress> network,
    int ip4Prefix,
    int ip6Prefix,
    String text)
    implements SpfTerm {}
