package dev.waxseal.authres;

import dev.waxseal.mime.HeaderField;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What one service found out about a message: the content of an Authentication-Results field (RFC
 * 8601 section 2).
 *
 * <p>Immutable; share it among threads.
 *
 * @param authservId who says so: the authserv-id, decoded. Rendering makes it safe, whatever it
 *     holds.
 * @param results the results in order; empty for {@code none}, "no message authentication was
 *     performed"
 */
public record AuthenticationResults(String authservId, List<MethodResult> results) {

  /** The name of the field. */
  public static final String NAME = "Authentication-Results";

  /** What reading a value comes to. */
  public sealed interface Parsed {
    /** What it says. */
    record Valid(AuthenticationResults results) implements Parsed {}

    /**
     * It breaks the grammar, is of another version, or goes beyond 100 results or 100 properties of
     * one result.
     *
     * @param detail what is wrong with it: printable ASCII on one line
     */
    record Invalid(String detail) implements Parsed {}
  }

  /** Copies the list. */
  public AuthenticationResults {
    results = List.copyOf(results);
  }

  /**
   * Reads the value of a field.
   *
   * <p>Comments are dropped. Results of a method version that is not known are left out (RFC 8601
   * section 2.6); those of unknown methods, results and property types are kept, for the consumer
   * to ignore. UTF-8 is decoded (RFC 8601 sections 2.2 and 2.5), and octets that are none become
   * U+FFFD.
   *
   * @param value what follows the colon, folds included: one character an octet (ISO-8859-1)
   */
  public static Parsed parse(String value) {
    try {
      return new Parsed.Valid(AuthenticationResultsParser.parse(value));
    } catch (Malformed malformed) {
      return new Parsed.Invalid(malformed.detail());
    }
  }

  /** The first result of a method, in any case. */
  public Optional<MethodResult> first(String method) {
    return results.stream().filter(result -> result.isOf(method)).findFirst();
  }

  /** These without the results of a method, in any case. */
  public AuthenticationResults without(String method) {
    return new AuthenticationResults(
        authservId, results.stream().filter(result -> !result.isOf(method)).toList());
  }

  /** These with one result more at the end. */
  public AuthenticationResults with(MethodResult result) {
    List<MethodResult> more = new ArrayList<>(results);
    more.add(result);
    return new AuthenticationResults(authservId, more);
  }

  /**
   * The Authentication-Results field that says this. As a trace field it goes to the top of the
   * message (RFC 8601 section 4.1).
   *
   * <p>A result begins a line; lines have 78 columns where there is white space to fold at, and
   * never more than 998 octets. Whatever the texts hold, they stay texts: controls become spaces or
   * question marks, what is no token is quoted, and of a text of more than 400 octets the rest is
   * left out. What is not ASCII is written as UTF-8, which only an internationalized message may
   * hold (RFC 8601 section 2.2).
   */
  public HeaderField field() {
    return field(NAME, "");
  }

  /**
   * A field of another name with this content, such as ARC-Authentication-Results, where the
   * instance comes first (RFC 8617 section 4.1.1).
   *
   * @param name the name of the field
   * @param prefix what stands before the authserv-id, {@code "i=3;"}; may be empty
   * @throws IllegalArgumentException if the name is not a field name, the prefix has other than
   *     printable ASCII, or one of them is longer than 100 characters
   */
  public HeaderField field(String name, String prefix) {
    return AuthenticationResultsRenderer.render(name, prefix, this);
  }
}
