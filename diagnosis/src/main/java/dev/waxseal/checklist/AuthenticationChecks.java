package dev.waxseal.checklist;

import dev.waxseal.dkim.DkimResult;
import dev.waxseal.dkim.signature.DkimKeyRecord;
import dev.waxseal.inbound.InboundReport;
import dev.waxseal.inbound.InboundSpf;
import dev.waxseal.spf.SpfScope;
import dev.waxseal.spf.SpfStatus;
import java.util.List;

/** R1 and R2: SPF for MAIL FROM, and DKIM with a key of sufficient length. */
final class AuthenticationChecks {

  private AuthenticationChecks() {}

  static CheckReport.Check spf(InboundReport report) {
    CheckBuilder check = new CheckBuilder("R1", "SPF passes for MAIL FROM");
    if (report.spf().isEmpty()) {
      return check.notEvaluated("the client is not known, so SPF could not be checked");
    }
    InboundSpf spf = report.spf().get();
    String domain = spf.domain().map(name -> " of " + name).orElse("");
    if (spf.status() != SpfStatus.PASS) {
      check.failed("SPF" + domain + " is " + spf.status().word());
    } else if (spf.scope() != SpfScope.MFROM) {
      check.warning("SPF passes for HELO only, which DMARC does not count");
    } else {
      check.good("SPF" + domain + " passes");
    }
    return check.build();
  }

  static CheckReport.Check dkim(InboundReport report, Requirements requirements) {
    CheckBuilder check = new CheckBuilder("R2", "a DKIM signature passes");
    List<DkimResult.Pass> passes = report.dkim().passes();
    if (passes.isEmpty()) {
      return check
          .failed(
              report.dkim().results().isEmpty()
                  ? "the message has no DKIM signature"
                  : "none of the DKIM signatures passes")
          .build();
    }
    int bits = passes.stream().mapToInt(pass -> rsaBits(pass.key())).max().orElse(0);
    if (bits == 0) {
      check.warning(
          "only Ed25519 signatures pass, which many receivers do not support; sign with RSA as well");
    } else if (bits < requirements.leastBits()) {
      check.failed("the key has " + bits + " bits; " + requirements.leastBits() + " are required");
    } else if (bits < requirements.advisedBits()) {
      check.warning(
          "the key has " + bits + " bits; " + requirements.advisedBits() + " are advised");
    } else {
      check.good("it is signed with a key of " + bits + " bits");
    }
    return check.build();
  }

  private static int rsaBits(DkimKeyRecord key) {
    return key.algorithm()
        .map(
            algorithm ->
                switch (algorithm) {
                  case RSA_SHA256 -> key.keyBits().orElse(0);
                  case ED25519_SHA256 -> 0;
                })
        .orElse(0);
  }
}
