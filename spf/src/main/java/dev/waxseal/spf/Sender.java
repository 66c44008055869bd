package dev.waxseal.spf;

import dev.waxseal.dns.DomainName;
import java.util.Optional;

/**
 * The identity that is checked: the {@code <sender>} of check_host() (RFC 7208 section 4.1).
 *
 * @param localPart its local part, never empty
 * @param domainText its domain as it was said
 * @param domain its domain, if that is one that can be asked about
 */
record Sender(String localPart, String domainText, Optional<DomainName> domain) {

  /** RFC 7208 sections 2.4 and 4.3. */
  private static final String POSTMASTER = "postmaster";

  /** RFC 7208 section 2.4: with a null reverse-path it is postmaster at the HELO name. */
  static Sender mailFrom(SpfClient client) {
    return client.mailFrom().isEmpty() ? helo(client) : address(client.mailFrom());
  }

  static Sender helo(SpfClient client) {
    return new Sender(POSTMASTER, client.helo(), checkable(client.helo()));
  }

  private static Sender address(String path) {
    // RFC 5321 section 4.1.1.3: source routes are ignored.
    int route = path.startsWith("@") ? path.indexOf(':') : -1;
    int at = path.lastIndexOf('@');
    String localPart = at > route ? path.substring(route + 1, at) : "";
    String domain = path.substring(at + 1);
    return new Sender(localPart.isEmpty() ? POSTMASTER : localPart, domain, checkable(domain));
  }

  /**
   * The name, if it is well formed and "a multi-label domain name" (RFC 7208 section 4.3), which
   * may end in a dot. One whose last label is a number is an address.
   */
  static Optional<DomainName> checkable(String text) {
    String name = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
    return DomainName.parse(name)
        .filter(domain -> domain.labelCount() > 1 && !isAddress(domain.toString()));
  }

  private static boolean isAddress(String name) {
    int at = name.length() - 1;
    while (at >= 0 && Texts.isDigit(name.charAt(at))) {
      at--;
    }
    return name.charAt(at) == '.';
  }
}
