package dev.waxseal.reports;

import dev.waxseal.dkim.signature.Octets;
import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A failure report: the facts about one message that failed, or about several alike (RFC 9991
 * section 4, RFC 6591 section 3, RFC 5965 section 3). Nothing of the message itself is in it.
 *
 * <p>Names are those of the fields. A field that the report does not have is empty; each deviation
 * from the RFCs is a {@link ReportNote}.
 *
 * <p>Immutable; share it among threads.
 *
 * @param version {@code Version}; empty if it is missing
 * @param userAgent {@code User-Agent}: the program that made it
 * @param authFailure {@code Auth-Failure}: the check that failed
 * @param authenticationResults {@code Authentication-Results}, unfolded
 * @param identityAlignment {@code Identity-Alignment}: the methods that gave no aligned identity;
 *     an empty list stands for {@code none}, and there is no list if the field is missing
 * @param deliveryResult {@code Delivery-Result}: the treatment of the message
 * @param dkim the fields about the DKIM signature
 * @param spfDns {@code SPF-DNS}: the records of SPF that were used
 * @param originalEnvelopeId {@code Original-Envelope-Id}
 * @param originalMailFrom {@code Original-Mail-From} without angle brackets; an empty text for the
 *     null reverse path
 * @param originalRcptTo {@code Original-Rcpt-To} without angle brackets
 * @param sourceIp {@code Source-IP}: an address as {@link AggregateRecord#text} has it, or another
 *     text; empty if it is missing
 * @param sourcePort {@code Source-Port} (RFC 6692)
 * @param reportedDomains {@code Reported-Domain}: the domains that the message claims, in lower
 *     case and A-labels
 * @param reportedUris {@code Reported-URI}: never follow them
 * @param arrivalDate {@code Arrival-Date}
 * @param reportingMta the name in {@code Reporting-MTA}
 * @param incidents {@code Incidents}: the number of messages alike
 * @param original the kind of the third part; the reader does not look into it
 * @param notes the deviations, each kind once
 */
public record FailureReport(
    String version,
    String userAgent,
    Word<AuthFailure> authFailure,
    List<String> authenticationResults,
    Optional<List<Method>> identityAlignment,
    Word<DeliveryResult> deliveryResult,
    DkimFields dkim,
    List<SpfDns> spfDns,
    Optional<String> originalEnvelopeId,
    Optional<String> originalMailFrom,
    List<String> originalRcptTo,
    String sourceIp,
    OptionalInt sourcePort,
    List<String> reportedDomains,
    List<String> reportedUris,
    Optional<Instant> arrivalDate,
    Optional<String> reportingMta,
    long incidents,
    Original original,
    List<ReportNote> notes)
    implements Report {

  /** The check that failed (RFC 6591 section 3.3, RFC 9991 section 4). */
  public enum AuthFailure {
    /** ADSP, which is historic. */
    ADSP,
    /** The body hash of a DKIM signature. */
    BODYHASH,
    /** A DKIM signature whose key is revoked. */
    REVOKED,
    /** A DKIM signature. */
    SIGNATURE,
    /** SPF. */
    SPF,
    /** DMARC. */
    DMARC
  }

  /** The treatment of the message (RFC 6591 section 3.2.2). */
  public enum DeliveryResult {
    /** It was delivered. */
    DELIVERED,
    /** It was delivered as spam. */
    SPAM,
    /** It was not delivered, and not refused: quarantined, say. */
    POLICY,
    /** It was refused. */
    REJECT,
    /** Something else. */
    OTHER
  }

  /** A method of DMARC. */
  public enum Method {
    /** DKIM. */
    DKIM,
    /** SPF. */
    SPF
  }

  /** The third part of a report. */
  public enum Original {
    /** The message. */
    MESSAGE,
    /** Its header. */
    HEADERS,
    /** There is none. */
    ABSENT
  }

  /**
   * The fields about a DKIM signature.
   *
   * @param domain {@code DKIM-Domain}; empty if it is missing, as all of them
   * @param identity {@code DKIM-Identity}
   * @param selector {@code DKIM-Selector}
   * @param canonicalizedHeader {@code DKIM-Canonicalized-Header}: the octets that were hashed
   * @param canonicalizedBody {@code DKIM-Canonicalized-Body}: the octets that were hashed
   */
  public record DkimFields(
      Optional<String> domain,
      Optional<String> identity,
      Optional<String> selector,
      Optional<Octets> canonicalizedHeader,
      Optional<Octets> canonicalizedBody) {}

  /**
   * A record of SPF that was used.
   *
   * @param type the type in DNS, in lower case: {@code txt}
   * @param domain the name in DNS
   * @param text the record
   */
  public record SpfDns(String type, String domain, String text) {}

  /** Copies the lists. */
  public FailureReport {
    authenticationResults = List.copyOf(authenticationResults);
    identityAlignment = identityAlignment.map(List::copyOf);
    spfDns = List.copyOf(spfDns);
    originalRcptTo = List.copyOf(originalRcptTo);
    reportedDomains = List.copyOf(reportedDomains);
    reportedUris = List.copyOf(reportedUris);
    notes = List.copyOf(notes);
  }

  /** The address that the message came from; empty if the report has something else there. */
  public Optional<InetAddress> address() {
    return AggregateRecord.addressOf(sourceIp);
  }

  /** This report with these notes in place of its own. */
  public FailureReport with(List<ReportNote> otherNotes) {
    return with(original, otherNotes);
  }

  /** This report with another third part. */
  public FailureReport with(Original other) {
    return with(other, notes);
  }

  private FailureReport with(Original otherOriginal, List<ReportNote> otherNotes) {
    return new FailureReport(
        version,
        userAgent,
        authFailure,
        authenticationResults,
        identityAlignment,
        deliveryResult,
        dkim,
        spfDns,
        originalEnvelopeId,
        originalMailFrom,
        originalRcptTo,
        sourceIp,
        sourcePort,
        reportedDomains,
        reportedUris,
        arrivalDate,
        reportingMta,
        incidents,
        otherOriginal,
        otherNotes);
  }
}
