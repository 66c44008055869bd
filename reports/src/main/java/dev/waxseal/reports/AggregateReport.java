package dev.waxseal.reports;

import dev.waxseal.dmarc.DmarcPolicy;
import dev.waxseal.dmarc.DmarcRecord.AlignmentMode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A DMARC aggregate report: the mail of one policy domain in one period, as one receiver saw it
 * (RFC 9990 section 3.1; before May 2026 RFC 7489 section 7.2).
 *
 * <p>Names are those of the XML elements. A report that was read need not be complete: a text that
 * it does not have is empty, and each deviation from the RFC is a {@link ReportNote}.
 *
 * <p>Immutable; share it among threads.
 *
 * @param form the specification that it was written by
 * @param namespace the namespace of its elements; empty if they have none, as in most reports
 *     before 2026
 * @param metadata its maker and its period
 * @param policy the published policy that the receiver found
 * @param records the records in order; empty if they were handed to a sink one by one
 * @param totals the numbers of records and messages, those handed to a sink included
 * @param notes the deviations, each kind once, in the order in which they were met
 */
public record AggregateReport(
    Form form,
    String namespace,
    Metadata metadata,
    PolicyPublished policy,
    List<AggregateRecord> records,
    Totals totals,
    List<ReportNote> notes)
    implements Report {

  /** The namespace of RFC 9990 section 6.1. */
  public static final String NAMESPACE = "urn:ietf:params:xml:ns:dmarc-2.0";

  /** The specification that a report was written by. */
  public enum Form {
    /** RFC 7489, appendix C. */
    RFC_7489,
    /** RFC 9990, appendix A. */
    RFC_9990
  }

  /** The method that found the policy: {@code discovery_method}. */
  public enum Discovery {
    /** By a public suffix list, as RFC 7489 has it. */
    PSL,
    /** By the tree walk of RFC 9989. */
    TREEWALK
  }

  /**
   * The maker of a report and its period: {@code report_metadata}.
   *
   * @param version the text of {@code version}, which does not tell the two forms apart
   * @param orgName the name of the receiver's organization, as it says
   * @param email where to reach it, as it says; any text
   * @param extraContactInfo more about that
   * @param reportId the Report-ID: any text, unique only together with the rest of the {@link Key}
   * @param begin the beginning of the period
   * @param end the end of the period, which may come before the beginning
   * @param errors what the receiver found wrong with the published record, for people
   * @param generator the program that made the report
   */
  public record Metadata(
      String version,
      String orgName,
      String email,
      Optional<String> extraContactInfo,
      String reportId,
      Instant begin,
      Instant end,
      List<String> errors,
      Optional<String> generator) {

    /** Copies the list. */
    public Metadata {
      errors = List.copyOf(errors);
    }

    /**
     * The receiver in one word: the name of its organization, or the domain of its address if it
     * has none.
     */
    public String submitter() {
      return orgName.isEmpty() ? email.substring(email.lastIndexOf('@') + 1) : orgName;
    }

    /** The length of the period; negative if it ends before it begins. */
    public Duration period() {
      return Duration.between(begin, end);
    }
  }

  /**
   * The policy that the receiver found: {@code policy_published}.
   *
   * @param domain the domain with the record, in lower case and A-labels
   * @param p the policy for the domain
   * @param sp the policy for its sub-domains
   * @param np the policy for sub-domains that do not exist
   * @param adkim the alignment mode of DKIM
   * @param aspf the alignment mode of SPF
   * @param discoveryMethod the method that found the record
   * @param fo the options for failure reports
   * @param testing {@code t}, if the report has it
   * @param pct the percentage of mail that the policy is for, in reports by RFC 7489; any text
   */
  public record PolicyPublished(
      String domain,
      Word<DmarcPolicy> p,
      Word<DmarcPolicy> sp,
      Word<DmarcPolicy> np,
      Word<AlignmentMode> adkim,
      Word<AlignmentMode> aspf,
      Word<Discovery> discoveryMethod,
      Optional<String> fo,
      Optional<Boolean> testing,
      Optional<String> pct) {}

  /**
   * The numbers of a report.
   *
   * @param records the number of records
   * @param dropped the number of records that were left out for want of a usable count
   * @param messages the sum of the counts, at most 2^53
   */
  public record Totals(long records, long dropped, long messages) {

    /** Nothing. */
    public static final Totals NONE = new Totals(0, 0, 0);
  }

  /**
   * The identity of a report. The Report-ID alone does not: some receivers use one for all domains
   * of a day.
   *
   * @param submitter {@link Metadata#submitter()} in lower case
   * @param reportId the Report-ID without white space and angle brackets around it
   * @param domain the policy domain in lower case
   * @param begin the beginning of the period
   */
  public record Key(String submitter, String reportId, String domain, Instant begin) {}

  /** Copies the lists. */
  public AggregateReport {
    records = List.copyOf(records);
    notes = List.copyOf(notes);
  }

  /** A report by RFC 9990 with all of its records and no notes. */
  public static AggregateReport of(
      Metadata metadata, PolicyPublished policy, List<AggregateRecord> records) {
    long messages = 0;
    for (AggregateRecord each : records) {
      messages = Math.addExact(messages, each.count());
    }
    return new AggregateReport(
        Form.RFC_9990,
        NAMESPACE,
        metadata,
        policy,
        records,
        new Totals(records.size(), 0, messages),
        List.of());
  }

  /** The identity of this report. */
  public Key key() {
    return new Key(
        metadata.submitter().toLowerCase(Locale.ROOT),
        metadata.reportId().replaceAll("^[<\\s]+|[>\\s]+$", ""),
        policy.domain().toLowerCase(Locale.ROOT),
        metadata.begin());
  }

  /** This report with these records and notes in place of its own; the totals stay. */
  public AggregateReport with(List<AggregateRecord> otherRecords, List<ReportNote> otherNotes) {
    return new AggregateReport(form, namespace, metadata, policy, otherRecords, totals, otherNotes);
  }
}
