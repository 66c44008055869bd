package dev.waxseal.mime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.waxseal.mime.internal.BodyCanonicalizer;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** RFC 6376 section 3.4. */
class CanonicalizationTest {

  private record Case(String given, String simple, String relaxed) {}

  /** The examples of section 3.4.5 and of 3.4.3 and 3.4.4, then what their sentences imply. */
  private static final List<Case> BODIES =
      List.of(
          new Case(" C \r\nD \t E\r\n\r\n\r\n", " C \r\nD \t E\r\n", " C\r\nD E\r\n"),
          new Case("", "\r\n", ""),
          new Case("\r\n", "\r\n", ""),
          new Case("\r\n\r\n\r\n", "\r\n", ""),
          new Case(" \r\n", " \r\n", ""),
          new Case(" \t", " \t\r\n", ""),
          new Case("a", "a\r\n", "a\r\n"),
          new Case("a ", "a \r\n", "a\r\n"),
          new Case("a\r\n \t\r\n", "a\r\n \t\r\n", "a\r\n"),
          new Case("\r\n\r\na\r\n", "\r\n\r\na\r\n", "\r\n\r\na\r\n"),
          new Case("a\r\n\r\nb", "a\r\n\r\nb\r\n", "a\r\n\r\nb\r\n"),
          new Case("a\r", "a\r\r\n", "a\r\r\n"),
          new Case("a \rb\r\n", "a \rb\r\n", "a \rb\r\n"),
          new Case("a\nb \nc\r\n", "a\nb \nc\r\n", "a\nb \nc\r\n"),
          new Case("a\r\r\n", "a\r\r\n", "a\r\r\n"),
          new Case("\n", "\n\r\n", "\n\r\n"),
          new Case("a \u000b\f\u00a0 b\r\n", "a \u000b\f\u00a0 b\r\n", "a \u000b\f\u00a0 b\r\n"),
          new Case("a\0b\r\n", "a\0b\r\n", "a\0b\r\n"));

  private static final List<Case> FIELDS =
      List.of(
          new Case("A: X\r\n", "A: X\r\n", "a:X\r\n"),
          new Case("B : Y\t\r\n\tZ  \r\n", "B : Y\t\r\n\tZ  \r\n", "b:Y Z\r\n"),
          new Case("SUBJect:a  b\r\n", "SUBJect:a  b\r\n", "subject:a b\r\n"),
          new Case("A:\r\n", "A:\r\n", "a:\r\n"),
          new Case("A: \r\n \r\n", "A: \r\n \r\n", "a:\r\n"),
          new Case("A\t: b:C\r\n", "A\t: b:C\r\n", "a:b:C\r\n"),
          new Case("A: b\rc\nd\r\n", "A: b\rc\nd\r\n", "a:b\rc\nd\r\n"),
          new Case("A: \u00c4\r\n", "A: \u00c4\r\n", "a:\u00c4\r\n"));

  @Test
  void bodies() {
    for (Case each : BODIES) {
      assertEquals(each.simple, body(Canonicalization.SIMPLE, each.given), each.given);
      assertEquals(each.relaxed, body(Canonicalization.RELAXED, each.given), each.given);
    }
  }

  @Test
  void fields() {
    for (Case each : FIELDS) {
      HeaderField field = HeaderField.parse(each.given.getBytes(ISO_8859_1));
      assertEquals(
          each.simple, new String(Canonicalization.SIMPLE.header(field), ISO_8859_1), each.given);
      assertEquals(
          each.relaxed, new String(Canonicalization.RELAXED.header(field), ISO_8859_1), each.given);
    }
  }

  @Test
  void words() {
    assertEquals(Optional.of(Canonicalization.RELAXED), Canonicalization.of("relaxed"));
    assertEquals(Optional.of(Canonicalization.SIMPLE), Canonicalization.of("simple"));
    assertEquals(Optional.empty(), Canonicalization.of("Relaxed"));
  }

  /** Every way to cut a body in two gives the same. */
  @Test
  void chunks() {
    for (Case each : BODIES) {
      byte[] bytes = each.given.getBytes(ISO_8859_1);
      for (Canonicalization form : Canonicalization.values()) {
        String whole = body(form, each.given);
        for (int cut = 0; cut <= bytes.length; cut++) {
          ByteArrayOutputStream out = new ByteArrayOutputStream();
          BodyCanonicalizer canonicalizer = BodyCanonicalizer.of(form, out::write);
          canonicalizer.write(bytes, 0, cut);
          canonicalizer.write(bytes, cut, bytes.length - cut);
          canonicalizer.finish();
          assertEquals(whole, out.toString(ISO_8859_1), each.given + " cut at " + cut);
        }
      }
    }
  }

  private static String body(Canonicalization form, String body) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    BodyCanonicalizer canonicalizer = BodyCanonicalizer.of(form, out::write);
    byte[] bytes = body.getBytes(ISO_8859_1);
    canonicalizer.write(bytes, 0, bytes.length);
    canonicalizer.finish();
    return out.toString(ISO_8859_1);
  }
}
