package dev.waxseal.spf;

import java.util.ArrayList;
import java.util.List;

/** Reads macro-string, domain-spec and explain-string (RFC 7208 section 7.1), in one pass. */
final class MacroParser {

  /** The macro letters that terms of a record may have (RFC 7208 section 7.2). */
  private static final String TERM_LETTERS = "slodiphv";

  /** RFC 7208 section 7.2: these "are allowed only in "exp" text". */
  private static final String TEXT_LETTERS = "crt";

  private static final String DELIMITERS = ".-+,/_=";

  /** More parts than any value has; RFC 7208 section 7.3 asks for at least 127. */
  private static final int MAX_PARTS = 100_000;

  private final String text;
  private final String letters;
  private final boolean spaces;
  private final List<MacroString.Part> parts = new ArrayList<>();
  private final StringBuilder literal = new StringBuilder();
  private int at;

  private MacroParser(String text, String letters, boolean spaces) {
    this.text = text;
    this.letters = letters;
    this.spaces = spaces;
  }

  /** {@code domain-spec = macro-string domain-end}. */
  static MacroString domainSpec(String text) throws RecordFault {
    MacroString read = new MacroParser(text, TERM_LETTERS, false).read();
    if (!endsInMacro(text, read) && !endsInTopLabel(text)) {
      throw syntax("\"" + text + "\" ends neither in a dot and a top label nor in a macro");
    }
    return read;
  }

  /**
   * {@code macro-string}, the value of an unknown modifier. All letters are allowed: the grammar
   * has them, and what an unknown modifier does with them is not ours to judge.
   */
  static MacroString macroString(String text) throws RecordFault {
    return new MacroParser(text, TERM_LETTERS + TEXT_LETTERS, false).read();
  }

  /** {@code explain-string = *( macro-string / SP )}. */
  static MacroString explainString(String text) throws RecordFault {
    return new MacroParser(text, TERM_LETTERS + TEXT_LETTERS, true).read();
  }

  private MacroString read() throws RecordFault {
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c == '%') {
        afterPercent();
      } else if ((c > ' ' && c < 0x7F) || (c == ' ' && spaces)) {
        literal.append(c);
      } else {
        throw syntax("a character that may not stand there: \"" + text + "\"");
      }
    }
    endLiteral();
    return new MacroString(text, parts);
  }

  private void afterPercent() throws RecordFault {
    switch (at < text.length() ? text.charAt(at++) : '\0') {
      case '%' -> literal.append('%');
      case '_' -> literal.append(' ');
      case '-' -> literal.append("%20");
      case '{' -> {
        endLiteral();
        parts.add(macro());
      }
      default -> throw syntax("a % that begins no macro: \"" + text + "\"");
    }
  }

  /** {@code macro-letter transformers *delimiter "}"}. */
  private MacroString.Part macro() throws RecordFault {
    char written = next();
    char letter = written >= 'A' && written <= 'Z' ? (char) (written + 'a' - 'A') : written;
    if (letters.indexOf(letter) < 0) {
      throw syntax("a macro that may not stand there: \"" + text + "\"");
    }
    int count = digits();
    boolean reversed = peek() == 'r' || peek() == 'R';
    if (reversed) {
      at++;
    }
    int start = at;
    while (DELIMITERS.indexOf(peek()) >= 0) {
      at++;
    }
    String delimiters = text.substring(start, at);
    if (next() != '}') {
      throw syntax("a macro that does not end as it should: \"" + text + "\"");
    }
    return new MacroString.Part("", letter, count, reversed, delimiters, written != letter);
  }

  /** RFC 7208 section 7.3: "If a DIGIT is specified, the value MUST be nonzero." */
  private int digits() throws RecordFault {
    int start = at;
    int value = 0;
    while (Texts.isDigit(peek())) {
      value = Math.min(MAX_PARTS, 10 * value + next() - '0');
    }
    if (at > start && value == 0) {
      throw syntax("a macro of 0 parts: \"" + text + "\"");
    }
    return at > start ? value : MAX_PARTS;
  }

  private char peek() {
    return at < text.length() ? text.charAt(at) : '\0';
  }

  private char next() {
    char c = peek();
    at++;
    return c;
  }

  private void endLiteral() {
    if (literal.length() > 0) {
      parts.add(MacroString.Part.literal(literal.toString()));
      literal.setLength(0);
    }
  }

  /** True if the end is a macro-expand; {@code %%}, {@code %_} and {@code %-} are such. */
  private static boolean endsInMacro(String text, MacroString read) {
    List<MacroString.Part> parts = read.parts();
    if (parts.isEmpty()) {
      return false;
    }
    if (parts.get(parts.size() - 1).isMacro()) {
      return true;
    }
    int end = text.length() - 1;
    if (end < 1 || "%_-".indexOf(text.charAt(end)) < 0) {
      return false;
    }
    int percents = end;
    while (percents > 0 && text.charAt(percents - 1) == '%') {
      percents--;
    }
    // Percents come in pairs; an odd one before the last character makes a pair with it.
    return (end - percents) % 2 == 1;
  }

  /** {@code "." toplabel [ "." ]}. */
  private static boolean endsInTopLabel(String text) {
    int end = text.endsWith(".") ? text.length() - 1 : text.length();
    int dot = text.lastIndexOf('.', end - 1);
    return dot >= 0 && isTopLabel(text.substring(dot + 1, end));
  }

  /** RFC 7208 section 7.1: letters, digits and hyphens inside, and not digits alone. */
  private static boolean isTopLabel(String label) {
    return !label.isEmpty()
        && !label.startsWith("-")
        && !label.endsWith("-")
        && label.chars().allMatch(c -> Texts.isAlphanumeric(c) || c == '-')
        && !label.chars().allMatch(Texts::isDigit);
  }

  private static RecordFault syntax(String what) {
    return new RecordFault(SpfReason.RECORD_SYNTAX, what);
  }
}
