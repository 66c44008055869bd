package dev.waxseal.cli.report;

import dev.waxseal.arc.ArcReport;
import dev.waxseal.arc.ArcResult;
import dev.waxseal.arc.ArcSet;
import dev.waxseal.cli.terminal.JsonFields;
import dev.waxseal.cli.text.SafeText;
import dev.waxseal.dkim.signature.DkimReason;
import java.io.IOException;
import java.util.Optional;

/** The chain in the JSON report. */
final class ArcJson {

  private ArcJson() {}

  /**
   * Writes the field {@code arc}.
   *
   * @param trusted true if the newest sealer is trusted
   */
  static void write(ArcReport report, boolean trusted, JsonFields json) throws IOException {
    json.beginObject("arc");
    json.text("result", report.result().status().word());
    Optional<ArcResult.Failure> fail =
        report.result() instanceof ArcResult.Failure it ? Optional.of(it) : Optional.empty();
    Optional<ArcResult.Pass> pass =
        report.result() instanceof ArcResult.Pass it ? Optional.of(it) : Optional.empty();
    json.text("reason", fail.map(it -> it.reason().name()));
    json.text("detail", fail.map(ArcResult.Failure::detail));
    json.text("section", fail.map(it -> it.reason().section()));
    json.text("cause", fail.flatMap(ArcResult.Failure::cause).map(DkimReason::name));
    json.number("instance", fail.flatMap(ArcJson::instance));
    json.number("oldestPass", pass.map(it -> (long) it.oldestPass()));
    json.flag("trusted", trusted);
    json.beginArray("sets");
    for (ArcSet set : report.sets()) {
      set(set, json);
    }
    json.endArray();
    json.endObject();
  }

  private static void set(ArcSet set, JsonFields json) throws IOException {
    json.beginObject();
    json.number("instance", set.instance());
    json.text("cv", sealTag(set, "cv"));
    json.text("domain", sealTag(set, "d"));
    json.text("selector", sealTag(set, "s"));
    json.text("algorithm", sealTag(set, "a"));
    json.text("timestamp", sealTag(set, "t"));
    json.text(
        "authenticationResults",
        set.authenticationResults().map(field -> SafeText.ofOctets(set.payload())));
    check("messageSignature", set.messageSignatureCheck(), json);
    check("seal", set.sealCheck(), json);
    json.endObject();
  }

  /** Writes one check; null if it was not made. */
  private static void check(String name, ArcSet.Check check, JsonFields json) throws IOException {
    if (check.outcome() == ArcSet.Outcome.NOT_CHECKED) {
      json.nothing(name);
      return;
    }
    json.beginObject(name);
    json.text("result", check.passed() ? "pass" : "fail");
    json.text("reason", check.reason().map(DkimReason::name));
    json.text("detail", check.passed() ? Optional.empty() : Optional.of(ChainText.detail(check)));
    json.endObject();
  }

  private static Optional<String> sealTag(ArcSet set, String name) {
    return Optional.ofNullable(set.sealTags().get(name)).map(SafeText::ofOctets);
  }

  private static Optional<Long> instance(ArcResult.Failure fail) {
    return fail.instance().isPresent()
        ? Optional.of((long) fail.instance().getAsInt())
        : Optional.empty();
  }
}
