package dev.waxseal.cli.report;

import dev.waxseal.cli.terminal.JsonFields;
import dev.waxseal.diagnosis.Advice;
import dev.waxseal.diagnosis.Diagnosis;
import dev.waxseal.diagnosis.Fact;
import dev.waxseal.diagnosis.change.Change;
import dev.waxseal.dkim.signature.DkimSignature;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The diagnosis in the JSON report. */
final class DiagnosisJson {

  private static final int SHOWN = 100;

  private DiagnosisJson() {}

  /** Writes the field {@code diagnosis}: null if it was not requested. */
  static void write(Optional<Diagnosis> diagnosis, JsonFields json) throws IOException {
    if (diagnosis.isEmpty()) {
      json.nothing("diagnosis");
      return;
    }
    json.beginArray("diagnosis");
    for (Diagnosis.Signature signature : diagnosis.get().signatures()) {
      signature(signature, json);
    }
    json.endArray();
  }

  private static void signature(Diagnosis.Signature signature, JsonFields json) throws IOException {
    Optional<DkimSignature> claims = signature.claims();
    json.beginObject();
    json.text("signature", signature.instance().isPresent() ? "arc" : "dkim");
    json.number(
        "instance",
        signature.instance().isPresent()
            ? Optional.of((long) signature.instance().getAsInt())
            : Optional.empty());
    json.text("domain", claims.map(it -> it.domain().toString()));
    json.text("selector", claims.map(it -> it.selector().toString()));
    json.text("reason", signature.reason().name());
    json.flag("explained", signature.isExplained());
    part("body", signature.body(), json);
    part("header", signature.header(), json);
    json.beginArray("facts");
    for (Fact fact : signature.facts()) {
      json.beginObject();
      json.text("kind", fact.kind().name());
      json.text("sentence", fact.sentence());
      json.endObject();
    }
    json.endArray();
    signs(signature.signs(), json);
    advice(signature.advice(), json);
    json.endObject();
  }

  private static void signs(List<Diagnosis.Sign> signs, JsonFields json) throws IOException {
    json.beginArray("signs");
    for (Diagnosis.Sign sign : signs) {
      json.beginObject();
      json.text("program", sign.program());
      json.text("sentence", sign.sentence());
      json.endObject();
    }
    json.endArray();
  }

  private static void advice(List<Advice> all, JsonFields json) throws IOException {
    json.beginArray("advice");
    for (Advice advice : all) {
      json.beginObject();
      json.text("to", advice.to().word());
      json.text("sentence", advice.sentence());
      json.endObject();
    }
    json.endArray();
  }

  private static void part(String name, Diagnosis.Part part, JsonFields json) throws IOException {
    json.beginObject(name);
    json.text("outcome", part.outcome().word());
    json.beginArray("changes");
    for (Change change : part.changes()) {
      json.beginObject();
      json.text("kind", change.kind().name());
      json.text("sentence", change.sentence());
      lines("signed", change.signed(), json);
      lines("arrived", change.arrived(), json);
      lines("shown", change.shown(), json);
      json.endObject();
    }
    json.endArray();
    json.endObject();
  }

  /** The first lines, and how many there are. */
  private static void lines(String name, List<String> lines, JsonFields json) throws IOException {
    json.safeOctets(name, lines.stream().limit(SHOWN).toList());
    json.number(name + "Lines", lines.size());
  }
}
