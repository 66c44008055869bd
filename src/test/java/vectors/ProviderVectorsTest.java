package vectors;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crypto.Providers;
import dev.waxseal.dkim.Crypto;
import dev.waxseal.dkim.SigningKey;
import dev.waxseal.dkim.signature.SigningException;
import dev.waxseal.inbound.InboundAuthenticator;
import dev.waxseal.inbound.InboundReport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every vector gives the same results, for the same reasons, with each provider. */
class ProviderVectorsTest {

  private static final List<Vector> VECTORS =
      Stream.of("dkim", "arc").flatMap(folder -> Vector.all(folder).stream()).toList();

  static List<Crypto> providers() {
    return Providers.working();
  }

  @ParameterizedTest
  @MethodSource("providers")
  void verifying(Crypto crypto) {
    for (Vector vector : VECTORS) {
      InboundAuthenticator standard =
          InboundAuthenticator.of("mx.example.net", VectorSetting.dns(vector))
              .withClock(VectorSetting.clock(vector));
      InboundAuthenticator provided = standard.withCrypto(crypto);
      String expected = facts(standard.authenticate(vector.bytes()));
      for (int i = 0; i < 2; i++) { // the second time with keys that are known
        assertEquals(
            expected,
            facts(provided.authenticate(vector.bytes())),
            vector.name() + " with " + crypto);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("providers")
  void sealing(Crypto crypto) throws Exception {
    for (Vector vector : VECTORS) {
      if (!vector.all(Vector.Key.seal).isEmpty()) {
        assertEquals(
            sealed(vector, Crypto.standard()),
            sealed(vector, crypto),
            vector.name() + " with " + crypto);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("providers")
  void signing(Crypto crypto) throws Exception {
    try (Stream<Path> files = Files.list(Vector.folder().resolve("keys"))) {
      for (Path file : files.filter(it -> it.toString().endsWith(".pem")).toList()) {
        String pem = Files.readString(file);
        assertEquals(signed(pem, Crypto.standard()), signed(pem, crypto), file + " with " + crypto);
      }
    }
  }

  @Test
  void providersWereTried() {
    System.out.println("crypto: vectors with " + Providers.working());
    assertTrue(Providers.working().size() > 0);
  }

  private static String facts(InboundReport report) {
    List<String> sets =
        report.arc().sets().stream()
            .map(set -> set.messageSignatureCheck() + " " + set.sealCheck())
            .toList();
    return report.dkim().results() + "\n" + report.arc().result() + "\n" + sets;
  }

  private static String sealed(Vector vector, Crypto crypto) throws Exception {
    return new SealCase(vector, crypto)
        .seal(Integer.MAX_VALUE).fields().stream()
            .map(field -> new String(field.bytes(), ISO_8859_1))
            .collect(Collectors.joining());
  }

  private static String signed(String pem, Crypto crypto) {
    try {
      return HexFormat.of()
          .formatHex(SigningKey.fromPem(pem).withCrypto(crypto).sign(new byte[500]));
    } catch (SigningException e) {
      return e.problem().toString();
    }
  }
}
