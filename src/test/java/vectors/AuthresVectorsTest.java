package vectors;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waxseal.authres.AuthenticationResults;
import dev.waxseal.authres.AuthservIds;
import dev.waxseal.authres.MethodResult;
import dev.waxseal.authres.ReceivedResults;
import dev.waxseal.mime.HeaderField;
import dev.waxseal.mime.Headers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every file of {@code testvectors/authres}. */
class AuthresVectorsTest {

  private static final Set<String> KEYS = Set.of("rfc", "about", "source", "trust", "expect");

  private static final List<Vector> VECTORS = Vector.all("authres");

  @TestFactory
  Stream<DynamicTest> fields() {
    return each(
        vector -> {
          List<String> fields = fields(vector);
          assertEquals(
              expected(vector, "authres"),
              fields.isEmpty() ? List.of("authres none") : fields,
              vector.name());
        });
  }

  @TestFactory
  Stream<DynamicTest> results() {
    return each(vector -> assertEquals(parsed(vector), received(vector).merged(), vector.name()));
  }

  /** What was read and is written again says the same; in a reason a semicolon is a comma. */
  @TestFactory
  Stream<DynamicTest> rendered() {
    return each(
        vector -> {
          List<HeaderField> again =
              received(vector).entries().stream().map(entry -> entry.results().field()).toList();
          ReceivedResults read = ReceivedResults.of(Headers.of(again), ids(vector));
          List<MethodResult> written =
              received(vector).merged().stream().map(AuthresVectorsTest::asWritten).toList();
          assertEquals(written, read.merged(), vector.name());
        });
  }

  @Test
  void thereAreVectors() {
    assertTrue(VECTORS.size() >= 32, VECTORS.size() + " vectors");
  }

  private static MethodResult asWritten(MethodResult result) {
    return result.reason().isEmpty()
        ? result
        : result.withReason(result.reason().get().replace(';', ','));
  }

  private interface Check {
    void of(Vector vector);
  }

  private static Stream<DynamicTest> each(Check check) {
    return VECTORS.stream()
        .map(
            vector ->
                DynamicTest.dynamicTest(
                    vector.name(),
                    () -> {
                      assertTrue(KEYS.containsAll(vector.head().keySet()), vector.name());
                      check.of(vector);
                    }));
  }

  private static List<String> expected(Vector vector, String kind) {
    List<String> expected =
        vector.all(Vector.Key.expect).stream().filter(line -> line.startsWith(kind + " ")).toList();
    long others =
        vector.all(Vector.Key.expect).stream()
            .filter(line -> !line.startsWith("authres ") && !line.startsWith("result "))
            .count();
    assertEquals(0, others, vector.name() + ": unknown expectation");
    return expected;
  }

  /** The fields of a vector, each as an expectation would have it. */
  private static List<String> fields(Vector vector) {
    Headers headers = headers(vector);
    ReceivedResults received = ReceivedResults.of(headers, ids(vector));
    List<Integer> claims =
        ReceivedResults.claiming(headers, ids(vector)).stream()
            .map(ReceivedResults.Claim::ordinal)
            .toList();
    int count = headers.named(AuthenticationResults.NAME).size();
    return IntStream.rangeClosed(1, count)
        .mapToObj(n -> "authres " + n + " " + state(received, n, claims.contains(n)))
        .toList();
  }

  private static String state(ReceivedResults received, int ordinal, boolean claims) {
    Optional<String> believed =
        received.entries().stream()
            .filter(entry -> entry.ordinal() == ordinal)
            .map(entry -> "believed " + entry.results().results().size())
            .findFirst();
    boolean unusable = received.unusable().stream().anyMatch(it -> it.ordinal() == ordinal);
    assertTrue(claims || (believed.isEmpty() && !unusable), "an overlooked field: " + ordinal);
    String other = unusable ? "unusable" : claims ? "lookalike" : "foreign";
    return believed.orElse(other);
  }

  private static List<MethodResult> parsed(Vector vector) {
    List<MethodResult> results = new ArrayList<>();
    for (String line : expected(vector, "result")) {
      List<String> words = Vector.words(line);
      assertEquals(results.size() + 1, Integer.parseInt(words.get(1)), line);
      results.add(result(words.subList(2, words.size())));
    }
    return results;
  }

  private static MethodResult result(List<String> words) {
    String[] first = words.get(0).split("=", 2);
    MethodResult result = MethodResult.of(first[0], first[1]);
    for (String word : words.subList(1, words.size())) {
      if (word.startsWith("\"")) {
        result = result.withReason(Vector.unquoted(word));
      } else {
        String[] parts = word.split("[.=]", 3);
        result = result.with(parts[0], parts[1], Vector.unquoted('"' + parts[2] + '"'));
      }
    }
    return result;
  }

  private static ReceivedResults received(Vector vector) {
    return ReceivedResults.of(headers(vector), ids(vector));
  }

  private static AuthservIds ids(Vector vector) {
    return AuthservIds.of(vector.head().getOrDefault("trust", List.of()));
  }

  private static Headers headers(Vector vector) {
    String header = vector.message().substring(0, vector.message().indexOf("\r\n\r\n"));
    return Headers.of(
        Stream.of(header.split("\r\n(?![ \t])"))
            .map(field -> HeaderField.parse(field.getBytes(ISO_8859_1)))
            .toList());
  }
}
