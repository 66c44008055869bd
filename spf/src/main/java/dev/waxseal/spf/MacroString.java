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

  /** True if it has macros, so that its value depends on the session. */
  public boolean hasMacros() {
    for (Part part : parts) {
      if (part.isMacro()) {
        return true;
      }
    }
    return false;
  }

  List<Part> parts() {
    return parts;
  }

  /** True if it has one of these macro letters, given in lower case. */
  boolean uses(String letters) {
    for (Part part : parts) {
      if (part.isMacro() && letters.indexOf(part.letter) >= 0) {
        return true;
      }
    }
    return false;
  }

  /** Its value if it has no macros: {@code %%} and the like undone. */
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
