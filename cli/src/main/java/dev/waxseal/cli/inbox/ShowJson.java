package dev.waxseal.cli.inbox;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.waxseal.cli.terminal.JsonFields;
import dev.waxseal.cli.text.SafeText;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** What the store says, as JSON: one object. */
final class ShowJson {

  private final JsonFields out;
  private final JsonGenerator json;

  private ShowJson(JsonGenerator json) {
    this.json = json;
    this.out = new JsonFields(json);
  }

  /** The object about a survey, on one line. */
  static String of(Survey survey) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JsonFields.FACTORY.createGenerator(text)) {
      new ShowJson(json).survey(survey);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory does not fail
    }
    return text + "\n";
  }

  private void survey(Survey survey) throws IOException {
    out.beginObject();
    out.beginArray("domains");
    for (Map.Entry<String, Tally> domain : survey.domains().entrySet()) {
      domain(domain.getKey(), domain.getValue());
    }
    out.endArray();
    out.beginArray("apart");
    for (Map.Entry<Survey.Apart, long[]> apart : survey.apart().entrySet()) {
      out.beginObject();
      out.text("why", apart.getKey().why());
      out.text("domain", SafeText.of(apart.getKey().domain()));
      out.number("reports", apart.getValue()[0]);
      out.number("messages", apart.getValue()[1]);
      out.endObject();
    }
    out.endArray();
    out.endObject();
  }

  private void domain(String name, Tally tally) throws IOException {
    out.beginObject();
    out.text("domain", SafeText.of(name));
    out.number("reports", tally.reports());
    out.number("reporters", tally.reporters());
    counts(tally.all());
    out.beginArray("days");
    for (Map.Entry<LocalDate, Counts> day : tally.days().entrySet()) {
      out.beginObject();
      out.text("day", day.getKey().toString());
      counts(day.getValue());
      out.endObject();
    }
    out.endArray();
    out.beginArray("sources");
    for (Tally.Group<Tally.Source> group : tally.sources()) {
      out.beginObject();
      out.text("source", SafeText.of(group.key().host()));
      out.text("domain", SafeText.of(group.key().domain()));
      counts(group.counts());
      out.endObject();
    }
    out.endArray();
    groups("failures", tally.failures());
    groups("overrides", tally.overrides());
    out.endObject();
  }

  private void groups(String name, List<Tally.Group<String>> groups) throws IOException {
    out.beginArray(name);
    for (Tally.Group<String> group : groups) {
      out.beginObject();
      out.text("why", group.key());
      counts(group.counts());
      out.endObject();
    }
    out.endArray();
    json.flush();
  }

  private void counts(Counts counts) throws IOException {
    out.number("messages", counts.all());
    out.number("pass", counts.pass());
    out.number("spared", counts.spared());
    out.number("failed", counts.failed());
    out.number("quarantined", counts.quarantined());
    out.number("rejected", counts.rejected());
  }
}
