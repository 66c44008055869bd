package dev.waxseal.spf;

/**
 * A modifier (RFC 7208 section 6).
 *
 * @param kind its kind
 * @param name its name as it was written
 * @param value its value
 * @param text the modifier as it was written
 */
record SpfModifier(Kind kind, String name, MacroString value, String text) implements SpfTerm {

  /** The modifiers. */
  public enum Kind {
    /** {@code redirect}: the record of another domain decides if nothing matches (6.1). */
    REDIRECT,
    /** {@code exp}: where the explanation of a fail stands (6.2). */
    EXPLANATION,
    /** Any other; it is ignored (section 6). */
    UNKNOWN
  }
}
