package dev.waxseal.cli.report;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.waxseal.cli.terminal.JsonFields;
import dev.waxseal.cli.text.SafeText;
import dev.waxseal.dkim.DkimResult;
import dev.waxseal.inbound.InboundFinding;
import dev.waxseal.mime.HeaderField;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/** A verdict as one JSON object on one line, in ASCII. */
final class JsonReport {

  private JsonReport() {}

  /** The object for one verdict. */
  static String of(Verdict.Judged verdict) {
    StringWriter text = new StringWriter();
    try (JsonGenerator generator = JsonFields.FACTORY.createGenerator(text)) {
      write(verdict, new JsonFields(generator));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private static void write(Verdict.Judged verdict, JsonFields json) throws IOException {
    json.beginObject();
    json.text("file", verdict.message().file());
    if (verdict.message().index().isPresent()) {
      json.number("message", verdict.message().index().getAsInt());
    }
    json.safeStrings("notes", verdict.notes());
    findings(verdict.report().findings(), json);
    json.beginArray("dkim");
    for (DkimResult result : verdict.report().dkim().results()) {
      DkimJson.write(result, json);
    }
    json.endArray();
    ArcJson.write(verdict.report().arc(), verdict.report().arcTrusted(), json);
    SpfJson.write(verdict.report().spf(), json);
    DmarcJson.write(verdict.report().dmarc(), json);
    DiagnosisJson.write(verdict.inquiry().diagnosis(), json);
    ChecklistJson.write(verdict.inquiry().checklist(), json);
    json.text(
        "authenticationResults",
        SafeText.ofOctets(verdict.report().authenticationResults().field().value()));
    json.safeOctets(
        "authenticationResultsFields",
        verdict.report().fields().stream().map(HeaderField::value).toList());
    json.endObject();
  }

  private static void findings(List<InboundFinding> findings, JsonFields json) throws IOException {
    json.beginArray("findings");
    for (InboundFinding finding : findings) {
      json.beginObject();
      json.text("id", finding.id());
      json.text("severity", finding.severity().word());
      json.text("field", Optional.of(finding.field()).filter(it -> !it.isEmpty()));
      json.text("detail", finding.detail());
      json.endObject();
    }
    json.endArray();
  }
}
