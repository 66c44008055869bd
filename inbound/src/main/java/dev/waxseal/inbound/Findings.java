package dev.waxseal.inbound;

import dev.waxseal.arc.ArcReport;
import dev.waxseal.dkim.DkimReport;
import dev.waxseal.mime.Headers;
import dev.waxseal.pass.LineEnds;
import java.util.ArrayList;
import java.util.List;

/** All findings about one message; each kind has a class of its own. */
final class Findings {

  private Findings() {}

  /**
   * The findings, in the order in which the report has them.
   *
   * @param authenticator the authenticator of the message
   * @param dkim the report on its signatures
   * @param arc the report on its chain
   * @param dmarc the result of DMARC
   */
  static List<InboundFinding> of(
      InboundAuthenticator authenticator, DkimReport dkim, ArcReport arc, DmarcVerdict dmarc) {
    Headers headers = dkim.headers();
    List<InboundFinding> findings = new ArrayList<>(lineEnds(dkim));
    findings.addAll(HeaderFindings.of(headers));
    findings.addAll(RepeatedFields.of(headers, dkim, arc, dmarc));
    findings.addAll(UnreadableResults.of(authenticator, headers, arc));
    findings.addAll(KeyFindings.of(dkim));
    return List.copyOf(findings);
  }

  /** Bare LF that was read as CRLF: a signature that fails may have failed over that. */
  private static List<InboundFinding> lineEnds(DkimReport dkim) {
    return dkim.lineEnds() == LineEnds.CONVERTED
        ? List.of(
            new InboundFinding(
                "line-ends-converted",
                InboundFinding.Severity.NOTE,
                "",
                "the lines of the message end in LF alone; they were read as CRLF"))
        : List.of();
  }
}
