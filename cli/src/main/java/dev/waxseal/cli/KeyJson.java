package dev.waxseal.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.waxseal.dkim.DkimKeyRecord;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;

/** What stands at the name of a key, as one JSON object on one line. */
final class KeyJson {

  private final JsonGenerator json;

  private KeyJson(JsonGenerator json) {
    this.json = json;
  }

  /** The object. */
  static String of(KeyLookup lookup) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JsonReport.JSON.createGenerator(text)) {
      new KeyJson(json).write(lookup);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private void write(KeyLookup lookup) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", lookup.name().toString());
    json.writeBooleanField("usable", lookup.isUsable());
    findings(lookup.findings());
    json.writeArrayFieldStart("records");
    for (ExplainedKey key : lookup.keys()) {
      key(key);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void key(ExplainedKey key) throws IOException {
    json.writeStartObject();
    json.writeStringField("text", key.text());
    json.writeBooleanField("usable", key.isUsable());
    if (key.keyRecord().isPresent()) {
      DkimKeyRecord keyRecord = key.keyRecord().get();
      json.writeStringField("keyType", SafeText.of(keyRecord.keyType()));
      if (keyRecord.keyBits().isPresent()) {
        json.writeNumberField("keyBits", keyRecord.keyBits().getAsInt());
      } else {
        json.writeNullField("keyBits");
      }
    } else {
      json.writeNullField("keyType");
      json.writeNullField("keyBits");
    }
    json.writeArrayFieldStart("tags");
    for (KeyTag tag : key.tags()) {
      json.writeStartObject();
      json.writeStringField("tag", tag.name());
      json.writeStringField("value", tag.value());
      json.writeStringField("meaning", tag.meaning());
      json.writeEndObject();
    }
    json.writeEndArray();
    findings(key.findings());
    json.writeEndObject();
  }

  private void findings(List<KeyFinding> findings) throws IOException {
    json.writeArrayFieldStart("problems");
    for (KeyFinding finding : findings) {
      json.writeStartObject();
      json.writeStringField("severity", finding.isError() ? "error" : "warning");
      json.writeStringField("problem", finding.sentence());
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
