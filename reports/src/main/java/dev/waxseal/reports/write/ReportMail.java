package dev.waxseal.reports.write;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.waxseal.dkim.DkimSigner;
import dev.waxseal.dkim.signature.SigningException;
import dev.waxseal.mime.HeaderField;
import dev.waxseal.reports.AggregateReport;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Locale;

/**
 * The mail that brings a report to one address (RFC 9990 section 3.5.2): a text for people, and the
 * report as an attachment of {@code application/gzip}. Message-ID, Subject and file name are the
 * same whenever the report is sent to that address.
 *
 * <p>Sign it before it is sent: it has to pass DMARC itself.
 *
 * <p>Immutable; share it among threads.
 */
public final class ReportMail {

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.ROOT);

  private static final int DIGITS = 12;

  private final String messageId;
  private final byte[] octets;

  private ReportMail(String messageId, byte[] octets) {
    this.messageId = messageId;
    this.octets = octets;
  }

  static ReportMail of(OutgoingReport report, Reporter reporter, MailAddress to, Instant date) {
    String address = ReportNames.digest(to.toString()).substring(0, DIGITS);
    String messageId = report.id() + "." + address + "@" + reporter.address().domain();
    String header =
        lines(
            "From: " + reporter.address(),
            "To: " + to,
            "Date: " + DATE.format(date.atOffset(ZoneOffset.UTC)),
            "Subject: " + report.subject().replaceAll(" (Submitter|Report-ID):", "\r\n $1:"),
            "Message-ID: <" + messageId + ">",
            "Auto-Submitted: auto-generated",
            "MIME-Version: 1.0",
            "Content-Type: multipart/mixed; boundary=\"=_" + report.id() + "\"",
            "");
    return new ReportMail(messageId, (header + body(report, reporter)).getBytes(US_ASCII));
  }

  /** The Message-ID without its angle brackets. */
  public String messageId() {
    return messageId;
  }

  /** The message without a signature, with CRLF at the end of each line of 998 octets at most. */
  public byte[] octets() {
    return octets.clone();
  }

  /**
   * The message with signatures on top.
   *
   * @throws SigningException if a key does not sign
   */
  public byte[] signed(DkimSigner signer) throws SigningException {
    ByteArrayOutputStream signed = new ByteArrayOutputStream(octets.length + 1_024);
    for (HeaderField field : signer.sign(octets)) {
      signed.writeBytes(field.bytes());
    }
    signed.writeBytes(octets);
    return signed.toByteArray();
  }

  private static String body(OutgoingReport report, Reporter reporter) {
    String boundary = "--=_" + report.id();
    return lines(
        boundary,
        "Content-Type: text/plain; charset=us-ascii",
        "",
        text(report, reporter),
        "",
        boundary,
        "Content-Type: application/gzip",
        "Content-Transfer-Encoding: base64",
        "Content-Disposition: attachment;",
        " filename=\"" + report.fileName() + "\"",
        "",
        Base64.getMimeEncoder().encodeToString(report.gzip()),
        boundary + "--");
  }

  private static String text(OutgoingReport report, Reporter reporter) {
    AggregateReport all = report.report();
    LocalDate day = LocalDate.ofInstant(all.metadata().begin(), ZoneOffset.UTC);
    return String.join(
        "\r\n",
        "This is a DMARC aggregate report (RFC 9990) about mail that claims",
        "to be from " + report.policyDomain(),
        "and that was received on " + day + " (UTC) by",
        reporter.domain() + ".",
        "",
        all.totals().messages() + " messages are in " + all.totals().records() + " records.",
        "",
        "The report is attached. It was made by a program, and is sent to the",
        "addresses in the \"rua\" tag of the domain's DMARC record. Write to",
        reporter.address() + " if it should not be.");
  }

  private static String lines(String... lines) {
    return String.join("\r\n", lines) + "\r\n";
  }
}
