package dev.waxseal.cli.lookup;

import dev.waxseal.cli.text.SafeText;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A tag of a record as written, for display; the library decides if the record is valid.
 *
 * @param name the name, safe on a terminal
 * @param value the value, safe on a terminal
 * @param known its meaning, if a specification defines it
 */
record RecordTag(String name, String value, Optional<String> known) {

  /** The tags that a kind of record may have. */
  @FunctionalInterface
  interface Vocabulary {
    /** The meaning of a tag with that value; empty if it is not defined. */
    Optional<String> meaning(String name, String value);
  }

  /** The tags of a record, as far as they can be distinguished. */
  static List<RecordTag> all(String octets, Vocabulary vocabulary) {
    return Arrays.stream(octets.split(";", 100))
        .filter(part -> !part.isBlank())
        .map(part -> of(part, vocabulary))
        .toList();
  }

  /** The meaning of the tag. */
  String meaning() {
    return known.orElse("not a known tag");
  }

  /** True if a specification defines it. */
  boolean isKnown() {
    return known.isPresent();
  }

  private static RecordTag of(String part, Vocabulary vocabulary) {
    int equals = part.indexOf('=');
    String name = SafeText.ofOctets(equals < 0 ? part : part.substring(0, equals));
    String value = equals < 0 ? "" : SafeText.ofOctets(part.substring(equals + 1));
    return new RecordTag(name, value, vocabulary.meaning(name, value));
  }
}
