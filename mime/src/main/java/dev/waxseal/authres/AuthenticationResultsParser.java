package dev.waxseal.authres;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads the value of an Authentication-Results field (RFC 8601 section 2.2), with erratum 6026:
 * white space stands between the properties of a result.
 *
 * <p>It follows the grammar except for three things that many write and that can be read in one way
 * only: characters in values that would need quotes ({@link Lexer#propertyValue}), one semicolon at
 * the end, and {@code action=none}, a keyword and a token where a property may stand. Such a pair
 * says nothing and is passed over; whatever else has no property type makes the field unreadable.
 */
final class AuthenticationResultsParser {

  /** The version of the field and of all registered methods (RFC 8601 sections 2.2 and 6.2). */
  private static final String VERSION = "1";

  /** Honest fields have a result a signature and a dozen more; each costs objects. */
  private static final int MAX_RESULTS = 100;

  private static final String REASON = "reason";

  /** The method with the most registered properties has nine. */
  private static final int MAX_PROPERTIES = 100;

  private final Lexer lexer;
  private final boolean keepsComments;
  private final List<MethodResult> results = new ArrayList<>();

  private AuthenticationResultsParser(String value, boolean keepsComments) {
    this.lexer = new Lexer(value);
    this.keepsComments = keepsComments;
  }

  static AuthenticationResults parse(String value, boolean keepsComments) throws Malformed {
    return new AuthenticationResultsParser(value, keepsComments).payload();
  }

  private AuthenticationResults payload() throws Malformed {
    lexer.skipCfws();
    String authservId = lexer.value("an authserv-id");
    if (lexer.skipCfws() && lexer.isAtDigit()) {
      version();
    }
    lexer.expect(';', "after the authserv-id");
    String word = method();
    if (!word.equals("none") || !lexer.isAtEnd()) {
      results(word);
    }
    return new AuthenticationResults(authservId, results);
  }

  private void version() throws Malformed {
    String version = lexer.number("a version");
    if (!version.equals(VERSION)) {
      throw lexer.malformed("version " + version + " of the field is not known, only version 1 is");
    }
    lexer.skipCfws();
  }

  private void results(String firstMethod) throws Malformed {
    String method = firstMethod;
    for (int n = 1; n <= MAX_RESULTS; n++) {
      result(method);
      if (lexer.isAtEnd()) {
        return;
      }
      lexer.expect(';', "between two results");
      lexer.skipCfws();
      if (lexer.isAtEnd()) {
        return;
      }
      method = method();
    }
    throw lexer.malformed("there are more than " + MAX_RESULTS + " results");
  }

  /** The word that a result begins with, and what may stand before and after it. */
  private String method() throws Malformed {
    lexer.skipCfws();
    String method = lexer.keyword("a method");
    lexer.skipCfws();
    return method;
  }

  /**
   * {@code methodspec [ CFWS reasonspec ] [ CFWS 1*propspec ]}, from behind the method; kept only
   * if its version is known: otherwise "the result SHOULD be ignored" (RFC 8601 section 2.6).
   */
  private void result(String method) throws Malformed {
    boolean known = methodVersion();
    lexer.expect('=', "after the method " + method);
    lexer.skipCfws();
    String result = lexer.keyword("a result");
    Optional<String> comment = keepsComments ? lexer.comment() : Optional.empty();
    Optional<String> reason = Optional.empty();
    List<MethodResult.Property> properties = new ArrayList<>();
    int count = 0;
    while (hasMore()) {
      if (count == MAX_PROPERTIES) {
        throw lexer.malformed("a result has more than " + MAX_PROPERTIES + " properties");
      }
      String word = lexer.keyword("a property type");
      if (isPassedOver(word)) {
        lexer.token("a token after " + word + "=");
        count++;
      } else if (isTyped()) {
        properties.add(property(word));
        count++;
      } else if (word.equals(REASON) && reason.isEmpty() && count == 0) {
        reason = Optional.of(reason());
      } else {
        throw lexer.missing("'.' after the property type " + word);
      }
    }
    if (known) {
      results.add(new MethodResult(method, result, reason, properties, comment));
    }
  }

  /**
   * Returns true if a word stands here without being a property type: the equals sign comes right
   * after it. The name of a method there shows that a semicolon is missing.
   */
  private boolean isPassedOver(String word) {
    return !word.equals(REASON) && !ResultWords.isMethod(word) && lexer.accept('=');
  }

  private boolean isTyped() throws Malformed {
    lexer.skipCfws();
    return lexer.accept('.');
  }

  private boolean methodVersion() throws Malformed {
    if (!lexer.accept('/')) {
      return true;
    }
    lexer.skipCfws();
    String version = lexer.number("a version of the method");
    lexer.skipCfws();
    return version.equals(VERSION);
  }

  /** Returns true if the result goes on, which it may do behind white space or a comment only. */
  private boolean hasMore() throws Malformed {
    boolean apart = lexer.skipCfws();
    if (lexer.isAtEnd() || lexer.isAt(';')) {
      return false;
    }
    if (!apart) {
      throw lexer.missing("white space");
    }
    return true;
  }

  private String reason() throws Malformed {
    lexer.expect('=', "after the word reason");
    lexer.skipCfws();
    return lexer.value("a reason");
  }

  private MethodResult.Property property(String type) throws Malformed {
    lexer.skipCfws();
    String name = lexer.keyword("a property");
    lexer.skipCfws();
    lexer.expect('=', "after the property " + name);
    lexer.skipCfws();
    return new MethodResult.Property(
        type, name, lexer.propertyValue("a value of " + type + "." + name));
  }
}
