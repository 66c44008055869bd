package dev.waxseal.reports.read;

import dev.waxseal.dns.DomainName;
import java.util.List;
import java.util.Optional;

/**
 * The sender of a report, as DKIM proves it for the mail around the report, whatever the report
 * says of itself: anyone can mail any text. A report of RFC 9990 comes in a mail that passes DMARC
 * (section 3.5.2). Of a message within a mail, its own signatures count.
 *
 * @param kind the knowledge
 * @param author the domain of From, if a mail was judged and it has a single one; proves nothing
 * @param vouching the domains that signed the mail, aligned with From, and whose signatures pass;
 *     some if and only if the kind is {@link Kind#VOUCHED}
 */
public record ReportOrigin(Kind kind, Optional<DomainName> author, List<DomainName> vouching) {

  /** The knowledge about the origin. */
  public enum Kind {
    /** It was not in a mail. */
    UNKNOWN,
    /** It was in a mail, and the reader has no authenticator. */
    NOT_JUDGED,
    /** It was in a mail, and DNS did not answer: judge it again later. */
    UNDECIDED,
    /** It was in a mail that no aligned signature vouches for: it may be forged. */
    NOT_VOUCHED,
    /** It was in a mail that an aligned signature vouches for. */
    VOUCHED
  }

  static final ReportOrigin UNKNOWN = new ReportOrigin(Kind.UNKNOWN, Optional.empty(), List.of());
  static final ReportOrigin NOT_JUDGED =
      new ReportOrigin(Kind.NOT_JUDGED, Optional.empty(), List.of());

  /** Copies the list. */
  public ReportOrigin {
    vouching = List.copyOf(vouching);
  }

  /** Returns true if an aligned signature vouches for the mail. */
  public boolean isVouched() {
    return kind == Kind.VOUCHED;
  }
}
