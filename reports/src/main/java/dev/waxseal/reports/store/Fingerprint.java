package dev.waxseal.reports.store;

import dev.waxseal.reports.AggregateRecord;
import dev.waxseal.reports.AggregateReport;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A hash of what a report says, whatever it came in and however its XML is written. Each text is
 * hashed with its length, so that no other texts give the same octets.
 */
final class Fingerprint {

  private final MessageDigest digest = sha256();

  /** The hash of what tells a report from others. */
  static String of(AggregateReport.Key key) {
    Fingerprint hash = new Fingerprint();
    hash.text(key.submitter());
    hash.text(key.reportId());
    hash.text(key.domain());
    hash.number(key.begin().getEpochSecond());
    return hash.hex();
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java has it
    }
  }

  /** The next record. */
  void add(AggregateRecord added) {
    text(added.sourceIp());
    number(added.count());
    text(added.policyEvaluated().disposition().text());
    text(added.policyEvaluated().dkim().text());
    text(added.policyEvaluated().spf().text());
    number(added.policyEvaluated().reasons().size());
    for (AggregateRecord.Reason reason : added.policyEvaluated().reasons()) {
      text(reason.type().text());
      text(reason.comment());
    }
    text(added.identifiers().headerFrom());
    text(added.identifiers().envelopeFrom());
    text(added.identifiers().envelopeTo());
    number(added.dkim().size());
    for (AggregateRecord.DkimAuthResult result : added.dkim()) {
      text(result.domain());
      text(result.selector());
      text(result.result().text());
      text(result.humanResult());
    }
    number(added.spf().size());
    for (AggregateRecord.SpfAuthResult result : added.spf()) {
      text(result.domain());
      text(result.scope().text());
      text(result.result().text());
      text(result.humanResult());
    }
  }

  /** The hash of all records and of the report around them. */
  String end(AggregateReport report) {
    AggregateReport.Metadata metadata = report.metadata();
    text(metadata.orgName());
    text(metadata.email());
    text(metadata.extraContactInfo());
    text(metadata.reportId());
    number(metadata.begin().getEpochSecond());
    number(metadata.end().getEpochSecond());
    metadata.errors().forEach(this::text);
    text(metadata.generator());
    AggregateReport.PolicyPublished policy = report.policy();
    text(policy.domain());
    text(policy.p().text());
    text(policy.sp().text());
    text(policy.np().text());
    text(policy.adkim().text());
    text(policy.aspf().text());
    text(policy.discoveryMethod().text());
    text(policy.fo());
    text(policy.testing().map(String::valueOf));
    text(policy.pct());
    return hex();
  }

  private String hex() {
    return HexFormat.of().formatHex(digest.digest());
  }

  private void number(long value) {
    digest.update(ByteBuffer.allocate(Long.BYTES).putLong(0, value));
  }

  private void text(Optional<String> text) {
    if (text.isPresent()) {
      text(text.get());
    } else {
      number(-1);
    }
  }

  private void text(String text) {
    byte[] octets = text.getBytes(StandardCharsets.UTF_8);
    number(octets.length);
    digest.update(octets);
  }
}
