package vectors;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waxseal.diagnosis.Diagnosis;
import dev.waxseal.diagnosis.Diagnostician;
import dev.waxseal.diagnosis.change.Change;
import dev.waxseal.dkim.signature.DkimSignature;
import dev.waxseal.dkim.signature.Octets;
import dev.waxseal.inbound.InboundAuthenticator;
import dev.waxseal.inbound.InboundReport;
import dev.waxseal.mime.Canonicalization;
import dev.waxseal.mime.internal.BodyCanonicalizer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Messages that other programs have changed, with what was sent beside them: each change that is
 * known is found, and what is said is never wrong.
 */
class DiagnosisVectorsTest {

  private static final String CHANGE = "change ";
  private static final String UNEXPLAINED = "unexplained";

  static List<Vector> vectors() {
    return Vector.all("diagnosis");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("vectors")
  void explained(Vector vector) throws IOException {
    Diagnosis.Signature diagnosis = author(diagnosis(vector));
    assertEquals(expected(vector), kinds(diagnosis), () -> vector.name() + told(diagnosis));
    boolean all = !vector.all(Vector.Key.expect).contains(UNEXPLAINED);
    assertEquals(all, diagnosis.isExplained(), () -> vector.name() + told(diagnosis));
    if (diagnosis.body().outcome() == Diagnosis.Outcome.EXPLAINED) {
      assertEquals(
          body(sent(vector), diagnosis),
          canonical(octets(diagnosis.signedBody().orElseThrow()), diagnosis));
    }
    for (Change change : diagnosis.header().changes()) {
      change.signed().forEach(field -> assertWasSent(field, vector));
    }
  }

  /** What was sent and what arrived are one message: they have the author's signature in common. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("vectors")
  void isOneMessage(Vector vector) throws IOException {
    String sent = sent(vector);
    Matcher end = Pattern.compile("\r\n(?![ \t])").matcher(sent);
    assertTrue(end.find() && sent.startsWith("DKIM-Signature:"), vector::name);
    assertTrue(bare(vector.message()).contains(bare(sent.substring(0, end.start()))), vector::name);
    List<String> expectations = vector.all(Vector.Key.expect);
    assertEquals(expectations.stream().distinct().toList(), expectations, vector::name);
  }

  /** A field that is said to have been signed stood in the message, white space aside. */
  private static void assertWasSent(String field, Vector vector) {
    try {
      String header = sent(vector).substring(0, sent(vector).indexOf("\r\n\r\n"));
      assertTrue(bare(header).contains(bare(field)), () -> vector.name() + ": " + field);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static String bare(String text) {
    return text.replaceAll("\\s", "").toLowerCase(Locale.ROOT);
  }

  private static Diagnosis diagnosis(Vector vector) {
    InboundReport report =
        InboundAuthenticator.of("mx.receiver.example", VectorSetting.dns(vector))
            .withClock(VectorSetting.clock(vector))
            .authenticate(vector.bytes());
    String message = vector.message();
    int end = message.indexOf("\r\n\r\n");
    String body = end < 0 ? "" : message.substring(end + 4);
    return Diagnostician.of(VectorSetting.dns(vector))
        .withClock(VectorSetting.clock(vector))
        .diagnose(report, body.getBytes(ISO_8859_1));
  }

  /** The signature of the author: the lowest. */
  private static Diagnosis.Signature author(Diagnosis diagnosis) {
    return diagnosis.signatures().stream()
        .filter(signature -> signature.instance().isEmpty())
        .reduce((above, below) -> below)
        .orElseThrow();
  }

  private static List<String> expected(Vector vector) {
    return vector.all(Vector.Key.expect).stream()
        .filter(line -> !line.equals(UNEXPLAINED))
        .map(line -> Change.Kind.valueOf(line.replaceFirst("^" + CHANGE, "")).name())
        .distinct()
        .sorted()
        .toList();
  }

  private static List<String> kinds(Diagnosis.Signature diagnosis) {
    return diagnosis.changes().stream()
        .map(change -> change.kind().name())
        .distinct()
        .sorted()
        .toList();
  }

  private static String told(Diagnosis.Signature diagnosis) {
    return ": body "
        + diagnosis.body().outcome()
        + ", header "
        + diagnosis.header().outcome()
        + ", "
        + diagnosis.changes()
        + diagnosis.facts();
  }

  private static String sent(Vector vector) throws IOException {
    String name = vector.name().replaceFirst("\\.vec$", ".sent");
    return new String(Files.readAllBytes(Vector.folder().resolve(name)), ISO_8859_1);
  }

  private static String body(String message, Diagnosis.Signature diagnosis) {
    return canonical(message.substring(message.indexOf("\r\n\r\n") + 4), diagnosis);
  }

  private static String octets(Octets body) {
    return new String(body.bytes(), ISO_8859_1);
  }

  private static String canonical(String body, Diagnosis.Signature diagnosis) {
    Canonicalization form =
        diagnosis.claims().flatMap(DkimSignature::bodyCanonicalization).orElseThrow();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    BodyCanonicalizer canonicalizer = BodyCanonicalizer.of(form, out::write);
    byte[] octets = body.getBytes(ISO_8859_1);
    canonicalizer.write(octets, 0, octets.length);
    canonicalizer.finish();
    return out.toString(ISO_8859_1);
  }
}
