package dev.waxseal.cli.report;

import dev.waxseal.checklist.Checklist;
import dev.waxseal.diagnosis.Diagnostician;
import dev.waxseal.inbound.InboundReport;
import dev.waxseal.spf.SpfClient;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Looks further into messages that have been checked; may be shared among threads.
 *
 * @param diagnostician who looks for what happened where signatures fail
 * @param checklist who looks for what large receivers ask
 */
public record Analyzer(Optional<Diagnostician> diagnostician, Optional<Checklist> checklist) {

  /** How large a body may be for anything to be found out about it, or shown. */
  public int bodyOctets() {
    return diagnostician
        .map(Diagnostician::limits)
        .orElseGet(Diagnostician.SearchLimits::defaults)
        .bodyOctets();
  }

  /**
   * Looks further into a message.
   *
   * @param body its body, if it was kept
   * @param longestLine how many octets its longest line has
   */
  public Analysis analyze(
      InboundReport report, Optional<SpfClient> client, Optional<byte[]> body, long longestLine) {
    return new Analysis(
        diagnostician.map(it -> it.diagnose(report, body)),
        checklist.map(it -> it.check(report, client, OptionalLong.of(longestLine))),
        body);
  }
}
