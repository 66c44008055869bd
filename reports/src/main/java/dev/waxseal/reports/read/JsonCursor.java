package dev.waxseal.reports.read;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import dev.waxseal.reports.ReportNote.Kind;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Reads an object of JSON (RFC 8259) from a stranger, within bounds. What is not JSON is not
 * mended.
 *
 * <p>The one class that knows Jackson.
 */
final class JsonCursor {

  /** Honest reports have some ten. */
  private static final int NAMES = 1_000;

  /** Policies and failures together. */
  private static final int OBJECTS = 10_000;

  /** Texts in lists and all else together. */
  private static final int VALUES = 500_000;

  /** A value that is not an object, a list or a text: a number, true, false or null. */
  record Literal(String text, boolean isNumber) {
    boolean isNull() {
      return !isNumber && text.equals("null");
    }
  }

  private final JsonParser json;
  private final ReportLimits limits;
  private final Notes notes;
  private int objects;
  private int values;

  private JsonCursor(JsonParser json, ReportLimits limits, Notes notes) {
    this.json = json;
    this.limits = limits;
    this.notes = notes;
  }

  /** The object: its values are maps, lists, strings and literals. */
  static Map<String, Object> read(Reader text, ReportLimits limits, Notes notes)
      throws IOException {
    JsonFactory factory =
        JsonFactory.builder()
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    .maxNestingDepth(limits.depth() + 1)
                    .maxStringLength(limits.textLength())
                    .maxNumberLength(limits.textLength())
                    .maxNameLength(limits.nameLength())
                    .build())
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .build();
    try (JsonParser json = factory.createParser(text)) {
      return new JsonCursor(json, limits, notes).root();
    } catch (StreamConstraintsException e) {
      throw new RefusedException(limit(e), String.valueOf(e.getOriginalMessage()));
    } catch (JsonProcessingException e) {
      throw new RefusedException(Refusal.MALFORMED_JSON, String.valueOf(e.getOriginalMessage()));
    }
  }

  private static Refusal limit(StreamConstraintsException fault) {
    String message = String.valueOf(fault.getMessage()).toLowerCase(Locale.ROOT);
    if (message.contains("depth")) {
      return Refusal.TOO_DEEP;
    }
    return message.contains("name") ? Refusal.NAME_TOO_LONG : Refusal.TEXT_TOO_LONG;
  }

  private Map<String, Object> root() throws IOException {
    if (json.nextToken() != JsonToken.START_OBJECT) {
      throw new RefusedException(Refusal.NOT_A_REPORT, "");
    }
    Map<String, Object> root = object(1);
    if (json.nextToken() != null) {
      throw new RefusedException(Refusal.MALFORMED_JSON, "something stands behind the object");
    }
    return root;
  }

  private Map<String, Object> object(int depth) throws IOException {
    Map<String, Object> object = new LinkedHashMap<>();
    int names = 0;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      names++;
      if (names > NAMES) {
        throw new RefusedException(Refusal.TOO_MANY_RECORDS, "more than " + NAMES + " names");
      }
      json.nextToken();
      Object value = value(depth);
      if (object.putIfAbsent(name, value) != null) {
        notes.add(Kind.REPEATED_FIELD, name);
      }
    }
    return object;
  }

  private List<Object> list(int depth) throws IOException {
    List<Object> list = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      if (json.currentToken() == JsonToken.START_OBJECT) {
        objects++;
      }
      if (objects > OBJECTS) {
        throw new RefusedException(
            Refusal.TOO_MANY_RECORDS, "more than " + OBJECTS + " policies and failures");
      }
      list.add(value(depth));
    }
    return list;
  }

  private Object value(int depth) throws IOException {
    values++;
    if (values > VALUES) {
      throw new RefusedException(Refusal.TOO_MANY_RECORDS, "more than " + VALUES + " values");
    }
    JsonToken token = json.currentToken();
    if (token == null) {
      throw new RefusedException(Refusal.MALFORMED_JSON, "it ends early");
    }
    boolean opens = token == JsonToken.START_OBJECT || token == JsonToken.START_ARRAY;
    if (opens && depth >= limits.depth()) {
      throw new RefusedException(Refusal.TOO_DEEP, "more than " + limits.depth() + " levels");
    }
    return switch (token) {
      case START_OBJECT -> object(depth + 1);
      case START_ARRAY -> list(depth + 1);
      case VALUE_STRING -> whole(json.getText());
      default -> new Literal(json.getText(), token.isNumeric());
    };
  }

  /** Half of a pair of surrogates is not a character. */
  private String whole(String text) {
    boolean halved = false;
    StringBuilder whole = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean pair =
          Character.isHighSurrogate(c)
              && i + 1 < text.length()
              && Character.isLowSurrogate(text.charAt(i + 1));
      if (pair) {
        whole.append(c).append(text.charAt(++i));
      } else if (Character.isSurrogate(c)) {
        whole.append('\uFFFD');
        halved = true;
      } else {
        whole.append(c);
      }
    }
    if (halved) {
      notes.add(Kind.REPAIRED_ENCODING, "");
    }
    return whole.toString();
  }
}
