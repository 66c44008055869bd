package dev.waxseal.cli.lookup;

import dev.waxseal.cli.terminal.JsonFields;
import dev.waxseal.cli.text.SafeText;
import dev.waxseal.dmarc.AppliedRecord;
import dev.waxseal.dmarc.DmarcExplanation;
import dev.waxseal.dmarc.ReportDestination;
import dev.waxseal.dmarc.TreeWalk.Step;
import dev.waxseal.dns.DomainName;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The DMARC records for a domain, in JSON. */
public final class DmarcRecordJson {

  private DmarcRecordJson() {}

  /** Writes the fields. */
  public static void write(DmarcExplanation lookup, JsonFields json) throws IOException {
    json.text("domain", lookup.domain().toString());
    json.flag("usable", lookup.isUsable());
    json.text("existence", word(lookup.existence()));
    json.beginArray("walk");
    for (Step step : lookup.walk().steps()) {
      step(step, lookup, json);
    }
    json.endArray();
    json.text("organizationalDomain", lookup.walk().organizationalDomain().map(Object::toString));
    Optional<AppliedRecord> own = lookup.applied();
    json.text("policyDomain", own.map(it -> it.domain().toString()));
    json.text(
        "record", lookup.decisive().map(Step.Found::valid).map(it -> SafeText.ofOctets(it.text())));
    LookupOutput.tags(
        lookup
            .decisive()
            .map(Step.Found::valid)
            .map(it -> RecordTag.all(it.text(), DmarcVocabulary::meaning))
            .orElse(List.of()),
        json);
    json.beginObject("policies");
    policy("domain", own, json);
    policy("existingSubdomain", lookup.appliedToSubdomain(), json);
    policy("nonexistentSubdomain", lookup.appliedToNonexistentSubdomain(), json);
    json.endObject();
    destinations(lookup.destinations(), json);
    LookupOutput.problems(Finding.ofAll(lookup.findings()), json);
  }

  private static void step(Step step, DmarcExplanation lookup, JsonFields json) throws IOException {
    json.beginObject();
    json.text("domain", step.domain().toString());
    json.text("name", step.domain().prefixed("_dmarc").map(DomainName::toString));
    json.text("state", word(step.kind()));
    json.safeOctets("texts", lookup.texts().getOrDefault(step.domain(), List.of()));
    json.text("psd", step.dmarcRecord().map(it -> word(it.publicSuffix())));
    json.text(
        "cause",
        step instanceof Step.Unavailable it
            ? Optional.of(it.cause().toString())
            : Optional.empty());
    json.endObject();
  }

  private static void policy(String name, Optional<AppliedRecord> found, JsonFields json)
      throws IOException {
    if (found.isEmpty()) {
      json.nothing(name);
      return;
    }
    AppliedRecord applied = found.get();
    json.beginObject(name);
    json.text("policy", applied.policy().word());
    json.text("published", applied.published().word());
    json.text("tag", applied.tag().word());
    json.flag("testing", applied.isTesting());
    json.text("policyDomain", applied.domain().toString());
    json.endObject();
  }

  private static void destinations(List<ReportDestination> destinations, JsonFields json)
      throws IOException {
    json.beginArray("reports");
    for (ReportDestination destination : destinations) {
      json.beginObject();
      json.text("tag", destination.tag());
      json.text("uri", destination.uri().text());
      json.text("host", destination.uri().host().map(DomainName::toString));
      json.text("state", word(destination.state()));
      json.text("authorization", destination.authorization().map(DomainName::toString));
      json.text(
          "instead",
          Optional.of(DmarcRecordText.uris(destination.instead())).filter(it -> !it.isEmpty()));
      json.endObject();
    }
    json.endArray();
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
