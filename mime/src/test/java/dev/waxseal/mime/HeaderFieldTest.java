package dev.waxseal.mime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class HeaderFieldTest {

  private static HeaderField raw(String text) {
    return HeaderField.parse(text.getBytes(ISO_8859_1));
  }

  @Test
  void partsAreTheBytesThatCame() {
    HeaderField field = raw("Subject \t: a:\r\n b\u00ff\r\n");
    assertEquals("Subject", field.name());
    assertEquals(" a:\r\n b\u00ff", field.value());
    assertArrayEquals("Subject \t: a:\r\n b\u00ff\r\n".getBytes(ISO_8859_1), field.bytes());
    assertTrue(field.isWellFormed());
    assertTrue(field.isNamed("sUBJECT"));
    assertFalse(field.isNamed("Subjec"));
  }

  @Test
  void aLineWithoutColonHasNoName() {
    HeaderField field = raw("no colon here\r\n");
    assertEquals("", field.name());
    assertFalse(field.isWellFormed());
    assertArrayEquals("no colon here\r\n".getBytes(ISO_8859_1), field.bytes());
  }

  @Test
  void namesArePrintableAscii() {
    for (String text : List.of(": x", "a b: x", "\u00e4: x", "a\0: x", " a: x")) {
      assertFalse(raw(text).isWellFormed(), text);
    }
  }

  /** The letters of another alphabet are not those of ASCII in another case. */
  @Test
  void namesCompareInAsciiOnly() {
    assertFalse(raw("\u00c4: x").isNamed("\u00e4"));
    assertTrue(raw("MIME-Version: 1.0").isNamed("mime-version"));
  }

  /** RFC 6532 section 3.1: UTF-8. */
  @Test
  void unicodeBecomesUtf8() {
    HeaderField field = HeaderField.ofUnicode("Subject", "Gr\u00fc\u00dfe \u20ac");
    assertEquals(" Gr\u00c3\u00bc\u00c3\u009fe \u00e2\u0082\u00ac", field.value());
    assertEquals(" x", HeaderField.ofUnicode("X", "x").value());
    for (String value : new String[] {"\ud83d", "\ude00 x", "x\r\ny", "\0"}) {
      assertThrows(IllegalArgumentException.class, () -> HeaderField.ofUnicode("X", value), value);
    }
    assertThrows(IllegalArgumentException.class, () -> HeaderField.of("X", "\u20ac"));
  }

  @Test
  void nothingCanBeInjected() {
    for (String value :
        List.of("a\r\nBcc: x", "a\nb", "a\rb", "a\r\n", "a\0b", "a\r\n\r\n b", "\u20ac")) {
      assertThrows(IllegalArgumentException.class, () -> HeaderField.of("Subject", value), value);
    }
    for (String name : List.of("", "a b", "a:b", "a\r\nb", "\u00e4")) {
      assertThrows(IllegalArgumentException.class, () -> HeaderField.of(name, "x"), name);
    }
    assertEquals(" a\r\n b", HeaderField.of("Subject", "a\r\n b").value());
    assertEquals("Subject: a?? b?", HeaderField.of("Subject", "a\r\n b\u001b").toString());
  }

  @Test
  void aPartOfTheValueCanBeLeftOut() {
    HeaderField field = raw("B : a=1; b=xyz; c=\r\n");
    assertEquals(15, field.valueLength());
    assertEquals('=', field.valueAt(2));
    assertEquals("B : a=1; b=; c=", field.without(8, 11).toString());
    assertEquals("B :", field.without(0, 15).toString());
    assertEquals(field.toString(), field.without(15, 15).toString());
    assertThrows(IndexOutOfBoundsException.class, () -> field.valueAt(15));
    assertThrows(IndexOutOfBoundsException.class, () -> field.without(8, 16));
    assertThrows(IndexOutOfBoundsException.class, () -> field.without(-1, 2));
  }
}
