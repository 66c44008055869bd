package dev.waxseal.spf;

import java.util.ArrayList;
import java.util.List;

/**
 * Text with macros, as a term of a record has it (RFC 7208 section 7.1). Immutable.
 *
 * <p>It knows how it is written, not what it stands for in a session: that is told by what it is
 * expanded with.
 */
final class MacroString {

  /** A piece: literal text, or a macro if the letter is not 0. */
  record Part(
      String literal,
      char letter,
      int parts,
      boolean reversed,
      String delimiters,
      boolean escaped) {

    static Part literal(String text) {
      return new Part(text, '\0', 0, false, "", false);
    }

    boolean isMacro() {
      return letter != '\0';
    }
  }

  private final String text;
  private final List<Part> parts;

  MacroString(String text, List<Part> parts) {
    this.text = text;
    this.parts = List.copyOf(parts);
  }

  /** The text as it was written. */
  public String text() {
    return text;
  }

  /** Whether it has macros, so that it depends on the session what it stands for. */
  public boolean hasMacros() {
    return parts.stream().anyMatch(Part::isMacro);
  }

  List<Part> parts() {
    return parts;
  }

  /** Whether it has one of these macro letters, given in lower case. */
  boolean uses(String letters) {
    return parts.stream().anyMatch(part -> part.isMacro() && letters.indexOf(part.letter) >= 0);
  }

  /** What it stands for if it has no macros: {@code %%} and its like undone. */
  String plain() {
    List<String> literals = new ArrayList<>();
    parts.forEach(part -> literals.add(part.literal));
    return String.join("", literals);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof MacroString string && text.equals(string.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
