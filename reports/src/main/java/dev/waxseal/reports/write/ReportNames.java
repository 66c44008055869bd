package dev.waxseal.reports.write;

import dev.waxseal.dns.DomainName;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;

/**
 * The names of a report. They follow from what the report is of, so that they are the same when it
 * is sent again, as RFC 9990 section 3.5.2 wants the file name to be.
 *
 * @param receiver the submitter
 * @param domain the policy domain
 * @param begin the beginning of the period
 * @param end the last second of the period
 * @param id letters and digits that tell this report from all others of the receiver
 */
record ReportNames(DomainName receiver, DomainName domain, Instant begin, Instant end, String id) {

  private static final int DIGITS = 32;

  static ReportNames of(DomainName receiver, DomainName domain, Instant begin, String policy) {
    String text = String.join("\n", receiver.toString(), domain.toString(), "" + begin, policy);
    Instant end = begin.plus(Duration.ofDays(1)).minusSeconds(1);
    return new ReportNames(receiver, domain, begin, end, digest(text).substring(0, DIGITS));
  }

  /** {@code dot-atom-text "@" dot-atom-text} (RFC 9990 section 3.5.1). */
  String reportId() {
    return id + "@" + receiver;
  }

  /** {@code receiver "!" policy-domain "!" begin "!" end "!" unique-id} (RFC 9990 3.5.2). */
  String fileName() {
    return String.join(
        "!",
        receiver.toString(),
        domain.toString(),
        String.valueOf(begin.getEpochSecond()),
        String.valueOf(end.getEpochSecond()),
        id + ".xml.gz");
  }

  /** Unfolded (RFC 9990 section 3.5.2). */
  String subject() {
    return "Report Domain: " + domain + " Submitter: " + receiver + " Report-ID: " + reportId();
  }

  static String digest(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java has it
    }
  }
}
