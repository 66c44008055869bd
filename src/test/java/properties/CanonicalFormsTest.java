package properties;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.waxseal.mime.Canonicalization;
import dev.waxseal.mime.HeaderField;
import dev.waxseal.mime.internal.BodyCanonicalizer;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import vectors.Naive;

/** RFC 6376 section 3.4: the canonicalizers against the naive reading, on whatever comes. */
class CanonicalFormsTest {

  /** Octets in which all that matters to canonical forms is frequent. */
  @Provide
  Arbitrary<String> bodies() {
    return Arbitraries.of("\r\n", "\r\n", "\r", "\n", " ", "\t", "a", "b c", "\0", "\u00ff", "=")
        .list()
        .ofMaxSize(60)
        .map(parts -> String.join("", parts));
  }

  @Provide
  Arbitrary<String> fields() {
    Arbitrary<String> values =
        Arbitraries.of("\r\n ", "\r\n\t", " ", "\t", "a", "b", ":", "\r", "\n", "\u00ff", "\0")
            .list()
            .ofMaxSize(40)
            .map(parts -> String.join("", parts))
            .filter(value -> !value.matches("(?s).*\r\n(?![ \t]).*"))
            .filter(value -> !value.endsWith("\r"));
    Arbitrary<String> names = Arbitraries.of("A", "Subject", "suBJect ", "X-y\t ");
    return names.flatMap(name -> values.map(value -> name + ":" + value));
  }

  @Property(tries = 3000)
  void bodiesEqualTheNaiveForm(@ForAll("bodies") String body, @ForAll long seed) {
    for (Canonicalization form : Canonicalization.values()) {
      assertEquals(Naive.body(form.toString(), body), canonical(form, body, new Random(seed)));
    }
  }

  @Property(tries = 1000)
  void bodiesAreIdempotent(@ForAll("bodies") String body, @ForAll long seed) {
    for (Canonicalization form : Canonicalization.values()) {
      String once = canonical(form, body, new Random(seed));
      assertEquals(once, canonical(form, once, new Random(seed + 1)));
    }
  }

  /** What a relaxed verifier accepts is at least what a simple one does. */
  @Property(tries = 1000)
  void simpleFormsAreKeptByRelaxed(@ForAll("bodies") String body) {
    Random whole = new Random(0);
    String simple = canonical(Canonicalization.SIMPLE, body, whole);
    assertEquals(
        canonical(Canonicalization.RELAXED, body, whole),
        canonical(Canonicalization.RELAXED, simple, whole));
  }

  @Property(tries = 3000)
  void fieldsEqualTheNaiveForm(@ForAll("fields") String field) {
    for (Canonicalization form : Canonicalization.values()) {
      assertEquals(Naive.field(form.toString(), field) + "\r\n", canonical(form, field));
    }
  }

  @Property(tries = 1000)
  void fieldsAreIdempotent(@ForAll("fields") String field) {
    for (Canonicalization form : Canonicalization.values()) {
      String once = canonical(form, field);
      assertEquals(once, canonical(form, once));
    }
  }

  private static String canonical(Canonicalization form, String field) {
    return new String(form.header(HeaderField.parse(field.getBytes(ISO_8859_1))), ISO_8859_1);
  }

  private static String canonical(Canonicalization form, String body, Random random) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    BodyCanonicalizer canonicalizer = BodyCanonicalizer.of(form, out::write);
    byte[] bytes = body.getBytes(ISO_8859_1);
    for (int at = 0; at < bytes.length; ) {
      int length = Math.min(bytes.length - at, random.nextInt(7));
      canonicalizer.write(bytes, at, length);
      at += length;
    }
    canonicalizer.finish();
    return out.toString(ISO_8859_1);
  }

  /** Long runs, where buffers end. */
  @Property(tries = 20)
  void longRuns(@ForAll long seed) {
    Random random = new Random(seed);
    StringBuilder body = new StringBuilder();
    for (String part : List.of("\r\n", " ", "a", "\t\r\n", "b ", "\r")) {
      body.append(part.repeat(random.nextInt(9000)));
    }
    for (Canonicalization form : Canonicalization.values()) {
      assertEquals(
          Naive.body(form.toString(), body.toString()),
          canonical(form, body.toString(), new Random(seed)));
    }
  }
}
