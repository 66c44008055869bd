package dev.waxseal.mime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.waxseal.mime.internal.LineEndScanner;
import java.io.ByteArrayOutputStream;
import org.junit.jupiter.api.Test;

class LineEndsTest {

  @Test
  void counted() {
    String text = "a\r\nb\nc\rd\r\r\n\n\r";
    LineEndScanner scanner = new LineEndScanner();
    for (byte b : text.getBytes(ISO_8859_1)) {
      scanner.write(new byte[] {b}, 0, 1);
    }
    assertEquals(2, scanner.crlf());
    assertEquals(2, scanner.bareLf());
    assertEquals(3, scanner.bareCr());
  }

  /** Whatever stands around them, at whatever place in the eight octets that are looked at. */
  @Test
  void countedAtEveryPlace() {
    for (int before = 0; before < 20; before++) {
      for (int after = 0; after < 10; after++) {
        String text = "x".repeat(before) + "\r\n\u00ff\t\n\r\r\n\u0080\r" + "\u00e9".repeat(after);
        LineEndScanner scanner = new LineEndScanner();
        scanner.write(text.getBytes(ISO_8859_1), 0, text.length());
        assertEquals(2, scanner.crlf(), text);
        assertEquals(1, scanner.bareLf(), text);
        assertEquals(2, scanner.bareCr(), text);
      }
    }
  }

  @Test
  void converted() {
    byte[] text = "a\r\nb\nc\rd\n\n\r\r\n".getBytes(ISO_8859_1);
    for (int cut = 0; cut <= text.length; cut++) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      CrlfConverter converter = new CrlfConverter(out::write);
      converter.write(text, 0, cut);
      converter.write(text, cut, text.length - cut);
      assertEquals("a\r\nb\r\nc\rd\r\n\r\n\r\r\n", out.toString(ISO_8859_1), "cut at " + cut);
    }
  }
}
