package dev.waxseal.mime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HeadersTest {

  private static final HeaderField SIGNATURE = raw("DKIM-Signature: b=");

  private static HeaderField raw(String text) {
    return HeaderField.parse(text.getBytes(ISO_8859_1));
  }

  @Test
  void fieldsAreFoundByNameFromTheTopDown() {
    Headers headers = Headers.of(List.of(raw("A: 1"), raw("B: 2"), raw("a : 3")));
    assertEquals(3, headers.size());
    assertEquals(
        List.of("A: 1", "a : 3"), headers.named("a").stream().map(Object::toString).toList());
    assertEquals(List.of(), headers.named("c"));
    assertEquals("B: 2", headers.first("b").orElseThrow().toString());
    assertEquals(2, headers.count("a"));
    assertEquals(0, headers.count("c"));
  }

  /** Names of any length around the eight octets that are hashed at a time. */
  @Test
  void namesOfAllLengthsAreFoundInAnyCase() {
    List<HeaderField> fields = new ArrayList<>();
    for (int length = 1; length <= 40; length++) {
      fields.add(
          raw("Xy-Name_@[`{Zz0123456789-abcdefghijklmnopq".substring(0, length) + ": " + length));
    }
    Headers headers = Headers.of(fields);
    for (HeaderField field : fields) {
      for (String name : List.of(field.name(), lower(field.name()), upper(field.name()))) {
        assertEquals(List.of(field), headers.named(name), name);
      }
    }
  }

  /** A header that was cut out of a block finds what one of single fields finds. */
  @Test
  void aNameIsFoundWhereverItStandsInTheBlock() {
    String block = "To: x\r\nA: y\r\nTo: z\r\nC";
    Headers headers = Headers.parse(block.getBytes(ISO_8859_1), block.length(), 9).orElseThrow();
    assertEquals(2, headers.count("to"));
    assertEquals(1, headers.count("A"));
    assertEquals(1, headers.count(""));
  }

  /**
   * RFC 6376 section 5.4.2: "signers MUST sign such fields from the bottom of the header block up";
   * once they are used up, a name stands for no field.
   */
  @Test
  void aSignatureTakesFieldsFromTheBottomUp() {
    Headers headers = Headers.of(List.of(raw("To: 1"), raw("From: a"), raw("to: 2"), raw("TO: 3")));
    Headers.BottomUp fields = headers.bottomUp(SIGNATURE);
    assertEquals("TO: 3", taken(fields, "to"));
    assertEquals("From: a", taken(fields, "From"));
    assertEquals("to: 2", taken(fields, "tO"));
    assertEquals("To: 1", taken(fields, "to"));
    assertEquals(Optional.empty(), fields.take("to"));
    assertEquals(Optional.empty(), fields.take("cc"));
    assertEquals("TO: 3", taken(headers.bottomUp(SIGNATURE), "to"));
  }

  /** The field that holds the signature is left out, and another with the same octets is not. */
  @Test
  void theSignatureIsNotAmongTheFieldsItTakes() {
    HeaderField twin = raw("DKIM-Signature: b=");
    Headers headers = Headers.of(List.of(twin, SIGNATURE));
    Headers.BottomUp fields = headers.bottomUp(SIGNATURE);
    assertTrue(fields.take("dkim-signature").filter(field -> field == twin).isPresent());
    assertEquals(Optional.empty(), fields.take("dkim-signature"));
  }

  /** All chains stay whole while fields are taken out of their middle. */
  @Test
  void whatIsTakenLeavesTheOthersInPlace() {
    List<HeaderField> fields = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      fields.add(raw("N" + i % 50 + ": " + i));
    }
    Headers.BottomUp left = Headers.of(fields).bottomUp(SIGNATURE);
    for (int round = 9; round >= 0; round--) {
      for (int name = 0; name < 50; name += 1 + round % 2) {
        String next = left.take("n" + name).orElseThrow().value();
        assertEquals(name, Integer.parseInt(next.strip()) % 50);
      }
    }
    assertEquals(Optional.empty(), left.take("n0"));
    assertNotEquals(Optional.empty(), left.take("n1"));
  }

  private static String taken(Headers.BottomUp fields, String name) {
    return fields.take(name).orElseThrow().toString();
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  private static String upper(String name) {
    return name.toUpperCase(Locale.ROOT);
  }

  /** The octets that decide where a field ends and if it is clean, in every order. */
  @Test
  void aFieldIsAsCleanInABlockAsAlone() {
    String octets = "a: \t\r\n\0";
    int tails = 7 * 7 * 7 * 7 * 7 * 7;
    for (int tail = 0; tail < tails; tail++) {
      StringBuilder block = new StringBuilder("X: words");
      for (int rest = tail; rest > 0; rest /= 7) {
        block.append(octets.charAt(rest % 7));
      }
      byte[] bytes = block.toString().getBytes(ISO_8859_1);
      for (HeaderField field : Headers.parse(bytes, bytes.length, 9).orElseThrow()) {
        assertEquals(HeaderField.parse(field.bytes()).isClean(), field.isClean(), block::toString);
      }
    }
  }
}
