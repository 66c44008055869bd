package vectors;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waxseal.arc.ArcHandover;
import dev.waxseal.arc.ArcSealer;
import dev.waxseal.arc.ArcVerifier;
import dev.waxseal.arc.SealResult;
import dev.waxseal.arc.SealingSession;
import dev.waxseal.dkim.Crypto;
import dev.waxseal.dkim.DkimSigner;
import dev.waxseal.dkim.SigningKey;
import dev.waxseal.dkim.signature.SigningException;
import dev.waxseal.inbound.InboundAuthenticator;
import dev.waxseal.inbound.InboundReport;
import dev.waxseal.mime.Canonicalization;
import dev.waxseal.mime.HeaderField;
import dev.waxseal.pass.MessageSession;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A vector that asks a sealer to seal, carried out and checked. */
final class SealCase {

  private final Vector vector;
  private final List<String> words;

  private final Crypto crypto;

  SealCase(Vector vector) {
    this(vector, Crypto.standard());
  }

  SealCase(Vector vector, Crypto crypto) {
    this.vector = vector;
    this.crypto = crypto;
    this.words = Arrays.asList(vector.all(Vector.Key.seal).get(0).split(" ", -1));
  }

  /** Whether a line is about what the sealer does. */
  static boolean isExpectation(String word) {
    return List.of("sealed", "unsealed", "aar", "covers", "omits", "then").contains(word);
  }

  /** Seals the message, which arrives in pieces of that length. */
  SealResult seal(int pieces) throws SigningException, IOException {
    SealingSession session = begin();
    byte[] message = vector.bytes();
    for (int at = 0; at < message.length && at >= 0; at += pieces) {
      session.write(message, at, Math.min(pieces, message.length - at));
    }
    return session.finish();
  }

  /** Judges and seals the message in one pass; empty if its results come from elsewhere. */
  Optional<SealResult> sealInOnePass(int pieces) throws SigningException, IOException {
    if (!words.get(0).equals("judged")) {
      return Optional.empty();
    }
    MessageSession<InboundReport> session = judge().sealing(sealer()).begin();
    byte[] message = vector.bytes();
    for (int at = 0; at < message.length && at >= 0; at += pieces) {
      session.write(message, at, Math.min(pieces, message.length - at));
    }
    InboundReport report = session.finish();
    return Optional.of(report.seal(report.headers()));
  }

  private InboundAuthenticator judge() {
    return InboundAuthenticator.of(one("authserv-id"), VectorSetting.dns(vector))
        .withClock(VectorSetting.clock(vector))
        .withCrypto(crypto);
  }

  private ArcSealer sealer() throws SigningException, IOException {
    SigningKey key =
        SigningKey.fromPem(Files.readString(Vector.folder().resolve("keys").resolve(one("key"))))
            .withCrypto(crypto);
    ArcSealer sealer =
        ArcSealer.of(one("domain"), one("selector"), key, one("authserv-id"))
            .withClock(VectorSetting.clock(vector));
    return words.contains("dkim=yes")
        ? sealer.signingFirst(
            DkimSigner.of(one("domain"), one("selector"), key)
                .withClock(VectorSetting.clock(vector)))
        : sealer;
  }

  private SealingSession begin() throws SigningException, IOException {
    ArcSealer sealer = sealer();
    return switch (words.get(0)) {
      case "judged" -> sealer.begin(judge().authenticate(vector.bytes()).arrival());
      case "carried" ->
          sealer.begin(
              ArcHandover.from(all("trust"))
                  .withOwnSealers(VectorSetting.dns(vector), all("own"))
                  .withCrypto(crypto));
      default -> throw new IllegalArgumentException(vector.name() + ": " + words.get(0));
    };
  }

  /** Checks one expectation. */
  void check(List<String> expected, SealResult result, String about) {
    switch (expected.get(0)) {
      case "sealed", "unsealed" -> assertEquals(String.join(" ", expected), outcome(result), about);
      case "aar" ->
          assertEquals(
              Vector.unquoted(expected.get(1)),
              relaxed(result, "ARC-Authentication-Results").split(":", 2)[1],
              about);
      case "covers" -> assertTrue(covered(result).containsAll(names(expected)), about);
      case "omits" ->
          assertTrue(covered(result).stream().noneMatch(names(expected)::contains), about);
      case "then" ->
          ArcExpectation.check(expected.subList(1, expected.size()), verified(result), about);
      default -> throw new IllegalArgumentException(about + ": unknown expectation");
    }
  }

  private dev.waxseal.arc.ArcReport verified(SealResult result) {
    ByteArrayOutputStream sealed = new ByteArrayOutputStream();
    result.fields().forEach(field -> sealed.writeBytes(field.bytes()));
    sealed.writeBytes(vector.bytes());
    return ArcVerifier.of(VectorSetting.dns(vector))
        .withClock(VectorSetting.clock(vector))
        .verify(sealed.toByteArray());
  }

  private static String outcome(SealResult result) {
    return result instanceof SealResult.Sealed sealed
        ? "sealed instance=" + sealed.instance() + " cv=" + sealed.status().word()
        : "unsealed reason=" + ((SealResult.Failure) result).reason();
  }

  private static List<String> covered(SealResult result) {
    String signature = relaxed(result, "ARC-Message-Signature");
    String names = signature.replaceAll(".*[; ]h=([^;]*);.*", "$1").replace(" ", "");
    return Arrays.asList(names.toLowerCase(Locale.ROOT).split(":", -1));
  }

  private static List<String> names(List<String> expected) {
    return Arrays.asList(expected.get(1).split(":", -1));
  }

  private static String relaxed(SealResult result, String name) {
    Optional<HeaderField> field =
        result.fields().stream().filter(each -> each.isNamed(name)).findFirst();
    return new String(Canonicalization.RELAXED.header(field.orElseThrow()), ISO_8859_1).strip();
  }

  private String one(String key) {
    List<String> values = Arrays.asList(all(key));
    assertEquals(1, values.size(), vector.name() + ": " + key);
    return values.get(0);
  }

  private String[] all(String key) {
    List<String> values = new ArrayList<>();
    for (String word : words) {
      if (word.startsWith(key + "=")) {
        values.add(word.substring(key.length() + 1));
      }
    }
    return values.toArray(String[]::new);
  }
}
