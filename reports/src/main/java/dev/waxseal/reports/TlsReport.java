package dev.waxseal.reports;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A report on TLS of SMTP: how often a sender could connect to a domain by its policies, and why
 * not (RFC 8460 section 4).
 *
 * <p>Names are those of the JSON. A text that the report does not have is empty; each deviation
 * from the RFC is a {@link ReportNote}.
 *
 * <p>Immutable; share it among threads.
 *
 * @param organizationName the sender, as it says
 * @param contactInfo where to reach it; any text
 * @param reportId the id of the report
 * @param start the beginning of the period
 * @param end the end of the period, which may come before the beginning
 * @param policies the policies, with what came of each
 * @param notes the deviations, each kind once
 */
public record TlsReport(
    String organizationName,
    String contactInfo,
    String reportId,
    Instant start,
    Instant end,
    List<Policy> policies,
    List<ReportNote> notes)
    implements Report {

  /** The kinds of policy (RFC 8460 section 4.2). */
  public enum PolicyType {
    /** DANE: TLSA records. */
    TLSA,
    /** MTA-STS. */
    STS,
    /** Neither. */
    NO_POLICY_FOUND
  }

  /** The kinds of failure (RFC 8460 section 4.3). */
  public enum ResultType {
    /** The server does not offer STARTTLS. */
    STARTTLS_NOT_SUPPORTED,
    /** The certificate is of another host. */
    CERTIFICATE_HOST_MISMATCH,
    /** The certificate has expired. */
    CERTIFICATE_EXPIRED,
    /** The certificate is not trusted. */
    CERTIFICATE_NOT_TRUSTED,
    /** TLS failed in another way. */
    VALIDATION_FAILURE,
    /** The TLSA record is not valid. */
    TLSA_INVALID,
    /** DNSSEC failed. */
    DNSSEC_INVALID,
    /** There is no TLSA record that DANE requires. */
    DANE_REQUIRED,
    /** The policy of MTA-STS could not be fetched. */
    STS_POLICY_FETCH_ERROR,
    /** The policy of MTA-STS is not valid. */
    STS_POLICY_INVALID,
    /** The policy of MTA-STS could not be fetched by HTTPS. */
    STS_WEBPKI_INVALID
  }

  /**
   * A policy and what came of it.
   *
   * @param type {@code policy-type}
   * @param strings {@code policy-string}: the policy as the sender found it
   * @param domain {@code policy-domain}, in lower case and A-labels
   * @param mxHosts {@code mx-host}: the patterns of MTA-STS
   * @param successes {@code total-successful-session-count}
   * @param failures {@code total-failure-session-count}
   * @param details {@code failure-details}
   */
  public record Policy(
      Word<PolicyType> type,
      List<String> strings,
      String domain,
      List<String> mxHosts,
      OptionalLong successes,
      OptionalLong failures,
      List<Failure> details) {

    /** Copies the lists. */
    public Policy {
      strings = List.copyOf(strings);
      mxHosts = List.copyOf(mxHosts);
      details = List.copyOf(details);
    }
  }

  /**
   * Failures of one kind.
   *
   * @param type {@code result-type}
   * @param sessions {@code failed-session-count}
   * @param sendingIp {@code sending-mta-ip}: an address as {@link AggregateRecord#text} has it, or
   *     another text
   * @param receivingIp {@code receiving-ip}, likewise
   * @param mxHostname {@code receiving-mx-hostname}
   * @param mxHelo {@code receiving-mx-helo}
   * @param additionalInformation {@code additional-information}: any text
   * @param reasonCode {@code failure-reason-code}: any text
   */
  public record Failure(
      Word<ResultType> type,
      OptionalLong sessions,
      String sendingIp,
      String receivingIp,
      String mxHostname,
      Optional<String> mxHelo,
      Optional<String> additionalInformation,
      Optional<String> reasonCode) {}

  /** Copies the lists. */
  public TlsReport {
    policies = List.copyOf(policies);
    notes = List.copyOf(notes);
  }

  /** The number of sessions that succeeded, over all policies. */
  public long successes() {
    return sum(policies.stream().map(Policy::successes).toList());
  }

  /** The number of sessions that failed, over all policies. */
  public long failures() {
    return sum(policies.stream().map(Policy::failures).toList());
  }

  private static long sum(List<OptionalLong> counts) {
    long sum = 0;
    for (OptionalLong count : counts) {
      sum += Math.min(count.orElse(0), Long.MAX_VALUE - sum);
    }
    return sum;
  }

  /** This report with these notes in place of its own. */
  public TlsReport with(List<ReportNote> otherNotes) {
    return new TlsReport(organizationName, contactInfo, reportId, start, end, policies, otherNotes);
  }
}
