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

/** The outcome as one JSON object on one line, in ASCII. */
final class JsonReport {

  private JsonReport() {}

  /** The object for one outcome. */
  static String of(VerifyOutcome.Checked outcome) {
    StringWriter text = new StringWriter();
    try (JsonGenerator generator = JsonFields.FACTORY.createGenerator(text)) {
      write(outcome, new JsonFields(generator));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private static void write(VerifyOutcome.Checked outcome, JsonFields json) throws IOException {
    json.beginObject();
    json.text("file", outcome.message().file());
    if (outcome.message().index().isPresent()) {
      json.number("message", outcome.message().index().getAsInt());
    }
    json.safeStrings("notes", outcome.notes());
    findings(outcome.report().findings(), json);
    json.beginArray("dkim");
    for (DkimResult result : outcome.report().dkim().results()) {
      DkimJson.write(result, json);
    }
    json.endArray();
    ArcJson.write(outcome.report().arc(), outcome.report().arcTrusted(), json);
    RecordFindings records = outcome.analysis().records();
    SpfJson.write(outcome.report().spf(), records.spf(), json);
    DmarcJson.write(outcome.report().dmarc(), records.dmarc(), json);
    DiagnosisJson.write(outcome.analysis().diagnosis(), json);
    CanonicalJson.write(outcome.analysis().canonical(), json);
    ChecklistJson.write(outcome.analysis().checklist(), json);
    json.text(
        "authenticationResults",
        SafeText.ofOctets(outcome.report().authenticationResults().field().value()));
    json.safeOctets(
        "authenticationResultsFields",
        outcome.report().fields().stream().map(HeaderField::value).toList());
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
