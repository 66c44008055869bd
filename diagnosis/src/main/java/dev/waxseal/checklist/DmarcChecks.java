package dev.waxseal.checklist;

import dev.waxseal.dmarc.AppliedRecord;
import dev.waxseal.dmarc.DmarcFacts;
import dev.waxseal.dmarc.DmarcFinding;
import dev.waxseal.dmarc.DmarcPolicy;
import dev.waxseal.dmarc.DmarcStatus;
import dev.waxseal.dmarc.Identifier;
import dev.waxseal.dns.DomainName;
import dev.waxseal.inbound.InboundReport;
import java.util.Optional;

/** R3, R4 and R10: alignment, the record, and names that belong to providers. */
final class DmarcChecks {

  private DmarcChecks() {}

  /** R3: large receivers require one aligned method, and prefer two. */
  static CheckReport.Check alignment(InboundReport report) {
    CheckBuilder check = new CheckBuilder("R3", "From is aligned with SPF and with DKIM");
    DmarcFacts facts = report.dmarc().result().facts();
    if (facts.applied().isEmpty()) {
      return check.notEvaluated("there is no DMARC record that applies");
    }
    boolean dkim = isAligned(facts, Identifier.Method.DKIM);
    boolean spf = isAligned(facts, Identifier.Method.SPF);
    tell(check, "DKIM", dkim, dkim || spf);
    if (report.spf().isPresent()) {
      tell(check, "SPF", spf, dkim || spf);
    }
    return check.build();
  }

  private static void tell(CheckBuilder check, String method, boolean aligned, boolean other) {
    if (aligned) {
      check.good(method + " is aligned with From");
    } else if (other) {
      check.warning(method + " is not aligned with From; if the other method breaks, DMARC fails");
    } else {
      check.failed(method + " is not aligned with From");
    }
  }

  /** R4. */
  static CheckReport.Check published(InboundReport report) {
    CheckBuilder check = new CheckBuilder("R4", "a DMARC record, with an address for reports");
    Optional<AppliedRecord> applied = report.dmarc().result().facts().applied();
    if (applied.isEmpty()) {
      return report.dmarc().result().status() == DmarcStatus.TEMPERROR
          ? check.notEvaluated("DNS did not answer")
          : check.failed("no DMARC record applies; publish one, at least with p=none").build();
    }
    check.good("p=" + applied.get().policy().word() + " at _dmarc." + applied.get().domain());
    applied.get().dmarcRecord().findings().stream()
        .filter(finding -> finding.kind() == DmarcFinding.NO_AGGREGATE_REPORTS)
        .forEach(finding -> check.warning(finding.summary()));
    return check.build();
  }

  /** R10. */
  static CheckReport.Check freeMail(InboundReport report, Requirements requirements) {
    CheckBuilder check = new CheckBuilder("R10", "the name in From is the sender's own");
    DmarcFacts facts = report.dmarc().result().facts();
    Optional<DomainName> author = facts.authorDomain();
    if (author.isEmpty()) {
      return check.notEvaluated("the author cannot be determined");
    }
    String name = author.get().toString();
    boolean strict =
        facts.applied().map(applied -> applied.policy() != DmarcPolicy.NONE).orElse(false);
    if (requirements.freeMail().contains(name) && facts.aligned().isEmpty()) {
      String policy = strict ? ", which asks to refuse such mail" : "";
      check.failed(
          "the address in From belongs to "
              + name
              + policy
              + ", and the message did not come from there; use a domain of your own");
    }
    return check.build();
  }

  private static boolean isAligned(DmarcFacts facts, Identifier.Method method) {
    return facts.aligned().stream().anyMatch(identifier -> identifier.method() == method);
  }
}
