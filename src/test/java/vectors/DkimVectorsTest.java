package vectors;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waxseal.dkim.DkimReport;
import dev.waxseal.dkim.DkimResult;
import dev.waxseal.dkim.DkimVerifier;
import dev.waxseal.pass.MessageSession;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every file of {@code testvectors/dkim}, in every mode. */
class DkimVectorsTest {

  private static final List<Vector> VECTORS = Vector.all("dkim");
  private static final int RANDOM_CUTS = 8;

  /** Flipped positions a vector, spread evenly over longer messages. */
  private static final int FLIPS = 1200;

  @TestFactory
  Stream<DynamicTest> whole() {
    return each(vector -> check(vector, verifier(vector).verify(vector.bytes())));
  }

  @TestFactory
  Stream<DynamicTest> oneByteAtATime() {
    return each(vector -> check(vector, inPieces(vector, new Random(0), 1)));
  }

  @TestFactory
  Stream<DynamicTest> randomPieces() {
    return each(
        vector -> {
          for (int seed = 1; seed <= RANDOM_CUTS; seed++) {
            check(vector, inPieces(vector, new Random(seed), 40));
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> asynchronously() {
    return each(
        vector -> {
          MessageSession<DkimReport> session = verifier(vector).begin();
          session.write(vector.bytes());
          check(vector, session.finishAsync(Runnable::run).toCompletableFuture().join());
        });
  }

  /**
   * A byte is flipped, everywhere in turn. If a signature still passes, then what it signs is still
   * the same by the naive reading of the RFC, so that the byte was not signed.
   */
  @TestFactory
  Stream<DynamicTest> tampered() {
    return each(DkimVectorsTest::tamper);
  }

  @Test
  void anUnknownKeyIsAnError() {
    String good = "rfc: 6376 section 3.5\nabout: x\nexpect: dkim none\n\nFrom: a\r\n\r\n";
    assertEquals("From: a\r\n\r\n", Vector.parse("good", good).message());
    for (String bad :
        List.of("rfd: x\n" + good, "note\n" + good, good.replace("about: x\n", ""), "no end")) {
      assertThrows(IllegalArgumentException.class, () -> Vector.parse("bad", bad), bad);
    }
  }

  @Test
  void thereAreVectors() {
    assertTrue(VECTORS.size() > 150, VECTORS.size() + " vectors");
  }

  private interface Check {
    void of(Vector vector);
  }

  private static Stream<DynamicTest> each(Check check) {
    return VECTORS.stream()
        .map(vector -> DynamicTest.dynamicTest(vector.name(), () -> check.of(vector)));
  }

  private static void check(Vector vector, DkimReport report) {
    List<Expectation> expectations = Expectation.of(vector);
    expectations.forEach(expectation -> expectation.check(report));
    long verdicts = expectations.stream().filter(Expectation::isVerdict).count();
    assertTrue(
        verdicts >= report.results().size(),
        vector.name() + ": a vector says what is expected of every signature");
  }

  private static void tamper(Vector vector) {
    Map<String, String> signed = new HashMap<>();
    DkimReport before = verifier(vector).verify(vector.bytes());
    for (DkimResult.Pass pass : before.passes()) {
      signed.put(pass.claims().signature().toString(), Naive.signed(vector.message(), pass));
    }
    if (signed.isEmpty()) {
      return;
    }
    byte[] message = vector.bytes();
    int step = Math.max(1, message.length / FLIPS);
    for (int at = 0; at < message.length; at += step) {
      byte[] flipped = message.clone();
      flipped[at] ^= 1;
      DkimReport after = verifier(vector).verify(flipped);
      for (DkimResult.Pass pass : after.passes()) {
        String signature = pass.claims().signature().toString();
        // With one signature field fewer, another may be right that was not before.
        if (signed.containsKey(signature) || after.results().size() == before.results().size()) {
          assertEquals(
              signed.get(signature),
              Naive.signed(new String(flipped, ISO_8859_1), pass),
              vector.name() + ": passes with byte " + at + " flipped");
        }
      }
    }
  }

  private static DkimReport inPieces(Vector vector, Random random, int longest) {
    byte[] message = vector.bytes();
    MessageSession<DkimReport> session = verifier(vector).begin();
    int at = 0;
    while (at < message.length) {
      int length = Math.min(message.length - at, 1 + random.nextInt(longest));
      session.write(message, at, length);
      at += length;
    }
    return session.finish();
  }

  static DkimVerifier verifier(Vector vector) {
    return DkimVerifier.of(VectorSetting.dns(vector)).withClock(VectorSetting.clock(vector));
  }
}
