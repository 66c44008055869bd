package dev.waxseal.cli.report;

import dev.waxseal.checklist.Checklist;
import dev.waxseal.diagnosis.Diagnostician;
import dev.waxseal.dns.Dns;
import dev.waxseal.inbound.InboundReport;
import dev.waxseal.spf.SpfClient;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Makes the diagnosis and the check-list of a message that was verified; may be shared among
 * threads.
 *
 * @param diagnostician empty to make no diagnosis
 * @param checklist empty to make no check-list
 * @param canonical makes the octets that were hashed; empty to make none
 * @param records where records are looked up that made SPF or DMARC come to nothing; empty not to
 */
public record Analyzer(
    Optional<Diagnostician> diagnostician,
    Optional<Checklist> checklist,
    Optional<Diagnostician> canonical,
    Optional<Dns> records) {

  /**
   * Bodies of two readings are held while they grow, and copied; the rest of the heap is for work.
   */
  private static final int SHARE_OF_HEAP = 32;

  /**
   * The largest body to keep, in octets: what can be searched, or, in a small heap, a share of it.
   */
  public int bodyOctets() {
    int usual = limits().bodyOctets();
    long share = Math.max(usual, Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP);
    return diagnostician.isPresent() || canonical.isPresent()
        ? (int) Math.min(limits().largeBodyOctets(), share)
        : usual;
  }

  private Diagnostician.SearchLimits limits() {
    return diagnostician.map(Diagnostician::limits).orElseGet(Diagnostician.SearchLimits::defaults);
  }

  /**
   * Analyses a message.
   *
   * @param body its body, if it was kept
   * @param longestLine the length of its longest line in octets
   */
  public Analysis analyze(
      InboundReport report, Optional<SpfClient> client, Optional<byte[]> body, long longestLine) {
    return new Analysis(
        diagnostician.map(it -> it.diagnose(report, body)),
        checklist.map(it -> it.check(report, client, OptionalLong.of(longestLine))),
        canonical.map(it -> new Canonical(it.hashedTexts(report, body), body)),
        records.map(dns -> RecordFindings.of(report, dns)).orElse(RecordFindings.NONE),
        body.filter(octets -> octets.length <= limits().bodyOctets()));
  }
}
