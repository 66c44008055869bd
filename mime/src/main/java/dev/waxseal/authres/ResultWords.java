package dev.waxseal.authres;

import java.util.Map;
import java.util.Set;

/**
 * The result words of the methods that RFCs have registered (RFC 8601 sections 2.7 and 6.4). Some
 * programs write others, {@code dkim=tmperror}, which no reader understands.
 */
final class ResultWords {

  private static final Set<String> DKIM =
      Set.of("none", "pass", "fail", "policy", "neutral", "temperror", "permerror");
  private static final Set<String> SPF =
      Set.of("none", "pass", "fail", "softfail", "policy", "neutral", "temperror", "permerror");
  private static final Set<String> PLAIN = Set.of("none", "pass", "fail", "temperror", "permerror");

  private static final Map<String, Set<String>> WORDS =
      Map.ofEntries(
          Map.entry("arc", Set.of("none", "pass", "fail")), // RFC 8617 section 4.4
          Map.entry("auth", PLAIN),
          Map.entry("dkim", DKIM),
          Map.entry("dkim-atps", PLAIN), // RFC 6541 section 8.3
          Map.entry("dmarc", PLAIN), // RFC 9989 section 9.2
          Map.entry("dnswl", Set.of("none", "pass", "temperror", "permerror")), // RFC 8904
          Map.entry("domainkeys", DKIM),
          Map.entry("iprev", Set.of("pass", "fail", "temperror", "permerror")),
          Map.entry("rrvs", Set.of("none", "unknown", "pass", "fail", "temperror", "permerror")),
          Map.entry("sender-id", SPF),
          Map.entry("smime", DKIM), // RFC 7281 section 3
          Map.entry("spf", SPF),
          Map.entry("vbr", PLAIN)); // RFC 6212 section 3

  private ResultWords() {}

  /** Returns true if a word in lower case is the name of such a method. */
  static boolean isMethod(String word) {
    return WORDS.containsKey(word);
  }

  /**
   * Returns true if a method has such a result, or if the method is not known.
   *
   * @param method in lower case
   * @param word in lower case
   */
  static boolean isKnown(String method, String word) {
    Set<String> words = WORDS.get(method);
    return words == null || words.contains(word);
  }
}
