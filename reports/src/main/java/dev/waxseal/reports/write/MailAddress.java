package dev.waxseal.reports.write;

import dev.waxseal.dns.DomainName;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An address that mail can be sent to without quoting it anywhere: {@code dot-atom@domain} of RFC
 * 5321 section 4.1.2 in ASCII, without quoted strings and address literals. So it has no line ends,
 * NUL, white space or quotes, and it does not begin with a hyphen: to no program it is an option.
 *
 * @param localPart what stands before the at sign
 * @param domain the domain, of two labels at least
 */
public record MailAddress(String localPart, DomainName domain) {

  private static final int LONGEST_LOCAL_PART = 64;

  private static final Pattern LOCAL_PART =
      Pattern.compile(
          "(?!-)[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]++(?:\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]++)*+");

  private static final Pattern NUMERIC = Pattern.compile("[0-9]+");

  /** A host of mail has no underscores (RFC 5321 section 4.1.2). */
  private static final Pattern HOST = Pattern.compile("[a-z0-9.-]+");

  /**
   * Checks the parts.
   *
   * @throws IllegalArgumentException if they are not such an address
   */
  public MailAddress {
    if (!isLocalPart(localPart) || !isHost(domain)) {
      throw new IllegalArgumentException("not a plain address: " + localPart + "@" + domain);
    }
  }

  /** The address that a text spells, if it spells one. */
  public static Optional<MailAddress> parse(String text) {
    int at = text.indexOf('@');
    if (at < 0 || !isLocalPart(text.substring(0, at)) || !isAscii(text)) {
      return Optional.empty();
    }
    return DomainName.parse(text.substring(at + 1))
        .filter(MailAddress::isHost)
        .map(domain -> new MailAddress(text.substring(0, at), domain));
  }

  /**
   * The address that a text spells.
   *
   * @throws IllegalArgumentException if it spells none
   */
  public static MailAddress of(String text) {
    return parse(text)
        .orElseThrow(() -> new IllegalArgumentException("not a plain address: " + text));
  }

  private static boolean isLocalPart(String text) {
    return text.length() <= LONGEST_LOCAL_PART && LOCAL_PART.matcher(text).matches();
  }

  private static boolean isAscii(String text) {
    return text.chars().allMatch(c -> c < 0x80);
  }

  private static boolean isHost(DomainName domain) {
    String name = domain.toString();
    return HOST.matcher(name).matches()
        && domain.labelCount() > 1
        && !NUMERIC.matcher(name.substring(name.lastIndexOf('.') + 1)).matches();
  }

  /** The address as text, the domain in A-labels and lower case. */
  @Override
  public String toString() {
    return localPart + "@" + domain;
  }
}
