package dev.waxseal.checklist;

import dev.waxseal.dmarc.AppliedRecord;
import dev.waxseal.dmarc.DmarcFacts;
import dev.waxseal.dmarc.DmarcPolicy;
import dev.waxseal.dmarc.DmarcStatus;
import dev.waxseal.dmarc.Identifier;
import dev.waxseal.dns.DomainName;
import dev.waxseal.inbound.InboundReport;
import java.util.Optional;

/** R3, R4 and R10: alignment, the record, and names that belong to providers. */
final class DmarcChecks {

  private DmarcChecks() {}

  /** R3: large receivers ask for one, and like both. */
  static Check alignment(InboundReport report) {
    Findings findings = new Findings("R3", "From is aligned with SPF and with DKIM");
    DmarcFacts facts = report.dmarc().result().facts();
    if (facts.applied().isEmpty()) {
      return findings.notEvaluated("there is no DMARC record that applies");
    }
    boolean dkim = isAligned(facts, Identifier.Method.DKIM);
    boolean spf = isAligned(facts, Identifier.Method.SPF);
    tell(findings, "DKIM", dkim, dkim || spf);
    if (report.spf().isPresent()) {
      tell(findings, "SPF", spf, dkim || spf);
    }
    return findings.check();
  }

  private static void tell(Findings findings, String method, boolean aligned, boolean other) {
    if (aligned) {
      findings.good(method + " is aligned with From");
    } else if (other) {
      findings.warning(
          method + " is not aligned with From; when the other one breaks, none is left");
    } else {
      findings.failed(method + " is not aligned with From");
    }
  }

  /** R4. */
  static Check published(InboundReport report) {
    Findings findings = new Findings("R4", "a DMARC record, with an address for reports");
    Optional<AppliedRecord> applied = report.dmarc().result().facts().applied();
    if (applied.isEmpty()) {
      return report.dmarc().result().status() == DmarcStatus.TEMPERROR
          ? findings.notEvaluated("DNS did not answer")
          : findings.failed("no DMARC record applies; publish one, p=none at the least").check();
    }
    findings.good("p=" + applied.get().policy().word() + " at _dmarc." + applied.get().domain());
    if (applied.get().dmarcRecord().aggregateReports().isEmpty()) {
      findings.warning("it has no rua=, so that nobody learns who sends in its name");
    }
    return findings.check();
  }

  /** R10. */
  static Check freeMail(InboundReport report, Requirements requirements) {
    Findings findings = new Findings("R10", "the name in From is the sender's own");
    DmarcFacts facts = report.dmarc().result().facts();
    Optional<DomainName> author = facts.authorDomain();
    if (author.isEmpty()) {
      return findings.notEvaluated("the author cannot be told");
    }
    String name = author.get().toString();
    boolean strict =
        facts.applied().map(applied -> applied.policy() != DmarcPolicy.NONE).orElse(false);
    if (requirements.freeMail().contains(name) && facts.aligned().isEmpty()) {
      String policy = strict ? ", which asks to refuse such mail" : "";
      findings.failed(
          "From is of "
              + name
              + policy
              + ", and the message did not come from there; use a"
              + " domain of your own");
    }
    return findings.check();
  }

  private static boolean isAligned(DmarcFacts facts, Identifier.Method method) {
    return facts.aligned().stream().anyMatch(identifier -> identifier.method() == method);
  }
}
