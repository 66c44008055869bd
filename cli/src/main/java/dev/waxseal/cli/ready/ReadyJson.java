package dev.waxseal.cli.ready;

import dev.waxseal.cli.terminal.JsonFields;
import dev.waxseal.cli.text.SafeText;
import dev.waxseal.dns.DomainName;
import dev.waxseal.reports.ready.Block;
import dev.waxseal.reports.ready.Mend;
import dev.waxseal.reports.ready.Readiness;
import dev.waxseal.reports.ready.Readiness.Counts;
import dev.waxseal.reports.ready.Thresholds;
import dev.waxseal.reports.ready.Unknown;
import dev.waxseal.reports.ready.Verdict;
import java.io.IOException;

/** The readiness of a domain as JSON. */
public final class ReadyJson {

  private ReadyJson() {}

  /** Writes the fields. */
  public static void write(Readiness answer, Verdict asked, JsonFields json) throws IOException {
    json.text("domain", answer.domain().toString());
    json.text("verdict", answer.verdict().word());
    json.text("for", asked == Verdict.READY_FOR_REJECT ? "reject" : "quarantine");
    json.flag("ready", answer.verdict().compareTo(asked) >= 0);
    basis(answer, json);
    counts("wanted", answer.wanted(), json);
    if (answer.spared().isPresent()) {
      counts("spared", answer.spared().get(), json);
    } else {
      json.nothing("spared");
    }
    json.number("forged", answer.forged());
    sources(answer, json);
    json.beginArray("blocks");
    for (Block block : answer.blocks()) {
      json.beginObject();
      json.text("id", block.id());
      json.flag("beforeQuarantine", block.isBeforeQuarantine());
      json.text("sentence", block.sentence());
      json.endObject();
    }
    json.endArray();
    mends(answer, json);
    json.text("published", SafeText.of(answer.published()));
    json.text("publish", SafeText.of(answer.next()));
    unknowns(answer, json);
    thresholds(json);
  }

  private static void basis(Readiness answer, JsonFields json) throws IOException {
    json.beginObject("window");
    json.text("from", answer.window().from().toString());
    json.text("to", answer.window().to().toString());
    json.number("days", answer.window().days());
    json.number("reported", answer.window().reported());
    json.endObject();
    json.beginObject("reports");
    json.number("counted", answer.reports().counted());
    json.number("apart", answer.reports().apart());
    json.number("apartMessages", answer.reports().apartMessages());
    json.endObject();
    json.beginArray("reporters");
    for (Readiness.Reporter reporter : answer.reporters()) {
      json.beginObject();
      json.text("id", SafeText.of(reporter.id()));
      json.text("name", SafeText.of(reporter.name()));
      json.number("reports", reporter.reports());
      json.number("wanted", reporter.wanted());
      json.endObject();
    }
    json.endArray();
    json.beginObject("daysAt");
    json.number("none", answer.daysAt().none());
    json.number("quarantine", answer.daysAt().quarantine());
    json.number("reject", answer.daysAt().reject());
    json.endObject();
  }

  private static void counts(String name, Counts counts, JsonFields json) throws IOException {
    json.beginObject(name);
    numbers(counts, json);
    json.endObject();
  }

  private static void numbers(Counts counts, JsonFields json) throws IOException {
    json.number("messages", counts.messages());
    json.number("pass", counts.pass());
    json.number("rescued", counts.rescued());
    json.number("lost", counts.lost());
    json.decimal("lostPercent", counts.lostPercent());
  }

  private static void sources(Readiness answer, JsonFields json) throws IOException {
    json.beginArray("sources");
    for (Readiness.Source source : answer.sources()) {
      json.beginObject();
      json.text("kind", source.kind());
      json.text("name", SafeText.of(source.name()));
      numbers(source.counts(), json);
      json.endObject();
    }
    json.endArray();
  }

  private static void mends(Readiness answer, JsonFields json) throws IOException {
    json.beginArray("mend");
    for (Mend mend : answer.mends()) {
      json.beginObject();
      json.text("id", mend.kind().id());
      json.text("name", SafeText.of(mend.name()));
      json.text("author", mend.author().map(DomainName::toString));
      json.number("messages", mend.messages());
      json.decimal("percent", mend.percent());
      json.text("advice", mend.kind().advice());
      json.endObject();
    }
    json.endArray();
  }

  private static void unknowns(Readiness answer, JsonFields json) throws IOException {
    json.beginArray("unknown");
    for (Unknown unknown : answer.unknowns()) {
      json.beginObject();
      json.text("id", unknown.id());
      json.text("about", SafeText.of(unknown.about()));
      json.text("sentence", SafeText.of(unknown.sentence()));
      json.endObject();
    }
    json.endArray();
  }

  private static void thresholds(JsonFields json) throws IOException {
    Thresholds thresholds = Thresholds.standard();
    json.beginObject("thresholds");
    json.text("date", thresholds.date().toString());
    json.beginArray("values");
    for (Thresholds.Threshold threshold : thresholds.all()) {
      json.beginObject();
      json.text("name", threshold.name());
      json.decimal("value", threshold.value());
      json.text("unit", threshold.unit());
      json.text("reason", threshold.reason());
      json.endObject();
    }
    json.endArray();
    json.endObject();
  }
}
