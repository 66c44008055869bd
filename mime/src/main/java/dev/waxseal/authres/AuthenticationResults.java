package dev.waxseal.authres;

import dev.waxseal.mime.HeaderField;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The results of one service for a message: the content of an Authentication-Results field (RFC
 * 8601 section 2).
 *
 * <p>Anyone can write such a field. {@link ReceivedResults} finds those of your own services in a
 * header, and the forged ones.
 *
 * <p>Immutable; share it among threads.
 *
 * @param authservId the id of the service, decoded. Rendering makes it safe, whatever it holds.
 * @param results the results in order; empty for {@code none}, "no message authentication was
 *     performed"
 */
public record AuthenticationResults(String authservId, List<MethodResult> results) {

  /** The name of the field. */
  public static final String NAME = "Authentication-Results";

  /** The outcome of reading a value. */
  public sealed interface Parsed {
    /** The value was read. */
    record Valid(AuthenticationResults results) implements Parsed {}

    /**
     * It breaks the grammar, is of another version, or goes beyond 100 results or 100 properties of
     * one result.
     *
     * @param word the word at which it cannot be read: printable ASCII on one line; may be empty
     * @param detail what is wrong there: printable ASCII on one line
     */
    record Invalid(String word, String detail) implements Parsed {

      /** Where it cannot be read and why, to stand after "it cannot be read". */
      public String place() {
        return word.isEmpty() ? "at its beginning: " + detail : "at '" + word + "': " + detail;
      }
    }
  }

  /** Copies the list. */
  public AuthenticationResults {
    results = List.copyOf(results);
  }

  /**
   * Reads the value of a field.
   *
   * <p>Comments are dropped, and so is a word without a property type where a property may stand,
   * {@code action=none}: RFC 8601 does not know it, but large services write it. Results of a
   * method version that is not known are left out (RFC 8601 section 2.6); those of unknown methods,
   * results and property types are kept, for the consumer to ignore. UTF-8 is decoded (RFC 8601
   * sections 2.2 and 2.5), and octets that are none become U+FFFD.
   *
   * @param value the text after the colon, folds included, as {@code HeaderField.value()} has it:
   *     one character an octet (ISO-8859-1). With a character above U+00FF it is invalid; {@code
   *     HeaderField.ofUnicode} makes octets of such text
   */
  public static Parsed parse(String value) {
    return parse(value, false);
  }

  /**
   * Reads the value of a field as {@link #parse} does, and keeps the comment that stands right
   * behind the word of a result, decoded: {@link MethodResult#comment()}. Comments are for people;
   * nothing may depend on them.
   *
   * @param value as for {@link #parse}
   */
  public static Parsed parseWithComments(String value) {
    return parse(value, true);
  }

  private static Parsed parse(String value, boolean keepsComments) {
    if (value.chars().anyMatch(c -> c > 0xFF)) {
      return new Parsed.Invalid("", "it has a character that is not an octet; encode it as UTF-8");
    }
    try {
      return new Parsed.Valid(AuthenticationResultsParser.parse(value, keepsComments));
    } catch (Malformed malformed) {
      return new Parsed.Invalid(malformed.word(), malformed.detail());
    }
  }

  /** The first result of a method, in any case. */
  public Optional<MethodResult> first(String method) {
    return results.stream().filter(result -> result.isOf(method)).findFirst();
  }

  /**
   * These without results that contradict themselves or each other: those that have a property
   * twice, and the results of a method that should have one, if it has several.
   */
  public AuthenticationResults unambiguous() {
    return new AuthenticationResults(
        authservId,
        results.stream()
            .filter(result -> !result.isAmbiguous())
            .filter(result -> !result.isSingle() || count(result.method()) == 1)
            .toList());
  }

  /**
   * These in several parts, so that the fields of parts stay short: there are readers that take
   * nothing out of a long one. In the first part stand the results that a judgement has once, so
   * that it can be told where one judgement ends and an older one begins; otherwise the order
   * stays. No result is divided; these themselves if their field is short enough.
   *
   * @param octets how long a field may be, its name included; longer only for a single result
   */
  public List<AuthenticationResults> parts(int octets) {
    if (isWithin(octets)) {
      return List.of(this);
    }
    List<MethodResult> ordered = new ArrayList<>(results);
    ordered.sort(Comparator.comparing(result -> !result.isSingle()));
    List<AuthenticationResults> parts = new ArrayList<>();
    AuthenticationResults part = new AuthenticationResults(authservId, List.of());
    for (MethodResult result : ordered) {
      AuthenticationResults longer = part.with(result);
      boolean full = !part.results().isEmpty() && !longer.isWithin(octets);
      if (full) {
        parts.add(part);
      }
      part = full ? new AuthenticationResults(authservId, List.of(result)) : longer;
    }
    parts.add(part);
    return List.copyOf(parts);
  }

  /** These with one result more at the end. */
  AuthenticationResults with(MethodResult result) {
    List<MethodResult> more = new ArrayList<>(results);
    more.add(result);
    return new AuthenticationResults(authservId, more);
  }

  private boolean isWithin(int octets) {
    return field().bytes().length <= octets;
  }

  private long count(String method) {
    return results.stream().filter(result -> result.isOf(method)).count();
  }

  /**
   * The Authentication-Results field that says this. As a trace field it goes to the top of the
   * message (RFC 8601 section 4.1).
   *
   * <p>A result begins a line; lines have 78 columns where there is white space to fold at, and
   * never more than 998 octets. Whatever the texts hold, they stay texts: controls become spaces or
   * question marks, text that is not a token is quoted, and text after the first 400 octets is left
   * out. What is not ASCII is written as UTF-8, which only an internationalized message may hold
   * (RFC 8601 section 2.2).
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
