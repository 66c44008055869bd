package dev.waxseal.reports;

import dev.waxseal.dmarc.DmarcPolicy;
import dev.waxseal.dmarc.DmarcRecord.AlignmentMode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A DMARC aggregate report: what one receiver saw of the mail of one policy domain in one period
 * (RFC 9990 section 3.1; before May 2026 RFC 7489 section 7.2).
 *
 * <p>Names are those of the XML elements. A report that was read need not be complete: a text that
 * it does not have is empty, and each deviation from the RFC is a {@link ReportNote}.
 *
 * <p>Immutable; share it among threads.
 *
 * @param form the specification that it was written by
 * @param metadata who made it, and of which period
 * @param policy the published policy that the receiver found
 * @param records the records in order; empty if they were handed to a sink one by one
 * @param recordCount the number of records, those handed to a sink included
 * @param messageCount the number of messages in them: the sum of their counts
 * @param notes the deviations, each kind once, in the order in which they were met
 */
public record AggregateReport(
    Form form,
    Metadata metadata,
    PolicyPublished policy,
    List<AggregateRecord> records,
    long recordCount,
    long messageCount,
    List<ReportNote> notes)
    implements Report {

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
   * @param begin the beginning of the period; empty if it is not a time
   * @param end the end of the period; empty if it is not a time
   * @param errors what the receiver found wrong with the published record, for people
   * @param generator the program that made the report
   */
  public record Metadata(
      String version,
      String orgName,
      String email,
      Optional<String> extraContactInfo,
      String reportId,
      Optional<Instant> begin,
      Optional<Instant> end,
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

    /** The length of the period; empty unless it has an end after its beginning. */
    public Optional<Duration> period() {
      return begin
          .flatMap(from -> end.map(to -> Duration.between(from, to)))
          .filter(length -> !length.isNegative());
    }
  }

  /**
   * The policy that the receiver found: {@code policy_published}.
   *
   * @param domain the domain with the record, as the report has it
   * @param p the policy for the domain
   * @param sp the policy for its sub-domains
   * @param np the policy for sub-domains that do not exist
   * @param adkim the alignment mode of DKIM
   * @param aspf the alignment mode of SPF
   * @param discoveryMethod the method that found the record
   * @param fo the options for failure reports
   * @param testing {@code t}, if the report has it
   * @param pct the percentage of mail that the policy is for, in reports by RFC 7489
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
      OptionalInt pct) {}

  /**
   * What tells two reports apart. The Report-ID alone does not: some receivers use one for all
   * domains of a day.
   *
   * @param submitter {@link Metadata#submitter()} in lower case
   * @param reportId the Report-ID without white space and angle brackets around it
   * @param domain the policy domain in lower case
   * @param begin the beginning of the period in seconds since 1970; 0 if it has none
   */
  public record Key(String submitter, String reportId, String domain, long begin) {}

  /** Copies the lists. */
  public AggregateReport {
    records = List.copyOf(records);
    notes = List.copyOf(notes);
  }

  /** A report by RFC 9990 with all of its records and no notes. */
  public static AggregateReport of(
      Metadata metadata, PolicyPublished policy, List<AggregateRecord> records) {
    long messages = records.stream().mapToLong(AggregateRecord::count).sum();
    return new AggregateReport(
        Form.RFC_9990, metadata, policy, records, records.size(), messages, List.of());
  }

  /** What tells this report from others. */
  public Key key() {
    return new Key(
        metadata.submitter().toLowerCase(Locale.ROOT),
        metadata.reportId().replaceAll("^[<\\s]+|[>\\s]+$", ""),
        policy.domain().toLowerCase(Locale.ROOT),
        metadata.begin().map(Instant::getEpochSecond).orElse(0L));
  }

  /** Returns true if the report deviates in this way. */
  public boolean has(ReportNote.Kind kind) {
    return notes.stream().anyMatch(note -> note.kind() == kind);
  }
}
