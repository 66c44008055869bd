package vectors;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waxseal.arc.SealResult;
import dev.waxseal.inbound.InboundAuthenticator;
import dev.waxseal.inbound.InboundReport;
import dev.waxseal.pass.MessageSession;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every file of {@code testvectors/arc}, in every mode. */
class ArcVectorsTest {

  private static final List<Vector> VECTORS = Vector.all("arc");
  private static final int RANDOM_CUTS = 4;
  private static final int LONG_PIECE = 997;

  @TestFactory
  Stream<DynamicTest> whole() {
    return each(vector -> check(vector, begin(vector, vector.bytes().length).finish()));
  }

  @TestFactory
  Stream<DynamicTest> oneByteAtATime() {
    return each(vector -> check(vector, begin(vector, 1).finish()));
  }

  @TestFactory
  Stream<DynamicTest> randomPieces() {
    return each(
        vector -> {
          for (int seed = 1; seed <= RANDOM_CUTS; seed++) {
            int piece = 1 + new Random(seed).nextInt(LONG_PIECE);
            check(vector, begin(vector, piece).finish());
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> asynchronously() {
    return each(
        vector ->
            check(
                vector,
                begin(vector, LONG_PIECE).finishAsync(Runnable::run).toCompletableFuture().join()));
  }

  @TestFactory
  Stream<DynamicTest> sealing() {
    return VECTORS.stream()
        .filter(vector -> !vector.all(Vector.Key.seal).isEmpty())
        .map(vector -> DynamicTest.dynamicTest(vector.name(), () -> checkSealing(vector)));
  }

  @Test
  void thereAreVectors() {
    assertTrue(VECTORS.size() > 400, VECTORS.size() + " vectors");
  }

  private interface Check {
    void of(Vector vector);
  }

  private static Stream<DynamicTest> each(Check check) {
    return VECTORS.stream()
        .map(vector -> DynamicTest.dynamicTest(vector.name(), () -> check.of(vector)));
  }

  private static MessageSession<InboundReport> begin(Vector vector, int piece) {
    MessageSession<InboundReport> session =
        InboundAuthenticator.of("mx.example.net", VectorSetting.dns(vector))
            .withClock(VectorSetting.clock(vector))
            .begin();
    byte[] message = vector.bytes();
    for (int at = 0; at < message.length; at += piece) {
      session.write(message, at, Math.min(piece, message.length - at));
    }
    return session;
  }

  private static void check(Vector vector, InboundReport report) {
    int verdicts = 0;
    for (String line : vector.all(Vector.Key.expect)) {
      List<String> words = Vector.words(line);
      String about = vector.name() + ": " + line;
      if (words.get(0).equals("arc") || words.get(0).equals("ams")) {
        ArcExpectation.check(words, report.arc(), about);
        verdicts += words.get(0).equals("arc") && !words.get(1).equals("set") ? 1 : 0;
      } else if (!SealCase.isExpectation(words.get(0))) {
        new Expectation(vector, words).check(report.dkim());
      }
    }
    boolean sealing = !vector.all(Vector.Key.seal).isEmpty();
    assertTrue(sealing || verdicts == 1, vector.name() + ": there is one verdict on a chain");
  }

  /** The result with the octets of its fields. */
  private static String text(SealResult result) {
    StringBuilder text = new StringBuilder(result.toString());
    result.fields().forEach(field -> text.append(new String(field.bytes(), ISO_8859_1)));
    return text.toString();
  }

  private static void checkSealing(Vector vector) throws Exception {
    SealCase asked = new SealCase(vector);
    int outcomes = 0;
    for (int piece : List.of(Integer.MAX_VALUE, 1, LONG_PIECE)) {
      SealResult result = asked.seal(piece);
      Optional<SealResult> inOnePass = asked.sealInOnePass(piece);
      assertEquals(inOnePass.map(any -> text(result)), inOnePass.map(ArcVectorsTest::text));
      for (String line : vector.all(Vector.Key.expect)) {
        List<String> words = Vector.words(line);
        if (SealCase.isExpectation(words.get(0))) {
          asked.check(words, result, vector.name() + ": " + line + " — but it is " + result);
          outcomes += words.get(0).endsWith("sealed") ? 1 : 0;
        }
      }
    }
    assertEquals(3, outcomes, vector.name() + ": a sealer seals or does not");
  }
}
