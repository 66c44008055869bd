package dev.waxseal.inbound;

import dev.waxseal.arc.ArcReport;
import dev.waxseal.arc.ArcResult;
import dev.waxseal.arc.ArcSet;
import dev.waxseal.authres.AuthenticationResults;
import dev.waxseal.authres.ReceivedResults;
import dev.waxseal.dns.DomainName;
import dev.waxseal.mime.Headers;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Findings about trusted results that cannot be read: those of services that report SPF, and of
 * trusted sealers. Without a finding it would look as if there were no results.
 */
final class UnreadableResults {

  private static final String ID = "unreadable-results";

  /** A stranger may write as many as there is room for. */
  private static final int MOST = 10;

  private UnreadableResults() {}

  static List<InboundFinding> of(
      InboundAuthenticator authenticator, Headers headers, ArcReport arc) {
    List<InboundFinding> findings = new ArrayList<>(0);
    if (authenticator.spfReporters().isPresent()) {
      ReceivedResults.of(headers, authenticator.spfReporters().get()).unusable().stream()
          .limit(MOST)
          .map(field -> finding(AuthenticationResults.NAME, field.sentence()))
          .forEach(findings::add);
    }
    if (arc.result() instanceof ArcResult.Pass) {
      ofSealers(arc.sets(), authenticator.policy().trustedSealers(), findings);
    }
    return findings;
  }

  /** Findings about the sets of trusted sealers, the newest first. */
  private static void ofSealers(
      List<ArcSet> sets, Set<DomainName> trusted, List<InboundFinding> findings) {
    for (int i = sets.size() - 1; i >= 0 && SealerTrust.isTrusted(sets.get(i), trusted); i--) {
      if (sets.get(i).results() instanceof AuthenticationResults.Parsed.Invalid invalid) {
        DomainName sealer = sets.get(i).claimedSealer().orElseThrow();
        findings.add(
            finding(
                "ARC-Authentication-Results",
                "the results in set "
                    + (i + 1)
                    + " of "
                    + sealer
                    + " cannot be read "
                    + invalid.place()));
      }
    }
  }

  private static InboundFinding finding(String field, String detail) {
    return new InboundFinding(ID, InboundFinding.Severity.WARNING, field, detail);
  }
}
