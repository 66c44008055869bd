package dev.waxseal.milter.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.tomlj.TomlArray;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/**
 * Reads a table of the file: a value of the wrong type is a problem, and a key that was never asked
 * for is unknown. For one thread.
 */
final class Section {

  private final String title;
  private final TomlTable table;
  private final int line;
  private final Problems problems;
  private final Set<String> known = new TreeSet<>();

  /**
   * A table.
   *
   * @param title the title in the notation of the file: {@code [verify]}
   */
  Section(String title, TomlTable table, int line, Problems problems) {
    this.title = title;
    this.table = table;
    this.line = line;
    this.problems = problems;
  }

  /** The line of an element of an array; a parsed one has a position. */
  private int line(TomlArray array, int index) {
    TomlPosition position = array.inputPositionOf(index);
    return position == null ? line : problems.line(position);
  }

  /** The line of a key, or that of the section if the key is not there. */
  int line(String key) {
    TomlPosition position = table.inputPositionOf(List.of(key));
    return position == null ? line : position.line();
  }

  int line() {
    return line;
  }

  /** All keys, in the order of the alphabet. */
  Set<String> keys() {
    return new TreeSet<>(table.keySet());
  }

  boolean has(String key) {
    known.add(key);
    return table.contains(List.of(key));
  }

  /**
   * A text.
   *
   * @param example an example value
   */
  Optional<Entry> text(String key, String example) {
    return value(key, example, String.class).map(text -> new Entry(text, line(key)));
  }

  /** A required text. */
  Optional<Entry> needed(String key, String example) {
    if (!has(key)) {
      problem(line, key + " is missing; add: " + key + " = " + example);
    }
    return text(key, example);
  }

  /** A boolean; false if absent. */
  boolean flag(String key) {
    return value(key, "true", Boolean.class).orElse(false);
  }

  /** A whole number from {@code least} to {@code most}. */
  int number(String key, int least, int most, int otherwise) {
    Optional<Long> number = value(key, String.valueOf(otherwise), Long.class);
    if (number.isPresent() && (number.get() < least || number.get() > most)) {
      problem(
          line(key),
          key + " is " + number.get() + "; write a number from " + least + " to " + most);
      return otherwise;
    }
    return number.map(Long::intValue).orElse(otherwise);
  }

  /** One of some constants, by its word. */
  <T> T choice(String key, List<T> allowed, Function<T, String> word, T otherwise) {
    return text(key, quoted(word.apply(allowed.get(0))))
        .flatMap(entry -> constant(key, entry, allowed, word))
        .orElse(otherwise);
  }

  /** The constant that a text names. */
  <T> Optional<T> constant(String what, Entry entry, List<T> allowed, Function<T, String> word) {
    for (T constant : allowed) {
      if (word.apply(constant).equals(entry.text())) {
        return Optional.of(constant);
      }
    }
    List<String> words = allowed.stream().map(word).toList();
    problem(
        entry.line(),
        what
            + " is "
            + quoted(entry.text())
            + meant(entry.text(), words)
            + "; write one of: "
            + String.join(", ", words.stream().map(Section::quoted).toList()));
    return Optional.empty();
  }

  /** An array of texts; empty if it is not there. */
  List<Entry> texts(String key, String example) {
    List<Entry> texts = new ArrayList<>();
    TomlArray array = value(key, example, TomlArray.class).orElse(null);
    for (int i = 0; array != null && i < array.size(); i++) {
      int at = line(array, i);
      if (array.get(i) instanceof String text) {
        texts.add(new Entry(text, at));
      } else {
        problem(
            at, key + " contains something other than strings; write: " + key + " = " + example);
      }
    }
    return texts;
  }

  /** A required array of texts, not empty. */
  List<Entry> neededTexts(String key, String example) {
    if (!has(key) || value(key, example, TomlArray.class).filter(TomlArray::isEmpty).isPresent()) {
      problem(line(key), key + " is missing or empty; write: " + key + " = " + example);
    }
    return texts(key, example);
  }

  /** A table within this one. */
  Optional<Section> section(String key) {
    return value(key, "a section [" + key + "]", TomlTable.class)
        .map(inner -> new Section(titled(key, "[%s]"), inner, line(key), problems));
  }

  /**
   * An array of tables; empty if it is not there.
   *
   * @param example an example value
   */
  List<Section> sections(String key, String example) {
    List<Section> sections = new ArrayList<>();
    TomlArray array = value(key, example, TomlArray.class).orElse(null);
    for (int i = 0; array != null && i < array.size(); i++) {
      int at = line(array, i);
      if (array.get(i) instanceof TomlTable inner) {
        sections.add(new Section(titled(key, "[[%s]]"), inner, at, problems));
      } else {
        problem(at, key + " contains something other than tables; write: " + example);
      }
    }
    return sections;
  }

  /** The value of a key whose type may be one of several. */
  Optional<Object> any(String key) {
    return has(key) ? Optional.ofNullable(table.get(List.of(key))) : Optional.empty();
  }

  /** A problem of this section. */
  void problem(int at, String text) {
    problems.add(at, title.isEmpty() ? text : title + ": " + text);
  }

  /** Ends the reading: keys that were not asked for are unknown. */
  void close() {
    Set<String> unknown = new HashSet<>(table.keySet());
    unknown.removeAll(known);
    for (String key : unknown) {
      String instead =
          NearestWord.of(key, known)
              .map(nearest -> "; did you mean " + nearest + "?")
              .orElse("; known keys: " + String.join(", ", known));
      problem(line(key), "unknown key " + key + instead);
    }
  }

  static String quoted(String text) {
    return '"' + text + '"';
  }

  private <T> Optional<T> value(String key, String example, Class<T> type) {
    Optional<Object> value = any(key);
    if (value.isPresent() && !type.isInstance(value.get())) {
      problem(line(key), key + " has the wrong type; write: " + written(key, example));
      return Optional.empty();
    }
    return value.map(type::cast);
  }

  private static String written(String key, String example) {
    return example.contains("[" + key) ? example : key + " = " + example;
  }

  private static String meant(String word, List<String> words) {
    return NearestWord.of(word, words).map(w -> " (did you mean " + quoted(w) + "?)").orElse("");
  }

  private String titled(String key, String brackets) {
    String outer = title.replaceAll("[\\[\\]]", "");
    return String.format(brackets, outer.isEmpty() ? key : outer + "." + key);
  }
}
