package dev.waxseal.checklist;

import dev.waxseal.dkim.DkimReason;
import dev.waxseal.dkim.DkimResult;
import dev.waxseal.dkim.DkimSignature;
import dev.waxseal.inbound.InboundReport;
import java.util.Collections;
import java.util.Optional;

/** R9: the signatures are of today, and leave nothing open. */
final class SignatureCheck {

  private SignatureCheck() {}

  static Check check(InboundReport report) {
    Findings findings = new Findings("R9", "the signatures leave nothing open");
    if (report.dkim().results().isEmpty()) {
      return findings.notEvaluated("the message has no DKIM signature");
    }
    for (DkimResult result : report.dkim().results()) {
      look(result, findings);
    }
    return findings.check();
  }

  private static void look(DkimResult result, Findings findings) {
    Optional<DkimSignature> claims = result.signature();
    String whose = claims.map(it -> "the signature of " + it.domain()).orElse("a signature");
    if (claims.filter(it -> it.bodyLength().isPresent()).isPresent()) {
      findings.warning(whose + " has l=, which lets anyone append (RFC 6376 section 8.2)");
    }
    if (result.tags().getOrDefault("a", "").equalsIgnoreCase("rsa-sha1")) {
      findings.failed(whose + " is rsa-sha1, which counts nowhere (RFC 8301 section 3.1)");
    }
    if (result instanceof DkimResult.Failure failure
        && failure.reason() == DkimReason.SIGNATURE_EXPIRED) {
      findings.failed(whose + " has expired (x=)");
    }
    if (claims.filter(it -> Collections.frequency(it.signedHeaders(), "from") < 2).isPresent()) {
      findings.warning(
          whose + " names From once in h=, so that another From can be added (section 8.15)");
    }
  }
}
