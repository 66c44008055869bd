package dev.waxseal.spf;

import dev.waxseal.dns.DomainName;
import java.net.InetAddress;
import java.time.InstantSource;

/**
 * The values that stay the same through all of check_host(), and the values of macros (RFC 7208
 * section 7.2).
 *
 * @param ip the client's address, never an IPv6 address that maps an IPv4 one
 * @param localPart of the sender
 * @param senderDomain of the sender
 * @param helo the name or address literal of HELO; in A-labels if it is a name
 * @param receiver the name of this host, or "unknown"
 * @param clock the time
 */
record CheckState(
    InetAddress ip,
    String localPart,
    DomainName senderDomain,
    String helo,
    String receiver,
    InstantSource clock) {

  /**
   * A path has at most 256 octets (RFC 5321 section 4.5.3.1.3): this bounds the work with macros.
   */
  private static final int MAX_VALUE = 1000;

  static CheckState of(
      SpfClient client, Sender sender, DomainName domain, String receiver, InstantSource clock) {
    return new CheckState(
        Addresses.client(client.client()),
        cut(sender.localPart()),
        domain,
        aLabels(cut(client.helo())),
        receiver,
        clock);
  }

  /**
   * Whether terms with this text match nothing (RFC 8616 section 4): it has a macro for a local
   * part that is not ASCII, or for a HELO name that has no A-labels.
   */
  boolean matchesNothing(MacroString text) {
    return (text.uses("sl") && !Texts.isAscii(localPart))
        || (text.uses("h") && !Texts.isAscii(helo));
  }

  /** The value of a macro, before it is transformed. */
  String value(char letter, DomainName current, String validated) {
    return switch (letter) {
      case 's' -> localPart + "@" + senderDomain;
      case 'l' -> localPart;
      case 'o' -> senderDomain.toString();
      case 'd' -> current.toString();
      case 'i' -> Addresses.dotted(ip);
      case 'p' -> validated;
      case 'v' -> Addresses.family(ip);
      case 'h' -> helo;
      case 'c' -> ip.getHostAddress();
      case 'r' -> receiver;
      default -> String.valueOf(clock.instant().getEpochSecond());
    };
  }

  private static String aLabels(String helo) {
    return Texts.isAscii(helo)
        ? helo
        : DomainName.parse(helo).map(DomainName::toString).orElse(helo);
  }

  private static String cut(String value) {
    return value.length() > MAX_VALUE ? value.substring(value.length() - MAX_VALUE) : value;
  }
}
