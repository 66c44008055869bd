package dev.waxseal.cli.report;

import dev.waxseal.cli.lookup.Finding;
import dev.waxseal.dmarc.DmarcReason;
import dev.waxseal.dmarc.DmarcResult;
import dev.waxseal.dmarc.DmarcVerifier;
import dev.waxseal.dns.Dns;
import dev.waxseal.dns.RecordFinding;
import dev.waxseal.inbound.InboundReport;
import dev.waxseal.inbound.InboundSpf;
import dev.waxseal.spf.SpfStatus;
import dev.waxseal.spf.SpfVerifier;
import java.util.List;
import java.util.Set;

/**
 * What {@code lookup} says of the records that a message depends on, where SPF or DMARC came to
 * nothing: errors and warnings, without those that the results tell already.
 *
 * @param spf about the record of the SPF domain
 * @param dmarc about the record of the author domain
 */
public record RecordFindings(List<Finding> spf, List<Finding> dmarc) {

  /** The results have told these. */
  private static final Set<String> TOLD =
      Set.of("spf-no-record", "dmarc-no-record", "dmarc-not-dmarc1");

  /** Nothing. */
  static final RecordFindings NONE = new RecordFindings(List.of(), List.of());

  /** Looks up what is wrong; it blocks for DNS. */
  static RecordFindings of(InboundReport report, Dns dns) {
    return new RecordFindings(
        report.spf().map(result -> spf(result, dns)).orElse(List.of()),
        dmarc(report.dmarc().result(), dns));
  }

  private static List<Finding> spf(InboundSpf result, Dns dns) {
    boolean isClear =
        result.status() == SpfStatus.PASS
            || result.status() == SpfStatus.TEMPERROR
            || result.check().isEmpty()
            || result.domain().isEmpty();
    return isClear
        ? List.of()
        : shown(SpfVerifier.of(dns).explain(result.domain().get()).findings());
  }

  private static List<Finding> dmarc(DmarcResult result, Dns dns) {
    boolean isOpen =
        result instanceof DmarcResult.Failure failure
            && (failure.reason() == DmarcReason.NO_RECORD
                || failure.reason() == DmarcReason.POLICY_INVALID
                || failure.reason() == DmarcReason.RECORD_WITHOUT_POLICY);
    return result
        .facts()
        .authorDomain()
        .filter(domain -> isOpen)
        .map(domain -> DmarcVerifier.of(dns).explain(domain).findings())
        .map(RecordFindings::shown)
        .orElse(List.of());
  }

  private static List<Finding> shown(List<RecordFinding> findings) {
    return Finding.ofAll(findings).stream()
        .filter(finding -> finding.severity() != Finding.Severity.INFO)
        .filter(finding -> !TOLD.contains(finding.id()))
        .toList();
  }
}
