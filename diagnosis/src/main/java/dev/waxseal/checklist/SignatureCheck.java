package dev.waxseal.checklist;

import dev.waxseal.dkim.DkimResult;
import dev.waxseal.dkim.signature.DkimReason;
import dev.waxseal.dkim.signature.DkimSignature;
import dev.waxseal.inbound.InboundReport;
import java.util.Collections;
import java.util.Optional;

/** R9: the signatures use current algorithms and cover enough. */
final class SignatureCheck {

  private SignatureCheck() {}

  static CheckReport.Check check(InboundReport report) {
    CheckBuilder check = new CheckBuilder("R9", "the signatures are current and cover enough");
    if (report.dkim().results().isEmpty()) {
      return check.notEvaluated("the message has no DKIM signature");
    }
    for (DkimResult result : report.dkim().results()) {
      look(result, check);
    }
    return check.build();
  }

  private static void look(DkimResult result, CheckBuilder check) {
    Optional<DkimSignature> claims = result.signature();
    String whose = claims.map(it -> "the signature of " + it.domain()).orElse("a signature");
    if (claims.filter(it -> it.bodyLength().isPresent()).isPresent()) {
      check.warning(whose + " has l=, which lets anyone append (RFC 6376 section 8.2)");
    }
    if (result.tags().getOrDefault("a", "").equalsIgnoreCase("rsa-sha1")) {
      check.failed(whose + " is rsa-sha1, which no receiver accepts (RFC 8301 section 3.1)");
    }
    if (result instanceof DkimResult.Failure failure
        && failure.reason() == DkimReason.SIGNATURE_EXPIRED) {
      check.failed(whose + " has expired (x=)");
    }
    if (claims.filter(it -> Collections.frequency(it.signedHeaders(), "from") < 2).isPresent()) {
      check.warning(
          whose + " names From only once in h=, so another From can be added (section 8.15)");
    }
  }
}
