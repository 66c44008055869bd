package vectors;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.waxseal.dns.Dns;
import dev.waxseal.dns.DnsAnswer;
import dev.waxseal.dns.DnsRecord;
import dev.waxseal.dns.DomainName;
import dev.waxseal.dns.RecordType;
import dev.waxseal.dns.ZoneDns;
import dev.waxseal.spf.SpfClient;
import dev.waxseal.spf.SpfReason;
import dev.waxseal.spf.SpfResult;
import dev.waxseal.spf.SpfVerifier;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every file of {@code testvectors/spf}, with DNS that answers at once and with DNS that waits. */
class SpfVectorsTest {

  private static final String RECEIVER = "receiver.example.net";

  private static final Pattern QUOTED = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*+\"");
  private static final Pattern CLIENT =
      Pattern.compile("ip=([0-9a-f.:]+) helo=(" + QUOTED + ") mail-from=(" + QUOTED + ")");
  private static final Pattern EXPECT =
      Pattern.compile("spf ([a-z]+)((?: [a-z]+=(?:" + QUOTED + "|[^ \"]+))+)");
  private static final Pattern PROPERTY = Pattern.compile("([a-z]+)=(" + QUOTED + "|[^ \"]+)");
  private static final Pattern ROW = Pattern.compile("\\| `([A-Z_]+)` \\| ([a-z]+) \\|");

  private static final List<Vector> VECTORS = Vector.all("spf");

  @TestFactory
  Stream<DynamicTest> atOnce() {
    return each(vector -> check(vector, dns(vector)));
  }

  @TestFactory
  Stream<DynamicTest> later() {
    return each(vector -> check(vector, new Later(dns(vector))));
  }

  @Test
  void anUnknownPropertyIsAnError() {
    Vector good = VECTORS.get(0);
    check(good, dns(good));
    for (String bad : List.of("spf pass scope=mfrom x=y", "spf pass", "dkim none")) {
      Map<String, List<String>> head = new TreeMap<>(good.head());
      head.put("expect", List.of(bad));
      Vector wrong = new Vector("wrong", head, good.message());
      assertThrows(IllegalArgumentException.class, () -> check(wrong, dns(wrong)), bad);
    }
  }

  @Test
  void thereAreVectors() {
    assertTrue(VECTORS.size() > 400, VECTORS.size() + " vectors");
  }

  @Test
  void theReasonsArePublishedAndAllHaveVectors() throws IOException {
    List<String> published =
        ROW.matcher(Files.readString(Vector.folder().resolve("spf/README.md")))
            .results()
            .map(row -> row.group(1) + " " + row.group(2))
            .toList();
    assertEquals(
        Arrays.stream(SpfReason.values())
            .map(reason -> reason + " " + reason.status().word())
            .toList(),
        published);
    for (SpfReason reason : SpfReason.values()) {
      assertTrue(
          VECTORS.stream()
              .flatMap(vector -> vector.all(Vector.Key.expect).stream())
              .anyMatch(expect -> (expect + " ").contains(" reason=" + reason + " ")),
          reason + " has no vector");
    }
  }

  @Test
  void everyFileIsTheOneThatIsMade() throws Exception {
    try {
      Process maker =
          new ProcessBuilder("python3", "-B", "src/test/vectormaker/spf.py", "--check")
              .directory(Vector.folder().resolveSibling(".").normalize().toFile())
              .redirectErrorStream(true)
              .start();
      String output = new String(maker.getInputStream().readAllBytes(), UTF_8);
      assertEquals(0, maker.waitFor(), output);
    } catch (IOException e) {
      String clear = "python3 is not installed: apt-get install python3";
      if ("true".equals(System.getenv("WAXSEAL_REQUIRE_PEERS"))) {
        fail(clear);
      }
      Assumptions.abort(clear);
    }
  }

  private interface Check {
    void of(Vector vector);
  }

  private static Stream<DynamicTest> each(Check check) {
    return VECTORS.stream()
        .map(vector -> DynamicTest.dynamicTest(vector.name(), () -> check.of(vector)));
  }

  private static void check(Vector vector, Dns dns) {
    Instant now = Instant.parse(vector.all(Vector.Key.now).get(0));
    SpfVerifier verifier = SpfVerifier.of(dns).withClock(() -> now).withReceiverName(RECEIVER);
    SpfClient client = client(vector);
    for (String line : vector.all(Vector.Key.expect)) {
      String about = vector.name() + ": " + line;
      Matcher expect = EXPECT.matcher(line);
      if (!expect.matches()) {
        throw new IllegalArgumentException(about);
      }
      Map<String, String> properties = properties(expect.group(2), about);
      SpfResult result =
          "helo".equals(properties.get("scope"))
              ? verifier.checkHelo(client)
              : verifier.checkMailFrom(client);
      Map<String, String> facts = facts(result);
      String actual = about + " — but it is " + result + " " + facts;
      assertEquals(expect.group(1), result.status().word(), actual);
      properties.forEach((key, value) -> assertEquals(value, facts.get(key), actual));
    }
  }

  private static Map<String, String> properties(String text, String about) {
    Map<String, String> properties = new TreeMap<>();
    Matcher property = PROPERTY.matcher(text);
    while (property.find()) {
      String value = property.group(2);
      properties.put(property.group(1), value.startsWith("\"") ? Vector.unquoted(value) : value);
    }
    List<String> known = List.of("scope", "reason", "domain", "lookups", "explanation");
    if (!known.containsAll(properties.keySet()) || !properties.containsKey("scope")) {
      throw new IllegalArgumentException(about);
    }
    return properties;
  }

  /** All that an expectation may name, by its key. */
  private static Map<String, String> facts(SpfResult result) {
    Map<String, String> facts = new TreeMap<>();
    facts.put("scope", result.scope().word());
    facts.put("lookups", String.valueOf(result.lookups()));
    result.checkedDomain().ifPresent(domain -> facts.put("domain", domain.toString()));
    if (result instanceof SpfResult.Failure failure) {
      facts.put("reason", failure.reason().name());
      facts.put("explanation", failure.explanation().orElse(""));
    }
    return facts;
  }

  private static SpfClient client(Vector vector) {
    List<String> lines = vector.head().getOrDefault("client", List.of());
    Matcher client = CLIENT.matcher(lines.isEmpty() ? "" : lines.get(0));
    if (lines.size() != 1 || !client.matches()) {
      throw new IllegalArgumentException(vector.name() + ": client " + lines);
    }
    try {
      return SpfClient.of(
          InetAddress.getByName(client.group(1)),
          Vector.unquoted(client.group(2)),
          Vector.unquoted(client.group(3)));
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static Dns dns(Vector vector) {
    List<String> zone = new ArrayList<>();
    List<DomainName> unavailable = new ArrayList<>();
    for (String line : vector.all(Vector.Key.dns)) {
      if (line.endsWith(". UNAVAILABLE")) {
        unavailable.add(DomainName.of(line.substring(0, line.indexOf(". "))));
      } else {
        zone.add(line);
      }
    }
    ZoneDns dns = ZoneDns.of(String.join("\n", zone));
    for (DomainName name : unavailable) {
      dns = dns.unavailable(name);
    }
    return dns;
  }

  /** DNS that answers on another thread, after the question has returned. */
  private record Later(Dns dns) implements Dns {
    @Override
    public <R extends DnsRecord> CompletionStage<DnsAnswer<R>> lookup(
        DomainName name, RecordType<R> type) {
      return CompletableFuture.supplyAsync(
          () -> dns.lookup(name, type).toCompletableFuture().join());
    }
  }
}
