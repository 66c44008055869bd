package dev.waxseal.cli.report;

import dev.waxseal.checklist.CheckReport;
import dev.waxseal.cli.terminal.JsonFields;
import java.io.IOException;
import java.util.Optional;

/** The check-list in the JSON report. */
final class ChecklistJson {

  private ChecklistJson() {}

  /** Writes the field {@code checklist}: null if it was not requested. */
  static void write(Optional<CheckReport> report, JsonFields json) throws IOException {
    if (report.isEmpty()) {
      json.nothing("checklist");
      return;
    }
    json.beginObject("checklist");
    json.text("date", report.get().date().toString());
    json.beginArray("checks");
    for (CheckReport.Check check : report.get().checks()) {
      json.beginObject();
      json.text("id", check.id());
      json.text("outcome", check.result().word());
      json.text("title", check.title());
      json.safeStrings("sentences", check.sentences());
      json.endObject();
    }
    json.endArray();
    json.endObject();
  }
}
