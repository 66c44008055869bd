package dev.waxseal.inbound;

import dev.waxseal.arc.ArcReport;
import dev.waxseal.dkim.DkimReport;
import dev.waxseal.mime.Headers;
import java.util.ArrayList;
import java.util.List;

/** All findings about one message; each kind has a class of its own. */
final class Findings {

  private Findings() {}

  /**
   * The findings, in the order in which the report has them.
   *
   * @param authenticator who judged the message
   * @param headers its header
   * @param dkim what became of its signatures
   * @param arc what became of its chain
   * @param dmarc what DMARC came to
   */
  static List<InboundFinding> of(
      InboundAuthenticator authenticator,
      Headers headers,
      DkimReport dkim,
      ArcReport arc,
      DmarcVerdict dmarc) {
    List<InboundFinding> findings = new ArrayList<>(HeaderFindings.of(headers));
    findings.addAll(RepeatedFields.of(headers, dkim, arc, dmarc));
    findings.addAll(UnreadableResults.of(authenticator, headers, arc));
    findings.addAll(KeyFindings.of(dkim));
    return List.copyOf(findings);
  }
}
