package dev.waxseal.authres;

/**
 * One property of a message that a method looked at, {@code ptype.property=value} (RFC 8601 section
 * 2.3).
 *
 * <p>Types and names are open: IANA registers new ones, and a consumer ignores those that it does
 * not know. Immutable; share it among threads.
 *
 * @param type what the property was taken from, in lower case: {@code smtp}, {@code header}, {@code
 *     body}, {@code policy}
 * @param name its name there, in lower case: {@code mailfrom}, {@code d}
 * @param value its value, decoded: any text. A local part in quotes keeps them: {@code "joe
 *     doe"@example.org}. Rendering makes it safe.
 */
public record Property(String type, String name, String value) {

  /**
   * Puts type and name into lower case.
   *
   * @throws IllegalArgumentException if one of them is no keyword: letters, digits and hyphens, no
   *     hyphen at the end, at most 64 characters
   */
  public Property {
    type = Grammar.keyword("A property type", type);
    name = Grammar.keyword("A property", name);
  }

  /** Whether it is the property of that type and name, in any case. */
  public boolean is(String otherType, String otherName) {
    return type.equalsIgnoreCase(otherType) && name.equalsIgnoreCase(otherName);
  }
}
