package dev.waxseal.reports.read;

import dev.waxseal.reports.ReportNote.Kind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** Reads values out of objects of JSON, and notes those of another type. */
final class JsonFields {

  /** The largest number that JSON counts exactly. */
  private static final long MOST = 1L << 53;

  private static final Pattern WHOLE = Pattern.compile("[0-9]{1,16}");

  /** A number as long as it is worth a look; {@code 1e400} is not. */
  private static final Pattern DECIMAL =
      Pattern.compile("[0-9]{1,16}([.][0-9]{1,9})?([eE][+]?[0-9]{1,2})?");

  private final Notes notes;

  JsonFields(Notes notes) {
    this.notes = notes;
  }

  /** An object within an object; an empty one if it is not there. */
  Map<String, Object> object(Map<String, Object> parent, String name) {
    Object value = parent.get(name);
    return value == null ? Map.of() : map(value, name);
  }

  /** A value as an object. */
  @SuppressWarnings("unchecked") // JsonCursor makes no other maps
  Map<String, Object> map(Object value, String name) {
    if (value instanceof Map<?, ?> map) {
      return (Map<String, Object>) map;
    }
    notes.add(Kind.WRONG_TYPE, name);
    return Map.of();
  }

  /** A text; a number is taken as its text. */
  Optional<String> text(Map<String, Object> parent, String name) {
    return Optional.ofNullable(parent.get(name))
        .flatMap(value -> text(value, name))
        .map(String::strip)
        .filter(text -> !text.isEmpty());
  }

  private Optional<String> text(Object value, String name) {
    if (value instanceof String text) {
      return Optional.of(text);
    }
    if (value instanceof JsonCursor.Literal literal) {
      if (literal.isNull()) {
        return Optional.empty();
      }
      notes.add(Kind.WRONG_TYPE, name);
      return literal.isNumber() ? Optional.of(literal.text()) : Optional.empty();
    }
    notes.add(Kind.WRONG_TYPE, name);
    return Optional.empty();
  }

  /** A text that must be there. */
  String required(Map<String, Object> parent, String name) {
    Optional<String> text = text(parent, name);
    if (text.isEmpty()) {
      notes.add(Kind.MISSING_FIELD, name);
    }
    return text.orElse("");
  }

  /** A list of texts; a text alone is taken as a list of one. */
  List<String> texts(Map<String, Object> parent, String name) {
    Object value = parent.get(name);
    if (value instanceof String text) {
      notes.add(Kind.WRONG_TYPE, name);
      return List.of(text);
    }
    if (!(value instanceof List<?> list)) {
      return List.of();
    }
    List<String> texts = new ArrayList<>();
    for (Object each : list) {
      text(each, name).ifPresent(texts::add);
    }
    return texts;
  }

  /** A number of sessions that must be there; absent if it is not one from 0 to 2^53. */
  OptionalLong count(Map<String, Object> parent, String name) {
    Object value = parent.get(name);
    if (value == null) {
      notes.add(Kind.MISSING_FIELD, name);
      return OptionalLong.empty();
    }
    if (value instanceof String text) {
      notes.add(Kind.WRONG_TYPE, name);
      return WHOLE.matcher(text).matches() ? within(Long.parseLong(text), text) : odd(text);
    }
    if (!(value instanceof JsonCursor.Literal literal) || !literal.isNumber()) {
      return odd(name);
    }
    String text = literal.text();
    if (WHOLE.matcher(text).matches()) {
      return within(Long.parseLong(text), text);
    }
    if (!DECIMAL.matcher(text).matches()) {
      return odd(text);
    }
    try {
      long whole = new BigDecimal(text).longValueExact();
      notes.add(Kind.WRONG_TYPE, name);
      return within(whole, text);
    } catch (ArithmeticException e) {
      return odd(text);
    }
  }

  private OptionalLong within(long number, String text) {
    return number <= MOST ? OptionalLong.of(number) : odd(text);
  }

  private OptionalLong odd(String shown) {
    notes.add(Kind.NUMBER_ODD, shown);
    return OptionalLong.empty();
  }
}
