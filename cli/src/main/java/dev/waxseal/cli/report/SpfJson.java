package dev.waxseal.cli.report;

import dev.waxseal.cli.lookup.Finding;
import dev.waxseal.cli.lookup.LookupOutput;
import dev.waxseal.cli.terminal.JsonFields;
import dev.waxseal.cli.text.SafeText;
import dev.waxseal.inbound.InboundSpf;
import dev.waxseal.spf.SpfResult;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** SPF in the JSON report. */
final class SpfJson {

  private SpfJson() {}

  /** Writes the field {@code spf}; null if there was nothing to check. */
  static void write(Optional<InboundSpf> spf, List<Finding> findings, JsonFields json)
      throws IOException {
    if (spf.isEmpty()) {
      json.nothing("spf");
      return;
    }
    Optional<SpfResult> check = spf.get().check();
    Optional<SpfResult.Failure> failure =
        check.flatMap(it -> it instanceof SpfResult.Failure f ? Optional.of(f) : Optional.empty());
    json.beginObject("spf");
    json.text("result", spf.get().status().word());
    json.text("reason", failure.map(it -> it.reason().name()));
    json.text("detail", failure.map(SpfResult.Failure::detail));
    json.text("section", failure.map(it -> it.reason().section()));
    json.text("domain", spf.get().domain().map(Object::toString));
    json.text("scope", spf.get().scope().word());
    json.text("mechanism", check.flatMap(SpfResult::mechanism).map(SafeText::of));
    json.text("explanation", failure.flatMap(SpfResult.Failure::explanation).map(SafeText::of));
    json.number("lookups", check.map(it -> (long) it.lookups()));
    LookupOutput.problems(findings, json);
    json.endObject();
  }
}
