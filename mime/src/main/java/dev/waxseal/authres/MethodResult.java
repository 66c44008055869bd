package dev.waxseal.authres;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The result of one method, {@code method=result} with properties (RFC 8601 section 2.2).
 *
 * <p>Methods and results are open: IANA registers new ones, and a consumer "MUST ignore" those that
 * it does not know (RFC 8601 section 4.1). Immutable; share it among threads.
 *
 * @param method the method in lower case: {@code dkim}, {@code spf}
 * @param result its result in lower case: {@code pass}, {@code temperror}
 * @param reason why, for people: any text; rendering makes it safe
 * @param properties what it looked at, in order
 * @param comment a remark that is rendered as a comment behind the result: any text; rendering
 *     makes it safe. {@link AuthenticationResults#parse} leaves it out.
 */
public record MethodResult(
    String method,
    String result,
    Optional<String> reason,
    List<Property> properties,
    Optional<String> comment) {

  /**
   * One property of a message that a method looked at, {@code ptype.property=value} (RFC 8601
   * section 2.3).
   *
   * <p>Types and names are open: IANA registers new ones, and a consumer ignores those that it does
   * not know. Immutable; share it among threads.
   *
   * @param type what the property was taken from, in lower case: {@code smtp}, {@code header},
   *     {@code body}, {@code policy}
   * @param name its name there, in lower case: {@code mailfrom}, {@code d}
   * @param value its value, decoded: any text. A local part in quotes keeps them: {@code "joe
   *     doe"@example.org}. Rendering makes it safe.
   */
  public record Property(String type, String name, String value) {

    /**
     * Puts type and name into lower case.
     *
     * @throws IllegalArgumentException if one of them is not a keyword: letters, digits and
     *     hyphens, no hyphen at the end, at most 64 characters
     */
    public Property {
      type = Grammar.keyword("A property type", type);
      name = Grammar.keyword("A property", name);
    }

    /** Returns true if it is the property of that type and name, in any case. */
    public boolean is(String otherType, String otherName) {
      return type.equalsIgnoreCase(otherType) && name.equalsIgnoreCase(otherName);
    }
  }

  /** The methods that have at most one result in an evaluation of a message. */
  public static final Set<String> SINGLE = Set.of("arc", "dmarc");

  /**
   * Puts method and result into lower case and copies the list.
   *
   * @throws IllegalArgumentException if one of them is not a keyword: letters, digits and hyphens,
   *     no hyphen at the end, at most 64 characters
   */
  public MethodResult {
    method = Grammar.keyword("A method", method);
    result = Grammar.keyword("A result", result);
    properties = List.copyOf(properties);
  }

  /** A result without a comment, as for the canonical constructor. */
  public MethodResult(
      String method, String result, Optional<String> reason, List<Property> properties) {
    this(method, result, reason, properties, Optional.empty());
  }

  /** A bare result, as for the canonical constructor. */
  public static MethodResult of(String method, String result) {
    return new MethodResult(method, result, Optional.empty(), List.of());
  }

  /** This with a reason, or with another. */
  public MethodResult withReason(String text) {
    return new MethodResult(method, result, Optional.of(text), properties, comment);
  }

  /** This with a comment, or with another. */
  public MethodResult withComment(String text) {
    return new MethodResult(method, result, reason, properties, Optional.of(text));
  }

  /** This with one property more at the end, as for the constructor of {@link Property}. */
  public MethodResult with(String type, String name, String value) {
    List<Property> more = new ArrayList<>(properties);
    more.add(new Property(type, name, value));
    return new MethodResult(method, result, reason, more, comment);
  }

  /** Returns true if it is of that method, in any case. */
  public boolean isOf(String otherMethod) {
    return method.equalsIgnoreCase(otherMethod);
  }

  /** Returns true if it is of one of {@link #SINGLE}. */
  public boolean isSingle() {
    return SINGLE.contains(method);
  }

  /** Returns true if it has a property twice, so that its subject is unclear. */
  public boolean isAmbiguous() {
    return properties.stream().map(it -> it.type() + "." + it.name()).distinct().count()
        < properties.size();
  }

  /**
   * Returns true if its result is a word that its method knows, by RFC 8601 section 2.7 and the
   * RFCs that registered further methods. Of methods that are not known every word passes.
   */
  public boolean hasKnownWord() {
    return ResultWords.isKnown(method, result);
  }

  /** The value of the first property of that type and name, in any case. */
  public Optional<String> property(String type, String name) {
    return properties.stream()
        .filter(property -> property.is(type, name))
        .map(Property::value)
        .findFirst();
  }
}
