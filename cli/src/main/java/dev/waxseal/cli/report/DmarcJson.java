package dev.waxseal.cli.report;

import dev.waxseal.cli.lookup.Finding;
import dev.waxseal.cli.lookup.LookupOutput;
import dev.waxseal.cli.terminal.JsonFields;
import dev.waxseal.cli.text.SafeText;
import dev.waxseal.dmarc.AppliedRecord;
import dev.waxseal.dmarc.DmarcFacts;
import dev.waxseal.dmarc.DmarcPolicy;
import dev.waxseal.dmarc.DmarcResult;
import dev.waxseal.dmarc.Identifier;
import dev.waxseal.inbound.DmarcVerdict;
import dev.waxseal.inbound.LocalOverride;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** DMARC in the JSON report. */
final class DmarcJson {

  private DmarcJson() {}

  /** Writes the field {@code dmarc}. */
  static void write(DmarcVerdict verdict, List<Finding> findings, JsonFields json)
      throws IOException {
    DmarcResult result = verdict.result();
    DmarcFacts facts = result.facts();
    Optional<AppliedRecord> applied = facts.applied();
    Optional<DmarcResult.Failure> failure =
        result instanceof DmarcResult.Failure it ? Optional.of(it) : Optional.empty();
    json.beginObject("dmarc");
    json.text("result", result.status().word());
    json.text("reason", failure.map(it -> it.reason().name()));
    json.text("detail", failure.map(DmarcResult.Failure::detail));
    json.text("section", failure.map(it -> it.reason().section()));
    json.text("domain", facts.authorDomain().map(Object::toString));
    json.text("organizationalDomain", facts.organizationalDomain().map(Object::toString));
    json.text("record", applied.map(it -> SafeText.ofOctets(it.dmarcRecord().text())));
    json.text("recordDomain", applied.map(it -> it.domain().toString()));
    json.text("policy", result.policy().map(DmarcPolicy::word));
    json.text("policyTag", applied.map(it -> it.tag().name().toLowerCase(Locale.ROOT)));
    json.flag("testing", applied.map(AppliedRecord::isTesting).orElse(false));
    json.text("disposition", verdict.disposition().name().toLowerCase(Locale.ROOT));
    override(verdict.override(), json);
    json.beginArray("aligned");
    for (Identifier identifier : facts.aligned()) {
      json.beginObject();
      json.text("method", identifier.method().word());
      json.text("domain", identifier.domain().toString());
      json.text("alignment", identifier.alignment().name().toLowerCase(Locale.ROOT));
      json.endObject();
    }
    json.endArray();
    LookupOutput.problems(findings, json);
    json.endObject();
  }

  private static void override(Optional<LocalOverride> override, JsonFields json)
      throws IOException {
    if (override.isEmpty()) {
      json.nothing("override");
      return;
    }
    json.beginObject("override");
    json.text("type", LocalOverride.TYPE);
    json.text("sealer", override.get().sealer().toString());
    json.number("instance", override.get().instance());
    json.text("comment", override.get().comment());
    json.endObject();
  }
}
