package dev.waxseal.cli.terminal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import dev.waxseal.cli.text.SafeText;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** Writes the fields of a JSON report; unknown values are null. */
public final class JsonFields {

  /** Pure ASCII: correct in every character set, safe on every terminal. */
  public static final JsonFactory FACTORY =
      JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  private final JsonGenerator json;

  public JsonFields(JsonGenerator json) {
    this.json = json;
  }

  public void beginObject() throws IOException {
    json.writeStartObject();
  }

  public void beginObject(String name) throws IOException {
    json.writeObjectFieldStart(name);
  }

  public void endObject() throws IOException {
    json.writeEndObject();
  }

  public void beginArray(String name) throws IOException {
    json.writeArrayFieldStart(name);
  }

  public void endArray() throws IOException {
    json.writeEndArray();
  }

  public void nothing(String name) throws IOException {
    json.writeNullField(name);
  }

  public void flag(String name, boolean value) throws IOException {
    json.writeBooleanField(name, value);
  }

  public void text(String name, String value) throws IOException {
    json.writeStringField(name, value);
  }

  public void text(String name, Optional<String> value) throws IOException {
    if (value.isPresent()) {
      json.writeStringField(name, value.get());
    } else {
      json.writeNullField(name);
    }
  }

  public void number(String name, long value) throws IOException {
    json.writeNumberField(name, value);
  }

  public void number(String name, Optional<Long> value) throws IOException {
    if (value.isPresent()) {
      json.writeNumberField(name, value.get());
    } else {
      json.writeNullField(name);
    }
  }

  /** A number with its decimals as they are. */
  public void decimal(String name, BigDecimal value) throws IOException {
    json.writeNumberField(name, value);
  }

  /** An array of texts, each made safe. */
  public void safeStrings(String name, List<String> values) throws IOException {
    json.writeArrayFieldStart(name);
    for (String value : values) {
      json.writeString(SafeText.of(value));
    }
    json.writeEndArray();
  }

  /** An array of texts with one character per octet, each made safe. */
  public void safeOctets(String name, List<String> values) throws IOException {
    safeStrings(name, values.stream().map(SafeText::ofOctets).toList());
  }
}
