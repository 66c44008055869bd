package dev.waxseal.reports.write;

import dev.waxseal.dns.DomainName;
import dev.waxseal.reports.AggregateReport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.zip.GZIPOutputStream;

/**
 * A report that is ready to be sent, with the names that it has by RFC 9990 section 3.5. All of
 * them are the same whenever it is made from the same history.
 *
 * <p>Immutable; share it among threads.
 */
public final class OutgoingReport {

  private final Reporter reporter;
  private final DomainName policyDomain;
  private final String policyRecord;
  private final AggregateReport report;
  private final ReportNames names;
  private final byte[] gzip;

  OutgoingReport(
      Reporter reporter,
      DomainName policyDomain,
      String policyRecord,
      AggregateReport report,
      ReportNames names) {
    this.reporter = reporter;
    this.policyDomain = policyDomain;
    this.policyRecord = policyRecord;
    this.report = report;
    this.names = names;
    this.gzip = compressed(report);
  }

  /** The domain that it is for. */
  public DomainName policyDomain() {
    return policyDomain;
  }

  /** The text of the domain's last policy record of the day, which says where the report goes. */
  public String policyRecord() {
    return policyRecord;
  }

  /** The report. */
  public AggregateReport report() {
    return report;
  }

  /** The Report-ID. */
  public String reportId() {
    return names.reportId();
  }

  /** The name of the attachment; longer than some file systems allow if the domain is. */
  public String fileName() {
    return names.fileName();
  }

  /** The Subject, unfolded. */
  public String subject() {
    return names.subject();
  }

  /** The XML, compressed with gzip. */
  public byte[] gzip() {
    return gzip.clone();
  }

  /**
   * The mail to one address, not yet signed.
   *
   * @param to the address
   * @param date the time of its Date field
   */
  public ReportMail mail(MailAddress to, Instant date) {
    return ReportMail.of(this, reporter, to, date);
  }

  /** The letters and digits of the Report-ID. */
  String id() {
    return names.id();
  }

  private static byte[] compressed(AggregateReport report) {
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(octets)) {
      ReportXml.write(report, gzip);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory does not fail
    }
    return octets.toByteArray();
  }
}
