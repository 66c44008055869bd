package dev.waxseal.reports;

import java.util.Locale;
import java.util.Optional;

/**
 * A word of a closed list, as a report has it. A report may have another word, or none; then the
 * text is kept and there is no value.
 *
 * @param <E> the list
 * @param value the member of the list that the text names, in any case; empty if it names none
 * @param text the text in lower case, without white space around it; empty if the report has none
 */
public record Word<E extends Enum<E>>(Optional<E> value, String text) {

  /** The word of a member whose name is the word. */
  public static <E extends Enum<E>> Word<E> of(E value) {
    return new Word<>(Optional.of(value), value.name().toLowerCase(Locale.ROOT));
  }

  /** A member of the list whose word is another than its name. */
  static <E extends Enum<E>> Word<E> of(E value, String text) {
    return new Word<>(Optional.of(value), text);
  }

  /** Returns true if it is this member of the list. */
  public boolean is(E member) {
    return value.isPresent() && value.get() == member;
  }

  /** Returns true if the report has no such word. */
  public boolean isAbsent() {
    return text.isEmpty();
  }

  /** The text. */
  @Override
  public String toString() {
    return text;
  }
}
