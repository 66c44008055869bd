package vectors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waxseal.dmarc.AppliedRecord;
import dev.waxseal.dmarc.DmarcReason;
import dev.waxseal.dmarc.DmarcRecord;
import dev.waxseal.dmarc.DmarcResult;
import dev.waxseal.dmarc.DmarcVerifier;
import dev.waxseal.dns.DomainName;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every file of {@code testvectors/dmarc}, in both ways of asking for a result. */
class DmarcVectorsTest {

  private static final List<DmarcVector> VECTORS = DmarcVector.all();

  /** All that a vector may name. */
  private static final Set<String> PROPERTIES =
      Set.of("reason", "policy", "tag", "testing", "org", "record-at", "aligned", "rua", "ruf");

  @TestFactory
  Stream<DynamicTest> withoutBlocking() {
    return each(
        vector ->
            check(
                vector,
                verifier(vector)
                    .evaluateAsync(vector.headers(), vector.dkim(), vector.mailFrom())
                    .toCompletableFuture()
                    .join()));
  }

  @TestFactory
  Stream<DynamicTest> atOnce() {
    return each(
        vector ->
            check(
                vector,
                verifier(vector).evaluate(vector.headers(), vector.dkim(), vector.mailFrom())));
  }

  /** As a receiver does it: queries when the header ends, the result when all answers are there. */
  @TestFactory
  Stream<DynamicTest> inTwoPhases() {
    return each(
        vector -> {
          List<DomainName> candidates =
              Stream.concat(vector.of("dkim").stream(), vector.of("spf").stream())
                  .map(line -> DomainName.of(line.replaceAll(".*[ =]", "")))
                  .toList();
          DmarcVerifier.Evaluation evaluation =
              verifier(vector).begin(vector.headers(), vector.dns(), candidates);
          evaluation.answers().join();
          check(vector, evaluation.report(vector.dkim(), vector.mailFrom()));
        });
  }

  @Test
  void anUnknownKeyIsAnError() {
    String good = "rfc: RFC 9989 section 4\nabout: x\nexpect: dmarc none\n";
    assertEquals(List.of("x"), DmarcVector.parse("good", good).of("about"));
    for (String bad :
        List.of(
            "rfd: x\n" + good,
            good + "\n",
            good + "about: y\n",
            good.replace("about: x\n", ""),
            good.trim())) {
      assertThrows(IllegalArgumentException.class, () -> DmarcVector.parse("bad", bad), bad);
    }
  }

  @Test
  void thereAreVectors() {
    assertTrue(VECTORS.size() >= 140, VECTORS.size() + " vectors");
  }

  /** Every reason has a vector, and the list that is published is that of the library. */
  @Test
  void reasons() throws IOException {
    Set<String> shown = new HashSet<>();
    for (DmarcVector vector : VECTORS) {
      vector.of("expect").stream()
          .flatMap(line -> Arrays.stream(line.split(" ", -1)))
          .filter(word -> word.startsWith("reason="))
          .forEach(word -> shown.add(word.substring("reason=".length())));
    }
    List<String> all =
        Stream.of(DmarcReason.values())
            .filter(reason -> reason != DmarcReason.HEADER_TOO_LARGE) // a matter of limits
            .map(DmarcReason::name)
            .toList();
    assertEquals(new HashSet<>(all), shown);
    List<String> published = new ArrayList<>();
    for (String line : Files.readAllLines(Vector.folder().resolve("dmarc/README.md"))) {
      if (line.matches("\\| `[A-Z_]+` \\|.*")) {
        String[] cells = line.split("[|` ]+", -1);
        assertEquals(DmarcReason.valueOf(cells[1]).status().word(), cells[2], line);
        published.add(cells[1]);
      }
    }
    assertEquals(all, published);
  }

  private interface Check {
    void of(DmarcVector vector);
  }

  private static Stream<DynamicTest> each(Check check) {
    return VECTORS.stream()
        .map(vector -> DynamicTest.dynamicTest(vector.name(), () -> check.of(vector)));
  }

  private static DmarcVerifier verifier(DmarcVector vector) {
    return DmarcVerifier.of(vector.dns());
  }

  private static void check(DmarcVector vector, DmarcResult result) {
    for (String line : vector.of("expect")) {
      List<String> words = List.of(line.split(" ", -1));
      String about = vector.name() + ": " + line + " — but it is " + result + facts(result);
      switch (words.get(0)) {
        case "walk" -> walk(vector, words.subList(1, words.size()));
        case "dmarc" -> {
          assertEquals(words.get(1), result.status().word(), about);
          verdict(words.subList(2, words.size()), facts(result), about);
          assertTrue(words.get(1).equals("pass") || line.contains(" reason="), about);
        }
        default -> throw new IllegalArgumentException(about + ": unknown expectation");
      }
    }
  }

  private static void walk(DmarcVector vector, List<String> names) {
    assertEquals(
        names,
        verifier(vector).walk(DomainName.of(names.get(0))).steps().stream()
            .map(step -> step.domain().toString())
            .toList(),
        vector.name());
  }

  private static void verdict(List<String> properties, Map<String, String> facts, String about) {
    for (String property : properties) {
      int equals = property.indexOf('=');
      String key = property.substring(0, equals);
      assertTrue(PROPERTIES.contains(key), about + ": unknown property " + key);
      assertEquals(property.substring(equals + 1), facts.get(key), about);
    }
  }

  private static Map<String, String> facts(DmarcResult result) {
    Map<String, String> facts = new HashMap<>();
    if (result instanceof DmarcResult.Failure failed) {
      facts.put("reason", failed.reason().name());
    }
    result.facts().organizationalDomain().ifPresent(name -> facts.put("org", name.toString()));
    result.policy().ifPresent(policy -> facts.put("policy", policy.word()));
    result.facts().applied().ifPresent(applied -> applied(applied, facts));
    facts.put(
        "aligned",
        result.facts().aligned().stream().map(Object::toString).collect(Collectors.joining(",")));
    return facts;
  }

  private static void applied(AppliedRecord applied, Map<String, String> facts) {
    facts.put("record-at", applied.domain().toString());
    facts.put("tag", applied.tag().word());
    facts.put("testing", String.valueOf(applied.isTesting()));
    facts.put("rua", uris(applied.dmarcRecord().aggregateReports()));
    facts.put("ruf", uris(applied.dmarcRecord().failureReports()));
  }

  private static String uris(List<DmarcRecord.ReportUri> uris) {
    return uris.stream().map(DmarcRecord.ReportUri::text).collect(Collectors.joining(","));
  }
}
