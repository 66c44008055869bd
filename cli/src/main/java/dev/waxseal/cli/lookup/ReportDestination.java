package dev.waxseal.cli.lookup;

import dev.waxseal.dmarc.DmarcRecord;
import dev.waxseal.dns.DomainName;
import java.util.Locale;
import java.util.Optional;

/**
 * A place that reports are to go to, and whether they may (RFC 9990 section 4).
 *
 * @param tag {@code rua} or {@code ruf}
 * @param uri the place
 * @param state true if they may
 * @param asked where the authorization is published, if it is needed
 * @param instead the URIs that the one who gets the reports wants in place of this; may be empty
 */
public record ReportDestination(
    String tag,
    DmarcRecord.ReportUri uri,
    State state,
    Optional<DomainName> asked,
    String instead) {

  /** True if reports may go there. */
  public enum State {
    /** The host is of the same organization, and nothing needs to be authorized. */
    INSIDE("of the same organization"),
    /** The host has published that it wants the reports. */
    AUTHORIZED("elsewhere, and authorized there"),
    /** The host has published nothing of the kind: "the URI MUST be ignored". */
    UNAUTHORIZED("elsewhere, and not authorized there"),
    /** The host sends them on to another host, which must not be. */
    SENT_ELSEWHERE("elsewhere, and sent on from there"),
    /** The name of the authorization would be longer than DNS has names. */
    NAME_TOO_LONG("elsewhere, and too long a name to be authorized"),
    /** The URI has no host that is a domain name. */
    NO_HOST("not checked: it has no host that is a domain name"),
    /** There are too many hosts. */
    NOT_CHECKED("not checked: there are too many hosts"),
    /** DNS did not answer. */
    UNAVAILABLE("DNS did not answer whether they may go there");

    private final String sentence;

    State(String sentence) {
      this.sentence = sentence;
    }

    /** What it means, for people. */
    public String sentence() {
      return sentence;
    }

    /** The word in JSON. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** True if receivers have to ignore the URI. */
    public boolean isRefused() {
      return this == UNAUTHORIZED || this == SENT_ELSEWHERE || this == NAME_TOO_LONG;
    }
  }
}
