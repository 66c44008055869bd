package dev.waxseal.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import dev.waxseal.dkim.DkimKeyRecord;
import dev.waxseal.dkim.DkimResult;
import dev.waxseal.dkim.DkimSignature;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A verdict as one JSON object on one line, in ASCII. */
final class JsonReport {

  /** Pure ASCII: right in every character set, harmless on every terminal. */
  static final JsonFactory JSON =
      JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  private final JsonGenerator json;

  private JsonReport(JsonGenerator json) {
    this.json = json;
  }

  /** The object for one verdict. */
  static String of(Verdict.Judged verdict) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      new JsonReport(json).write(verdict);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private void write(Verdict.Judged verdict) throws IOException {
    json.writeStartObject();
    json.writeStringField("file", verdict.message().file());
    if (verdict.message().index().isPresent()) {
      json.writeNumberField("message", verdict.message().index().getAsInt());
    }
    strings("notes", verdict.notes());
    json.writeArrayFieldStart("dkim");
    for (DkimResult result : verdict.dkim().results()) {
      dkim(result);
    }
    json.writeEndArray();
    for (String part : List.of("arc", "spf", "dmarc", "authenticationResults")) {
      json.writeNullField(part);
    }
    json.writeEndObject();
  }

  private void dkim(DkimResult result) throws IOException {
    Optional<DkimSignature> claims = result.signature();
    json.writeStartObject();
    json.writeStringField("result", result.status().word());
    failure(result);
    text("domain", claims.map(c -> c.domain().toString()).or(() -> tag(result, "d")));
    text("selector", claims.map(c -> c.selector().toString()).or(() -> tag(result, "s")));
    text("identity", claims.map(c -> SafeText.of(c.identity())).or(() -> tag(result, "i")));
    text("algorithm", claims.map(c -> SafeText.of(c.algorithm())).or(() -> tag(result, "a")));
    text(
        "canonicalization",
        claims.map(c -> SafeText.of(c.canonicalization())).or(() -> tag(result, "c")));
    number("keyBits", result.keyRecord().flatMap(JsonReport::keyBits));
    if (claims.isPresent()) {
      strings("signedHeaders", claims.get().signedHeaders());
    } else {
      json.writeNullField("signedHeaders");
    }
    number("timestamp", claims.flatMap(DkimSignature::timestamp).map(Instant::getEpochSecond));
    number("expiration", claims.flatMap(DkimSignature::expiration).map(Instant::getEpochSecond));
    json.writeBooleanField(
        "testing", result.keyRecord().map(DkimKeyRecord::isTesting).orElse(false));
    number("bodyLength", claims.flatMap(JsonReport::bodyLength));
    if (result instanceof DkimResult.Pass pass) {
      strings("uncovered", pass.uncovered());
    }
    json.writeEndObject();
  }

  private void failure(DkimResult result) throws IOException {
    if (result instanceof DkimResult.Failure failure) {
      json.writeStringField("reason", failure.reason().name());
      json.writeStringField("detail", failure.detail());
      json.writeStringField("section", failure.reason().section());
    } else {
      json.writeNullField("reason");
      json.writeNullField("detail");
      json.writeNullField("section");
    }
  }

  private void strings(String name, List<String> values) throws IOException {
    json.writeArrayFieldStart(name);
    for (String value : values) {
      json.writeString(SafeText.of(value));
    }
    json.writeEndArray();
  }

  private void text(String name, Optional<String> value) throws IOException {
    if (value.isPresent()) {
      json.writeStringField(name, value.get());
    } else {
      json.writeNullField(name);
    }
  }

  private void number(String name, Optional<Long> value) throws IOException {
    if (value.isPresent()) {
      json.writeNumberField(name, value.get());
    } else {
      json.writeNullField(name);
    }
  }

  private static Optional<String> tag(DkimResult result, String name) {
    return Optional.ofNullable(result.tags().get(name)).map(SafeText::ofOctets);
  }

  private static Optional<Long> keyBits(DkimKeyRecord keyRecord) {
    return keyRecord.keyBits().isPresent()
        ? Optional.of((long) keyRecord.keyBits().getAsInt())
        : Optional.empty();
  }

  private static Optional<Long> bodyLength(DkimSignature claims) {
    return claims.bodyLength().isPresent()
        ? Optional.of(claims.bodyLength().getAsLong())
        : Optional.empty();
  }
}
