package dev.waxseal.dmarc;

import dev.waxseal.dns.DomainName;
import java.util.List;
import java.util.Optional;

/**
 * A place that reports shall go to, and if they may (RFC 9990 section 4).
 *
 * <p>Immutable; share it among threads.
 *
 * @param tag {@code rua} or {@code ruf}
 * @param uri the place
 * @param state if reports may go there
 * @param authorization the name at which the host publishes its consent, if it is needed
 * @param instead the URIs that the host wants in place of this one; may be empty
 */
public record ReportDestination(
    String tag,
    DmarcRecord.ReportUri uri,
    State state,
    Optional<DomainName> authorization,
    List<DmarcRecord.ReportUri> instead) {

  /** The answers to the question if reports may go somewhere. */
  public enum State {
    /** The host belongs to the same organization, so that no consent is needed. */
    INSIDE("of the same organization"),
    /** The host has published that it wants the reports. */
    AUTHORIZED("elsewhere, and authorized there"),
    /** The host has not published its consent: "the URI MUST be ignored". */
    UNAUTHORIZED("elsewhere, and not authorized there"),
    /** The host redirects the reports to another host, which is not allowed. */
    SENT_ELSEWHERE("elsewhere, and sent on from there"),
    /** The name of the consent would be longer than DNS allows. */
    NAME_TOO_LONG("elsewhere, and too long a name to be authorized"),
    /** The URI has no host that is a domain name. */
    NO_HOST("not checked: it has no host that is a domain name"),
    /** The record names more hosts than are checked. */
    NOT_CHECKED("not checked: there are too many hosts"),
    /** DNS did not answer. */
    UNAVAILABLE("DNS did not answer whether they may go there");

    private final String summary;

    State(String summary) {
      this.summary = summary;
    }

    /** The meaning, for people. */
    public String summary() {
      return summary;
    }

    /** True if receivers have to ignore the URI. */
    public boolean isRefused() {
      return this == UNAUTHORIZED || this == SENT_ELSEWHERE || this == NAME_TOO_LONG;
    }
  }

  /** Copies the list. */
  public ReportDestination {
    instead = List.copyOf(instead);
  }
}
