package vectors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waxseal.arc.ArcReport;
import dev.waxseal.arc.ArcResult;
import dev.waxseal.arc.ArcSet;
import dev.waxseal.arc.ChainStatus;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a vector of ARC expects of a chain, checked against a report. */
final class ArcExpectation {

  private ArcExpectation() {}

  /**
   * Checks one expectation.
   *
   * @param words {@code arc …} or {@code ams …}
   */
  static void check(List<String> words, ArcReport report, String about) {
    if (words.get(0).equals("ams")) {
      messageSignature(words, report, about);
    } else if (words.get(1).equals("set")) {
      set(words, report, about);
    } else {
      verdict(words, report, about);
    }
  }

  private static void verdict(List<String> words, ArcReport report, String about) {
    Map<String, String> facts = facts(report);
    String actual = about + " — but it is " + report.result().status().word() + " " + facts;
    assertEquals(words.get(1), report.result().status().word(), actual);
    checkFacts(words.subList(2, words.size()), facts, actual);
    boolean reasonGiven = words.stream().anyMatch(word -> word.startsWith("reason="));
    assertEquals(report.result() instanceof ArcResult.Failure, reasonGiven, actual);
    assertEquals(facts.containsKey("cause"), words.toString().contains("cause="), actual);
  }

  private static Map<String, String> facts(ArcReport report) {
    Map<String, String> facts = new TreeMap<>();
    facts.put("sets", String.valueOf(report.sets().size()));
    if (report.result() instanceof ArcResult.Pass pass) {
      facts.put("oldestPass", String.valueOf(pass.oldestPass()));
    } else if (report.result() instanceof ArcResult.Failure fail) {
      facts.put("reason", fail.reason().name());
      fail.instance().ifPresent(instance -> facts.put("instance", String.valueOf(instance)));
      fail.cause().ifPresent(cause -> facts.put("cause", cause.name()));
    }
    return facts;
  }

  private static void set(List<String> words, ArcReport report, String about) {
    ArcSet set = named(words, report, about);
    Map<String, String> facts = new TreeMap<>();
    set.claimedSealer().ifPresent(domain -> facts.put("domain", domain.toString()));
    set.claimedSelector().ifPresent(selector -> facts.put("selector", selector.toString()));
    set.chainStatus().map(ChainStatus::word).ifPresent(word -> facts.put("cv", word));
    checkFacts(words.subList(3, words.size()), facts, about + " — but it is " + facts);
  }

  private static void messageSignature(List<String> words, ArcReport report, String about) {
    ArcSet.Check check = named(words, report, about).messageSignatureCheck();
    String actual = about + " — but it is " + check;
    assertEquals(
        words.get(2).equals("pass") ? ArcSet.Outcome.PASSED : ArcSet.Outcome.FAILED,
        check.outcome(),
        actual);
    if (words.size() > 3) {
      assertEquals(words.get(3), "cause=" + check.reason().orElseThrow(), actual);
    }
  }

  private static ArcSet named(List<String> words, ArcReport report, String about) {
    String instance = words.get(words.get(0).equals("ams") ? 1 : 2);
    return report.sets().stream()
        .filter(set -> String.valueOf(set.instance()).equals(instance))
        .findFirst()
        .orElseThrow(() -> new AssertionError(about + ": there is no such set"));
  }

  private static void checkFacts(List<String> words, Map<String, String> facts, String actual) {
    for (String word : words) {
      int equals = word.indexOf('=');
      String key = word.substring(0, equals);
      assertTrue(facts.containsKey(key), actual + ": nothing is known of " + key);
      assertEquals(word.substring(equals + 1), facts.get(key), actual);
    }
  }
}
