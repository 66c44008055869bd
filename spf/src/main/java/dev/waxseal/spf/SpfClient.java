package dev.waxseal.spf;

import dev.waxseal.dns.DomainName;
import java.net.InetAddress;
import java.util.Objects;
import java.util.Optional;

/**
 * The SMTP client: its address and its identities. Immutable.
 *
 * @param client the address of the client
 * @param helo the argument of HELO or EHLO, unchanged: a name, an address literal, anything
 * @param mailFrom the reverse-path of MAIL FROM without its angle brackets, empty if it is null;
 *     with SMTPUTF8 its text decoded from UTF-8
 */
public record SpfClient(InetAddress client, String helo, String mailFrom) {

  /** Takes the angle brackets off the reverse-path, if it has them. */
  public SpfClient {
    Objects.requireNonNull(client, "client");
    Objects.requireNonNull(helo, "helo");
    if (mailFrom.startsWith("<") && mailFrom.endsWith(">")) {
      mailFrom = mailFrom.substring(1, mailFrom.length() - 1);
    }
  }

  /** A client. */
  public static SpfClient of(InetAddress client, String helo, String mailFrom) {
    return new SpfClient(client, helo, mailFrom);
  }

  /**
   * The domain that MAIL FROM is checked for: that of the reverse-path, or of HELO if that is null
   * (RFC 7208 section 2.4); empty if it is not a domain name that can be looked up.
   */
  public Optional<DomainName> mailFromDomain() {
    return Sender.mailFrom(this).domain();
  }
}
