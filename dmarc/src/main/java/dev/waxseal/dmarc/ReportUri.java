package dev.waxseal.dmarc;

import dev.waxseal.dns.DomainName;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place that reports go to (RFC 9989 section 4.6), without the size that once could follow it.
 *
 * @param text the URI as it was written: printable ASCII without comma, exclamation mark and space
 * @param host the domain that the reports go to: that of the address of a mailto, or the host of
 *     another URI; empty if it has none that is a domain name
 */
public record ReportUri(String text, Optional<DomainName> host) {

  /** {@code dmarc-uri [ "!" 1*DIGIT [ "k" / "m" / "g" / "t" ] ]} (RFC 9989 section 4.8). */
  private static final Pattern SIZED = Pattern.compile("([^!]++)(!\\d++[kmgtKMGT]?)?");

  /** {@code scheme ":" hier-part} and so on (RFC 3986 section 3), as far as characters go. */
  private static final Pattern URI =
      Pattern.compile(
          "[A-Za-z][A-Za-z0-9+.-]*+:(?:[A-Za-z0-9._~:/?#\\[\\]@$&'()*+;=-]|%[0-9A-Fa-f]{2})++");

  /** {@code mailto:} one address of ASCII (RFC 6068 section 2), whatever follows it. */
  private static final Pattern MAILTO =
      Pattern.compile(
          "(?i:mailto):((?:[A-Za-z0-9._~$&'*+=/-]|%[0-9A-Fa-f]{2})++)@([^?#@]++)(?:[?].*)?");

  private static final Pattern AUTHORITY =
      Pattern.compile(
          "[A-Za-z0-9+.-]++://(?:[^/?#@]*+@)?([A-Za-z0-9._-]++)(?::\\d*+)?(?:[/?#].*)?");

  /**
   * Reads a URI of a list.
   *
   * @param written the URI, without white space around it
   * @return the URI, or empty if it is not valid
   */
  static Optional<ReportUri> parse(String written) {
    Matcher sized = SIZED.matcher(written);
    if (!sized.matches() || !URI.matcher(sized.group(1)).matches()) {
      return Optional.empty();
    }
    ReportUri uri = new ReportUri(sized.group(1), host(sized.group(1)));
    return uri.isMailto() && uri.host().isEmpty() ? Optional.empty() : Optional.of(uri);
  }

  /** Whether a size follows the URI. */
  static boolean hasSize(String written) {
    return written.indexOf('!') >= 0;
  }

  /** Whether reports go there by mail, the one way that receivers have to support. */
  public boolean isMailto() {
    return text.toLowerCase(Locale.ROOT).startsWith("mailto:");
  }

  private static Optional<DomainName> host(String uri) {
    boolean mailto = uri.regionMatches(true, 0, "mailto:", 0, 7);
    Matcher matcher = (mailto ? MAILTO : AUTHORITY).matcher(uri);
    return matcher.matches() ? DomainName.parse(matcher.group(mailto ? 2 : 1)) : Optional.empty();
  }
}
