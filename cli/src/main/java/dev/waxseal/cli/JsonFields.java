package dev.waxseal.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import dev.waxseal.cli.text.SafeText;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The fields of a JSON report: what is not known is null. */
final class JsonFields {

  /** Pure ASCII: right in every character set, harmless on every terminal. */
  static final JsonFactory FACTORY =
      JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  private final JsonGenerator json;

  JsonFields(JsonGenerator json) {
    this.json = json;
  }

  void beginObject() throws IOException {
    json.writeStartObject();
  }

  void beginObject(String name) throws IOException {
    json.writeObjectFieldStart(name);
  }

  void endObject() throws IOException {
    json.writeEndObject();
  }

  void beginArray(String name) throws IOException {
    json.writeArrayFieldStart(name);
  }

  void endArray() throws IOException {
    json.writeEndArray();
  }

  void nothing(String name) throws IOException {
    json.writeNullField(name);
  }

  void flag(String name, boolean value) throws IOException {
    json.writeBooleanField(name, value);
  }

  void text(String name, String value) throws IOException {
    json.writeStringField(name, value);
  }

  void text(String name, Optional<String> value) throws IOException {
    if (value.isPresent()) {
      json.writeStringField(name, value.get());
    } else {
      json.writeNullField(name);
    }
  }

  void number(String name, long value) throws IOException {
    json.writeNumberField(name, value);
  }

  void number(String name, Optional<Long> value) throws IOException {
    if (value.isPresent()) {
      json.writeNumberField(name, value.get());
    } else {
      json.writeNullField(name);
    }
  }

  /** An array of texts, each made harmless. */
  void safeStrings(String name, List<String> values) throws IOException {
    json.writeArrayFieldStart(name);
    for (String value : values) {
      json.writeString(SafeText.of(value));
    }
    json.writeEndArray();
  }

  /** An array of texts of one character an octet, each made harmless. */
  void safeOctets(String name, List<String> values) throws IOException {
    safeStrings(name, values.stream().map(SafeText::ofOctets).toList());
  }
}
