package dev.waxseal.benchmarks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class BenchmarksTest {

  @ParameterizedTest
  @EnumSource
  void bodiesAreRepeatable(Text text) {
    byte[] body = text.body(1, 50_000);
    assertEquals(50_000, body.length);
    assertArrayEquals(body, text.body(1, 50_000));
  }

  @Test
  void keysAreRepeatable() {
    assertEquals(new TestKeys().rsaRecord(), new TestKeys().rsaRecord());
  }

  @Test
  void headersAreAboutFourKilobytes() {
    for (Mail mail : Mail.some(8, 2)) {
      int header = mail.message().length - 4;
      assertTrue(header > 3000 && header < 4500, () -> "The header has " + header);
    }
  }

  @ParameterizedTest
  @EnumSource
  void bodyHashes(Text text) throws Exception {
    BodyHashBenchmark benchmark = new BodyHashBenchmark();
    benchmark.text = text;
    benchmark.setUp();
  }

  @ParameterizedTest
  @EnumSource
  void messagesPassAtBothLibraries(Sample message) throws Exception {
    VerifyBenchmark benchmark = new VerifyBenchmark();
    benchmark.message = message;
    benchmark.setUp();
  }

  @Test
  void sharedVerifierPasses() throws Exception {
    new ThroughputBenchmark().setUp();
  }

  @Test
  void signaturesPassAtBothLibraries() throws Exception {
    new SignBenchmark().setUp();
  }

  @ParameterizedTest
  @CsvSource({
    "dkim, dkim-prose-2",
    "dkim-anew, dkim-prose-50",
    "dkim, dkim-prose-1024",
    "dkim, dkim-base64-50",
    "arc, arc-prose-2"
  })
  void messagesForPeersPass(String method, String directory, @TempDir Path work) throws Exception {
    PeerMessages.main(new String[] {work.toString()});
    Predicate<byte[]> passes =
        PeerDriver.method(method, PeerMessages.dns(Files.readAllLines(work.resolve("keys"))));
    for (int i = 0; i < 8; i++) {
      assertTrue(passes.test(Files.readAllBytes(work.resolve(directory + "/" + i + ".eml"))));
    }
    assertFalse(passes.test(Files.readAllBytes(work.resolve(directory + "/forged"))));
  }

  @Test
  void chainsHold() throws Exception {
    new ArcBenchmark().setUp();
    new ArcSealBenchmark().setUp();
  }

  @ParameterizedTest
  @CsvSource({"0, PROSE_2", "2, PROSE_50"})
  void inboundMessagesPass(int hops, Sample message) throws Exception {
    InboundBenchmark benchmark = new InboundBenchmark();
    benchmark.hops = hops;
    benchmark.message = message;
    benchmark.setUp();
  }

  @Test
  void messagesPassHoweverLateDnsAnswers() throws Exception {
    DnsLatencyBenchmark benchmark = new DnsLatencyBenchmark();
    benchmark.setUp();
    benchmark.tearDown();
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 8})
  void policiesAreFound(int labels) {
    DmarcBenchmark benchmark = new DmarcBenchmark();
    benchmark.labels = labels;
    benchmark.setUp();
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 60})
  void fieldsAreUnderstood(int results) {
    AuthenticationResultsBenchmark benchmark = new AuthenticationResultsBenchmark();
    benchmark.results = results;
    benchmark.setUp();
  }

  @Test
  void tableOfRatios() {
    RatioTable table =
        new RatioTable(
            List.of(
                new RatioTable.Row("Verify", "bodyKib 2", 1, "jdkim", 30, 31, 1, 48, 9000),
                new RatioTable.Row("Hash", "", 1, "limit", 0.0461, 1, 0, 1, 0),
                new RatioTable.Row("Hash", "", 1, "limit, before", 0.0922, 1, 0, 1, 0),
                new RatioTable.Row("Verify", "bodyKib 2", 1, "limit", 10, 11, 2, 12, 1500)));
    assertEquals(
        List.of(
            "| Verify | bodyKib 2 | limit | 10.0 | 11.0 ± 2.0 | 1.00 | 0.33 |  | 12.0 | 1.00 | 1.5 |",
            "| Verify | bodyKib 2 | jdkim | 30.0 | 31.0 ± 1.0 | 3.00 | 1.00 |  | 48.0 | 4.00 | 9.0 |",
            "| Hash |  | limit | 0.046 | 1.0 ± 0.0 | 1.00 |  | 0.50 | 1.0 | 1.00 | 0.0 |",
            "| Hash |  | limit, before | 0.092 | 1.0 ± 0.0 | 2.00 |  |  | 1.0 | 1.00 | 0.0 |"),
        table.toString().lines().skip(2).toList());
  }

  @Test
  void tableOfGains() {
    RatioTable table =
        new RatioTable(
            List.of(
                new RatioTable.Row("Throughput", "a 1", 1, "limit", 10, 10, 0, 10, 0),
                new RatioTable.Row("Throughput", "a 1", 2, "limit", 11, 11, 0, 12.5, 0),
                new RatioTable.Row("Throughput", "a 1", 1, "waxseal", 20, 20, 0, 20, 0),
                new RatioTable.Row("Throughput", "a 1", 2, "waxseal", 25, 25, 0, 40, 0)));
    assertEquals(
        List.of(
            "| Throughput | a 1, threads 2 | limit | 1.600 | 1.000 | 1.818 | 1.000 |",
            "| Throughput | a 1, threads 2 | waxseal | 1.000 | 0.625 | 1.600 | 0.880 |"),
        table.toString().lines().skip(9).toList());
  }
}
