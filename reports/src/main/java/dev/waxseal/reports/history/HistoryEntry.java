package dev.waxseal.reports.history;

import dev.waxseal.dmarc.AppliedRecord.PolicyTag;
import dev.waxseal.dmarc.DmarcStatus;
import dev.waxseal.dmarc.Identifier.Alignment;
import dev.waxseal.dns.DomainName;
import dev.waxseal.inbound.InboundReport;
import dev.waxseal.reports.AggregateRecord;
import dev.waxseal.reports.AggregateRecord.AuthStatus;
import dev.waxseal.reports.AggregateRecord.Disposition;
import dev.waxseal.reports.AggregateRecord.OverrideType;
import dev.waxseal.spf.SpfClient;
import dev.waxseal.spf.SpfStatus;
import java.net.InetAddress;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * One message as a report will count it: what RFC 9990 section 3.1 asks for, and nothing more. A
 * message is one entry, whatever the number of its recipients.
 *
 * <p>Immutable; share it among threads.
 *
 * @param time the time when it was judged, cut to the second; it decides the day, and which of two
 *     policies is the later one
 * @param policyDomain the domain whose record applied
 * @param policyRecord the text of that record, one character an octet
 * @param tag the tag that gave the policy
 * @param client the address of the SMTP client
 * @param headerFrom the author domain
 * @param envelopeFrom the domain of MAIL FROM, an empty text for the null reverse-path; empty if it
 *     has no domain
 * @param envelopeTo the domain of the recipients, if the operator wants it to be told
 * @param dkim the signatures from the top down, {@value #MOST_SIGNATURES} at most
 * @param spf the result of SPF for MAIL FROM, if it was checked
 * @param dmarc the result of DMARC
 * @param done what was done with the message; a pass has {@link Disposition#NONE} here, too
 * @param cause why that is not what the policy asks for, if the receiver knows
 */
public record HistoryEntry(
    Instant time,
    DomainName policyDomain,
    String policyRecord,
    PolicyTag tag,
    InetAddress client,
    DomainName headerFrom,
    Optional<String> envelopeFrom,
    Optional<DomainName> envelopeTo,
    List<Signature> dkim,
    Optional<MailFrom> spf,
    DmarcStatus dmarc,
    Disposition done,
    Optional<Cause> cause) {

  /** "A report SHOULD contain no more than 100 signatures" for a record (RFC 9990 3.1.3). */
  public static final int MOST_SIGNATURES = 100;

  /** Policy records that are longer are nobody's: entries would be as large as mail. */
  static final int LONGEST_POLICY_RECORD = 4_096;

  /**
   * The result of one DKIM signature.
   *
   * @param domain {@code d=}, of a signature that cannot be read as it was written
   * @param selector {@code s=}; empty if the signature has none that can be read
   * @param result the result, whatever the alignment
   * @param alignment the alignment of the domain; none unless the signature passed
   */
  public record Signature(
      String domain, Optional<String> selector, AuthStatus result, Alignment alignment) {

    /** Returns true if it lets the message pass DMARC. */
    public boolean isAligned() {
      return result == AuthStatus.PASS
          && (alignment == Alignment.STRICT || alignment == Alignment.RELAXED);
    }
  }

  /**
   * The result of SPF for the identity MAIL FROM.
   *
   * @param domain the domain that was checked, that of HELO for the null reverse-path
   * @param result the result, whatever the alignment
   * @param aligned true if it passed and lets the message pass DMARC
   */
  public record MailFrom(String domain, SpfStatus result, boolean aligned) {}

  /**
   * The reason why something else was done than the policy asks for.
   *
   * @param type the kind
   * @param comment the chain of a trusted sealer, or a sentence of a closed list; empty if there is
   *     nothing to say. Anything else would give every message a record of its own, and could leak
   */
  public record Cause(OverrideType type, String comment) {

    /** A cause that its type says all about. */
    public static Cause of(OverrideType type) {
      return new Cause(type, "");
    }
  }

  /** Cuts the time, and the list to the signatures that matter most. */
  public HistoryEntry {
    time = time.truncatedTo(ChronoUnit.SECONDS);
    Objects.requireNonNull(policyDomain);
    Objects.requireNonNull(client);
    dkim = Recorded.mostUseful(dkim);
  }

  /**
   * The entry of a message.
   *
   * @param report what the receiver found
   * @param client the client that the message came from
   * @param time the time
   * @param done what was done with it: none, quarantine or reject
   * @param cause the reason, if that is not what the policy asks for and the receiver knows why; a
   *     trusted sealer is known from the report
   * @return the entry; empty if there is nothing to report: no record applies, the header was not
   *     read, the message is itself an aggregate report with a null reverse-path (RFC 9990 section
   *     3.5.2: reports about reports loop), or its policy record is longer than 4,096 octets
   */
  public static Optional<HistoryEntry> of(
      InboundReport report,
      SpfClient client,
      Instant time,
      Disposition done,
      Optional<Cause> cause) {
    return Recorded.entry(report, client, time, done, cause);
  }

  /** The address of the client in one form only: a dotted quad or RFC 5952, without a zone. */
  public String sourceIp() {
    return AggregateRecord.text(client);
  }

  /**
   * This entry with the domain of the recipients, which tells the policy domain's owner where its
   * mail was forwarded to.
   *
   * @param recipients the domains of all recipients; nothing is kept unless they are one
   */
  public HistoryEntry withEnvelopeTo(List<DomainName> recipients) {
    Set<DomainName> domains = new HashSet<>(recipients);
    Optional<DomainName> one =
        domains.size() == 1 ? Optional.of(recipients.get(0)) : Optional.empty();
    return new HistoryEntry(
        time,
        policyDomain,
        policyRecord,
        tag,
        client,
        headerFrom,
        envelopeFrom,
        one,
        dkim,
        spf,
        dmarc,
        done,
        cause);
  }
}
