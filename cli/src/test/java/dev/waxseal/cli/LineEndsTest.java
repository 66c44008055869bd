package dev.waxseal.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.waxseal.cli.input.LineEndConverter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** In the tables, | is LF, ~ CRLF, and ? CR. */
class LineEndsTest {

  @ParameterizedTest
  @CsvSource({
    "'a:b|c:d||e|', 'a:b~c:d~~e~', 1",
    "'a:b~c:d~~e|f~', 'a:b~c:d~~e|f~', 1",
    "'a:b|c:d||e~f|', 'a:b~c:d~~e~f~', 2",
    "'a:b|c:d~~e|', 'a:b|c:d~~e|', 1",
    "'a:b~~c~', 'a:b~~c~', 0",
    "'|a~', '~a~', 2",
    "'a:b', 'a:b', 0",
    "'a:b|', 'a:b~', 1",
    "'a:b?~c:d~~e~', 'a:b?~c:d~~e~', 1",
    "'a:b?~c:d?~?~e~', 'a:b?~c:d?~?~e~', 1",
    "'a:b~~c???~d?e~f?|', 'a:b~~c???~d?e~f?|', 1",
    "'', '', 0"
  })
  void areConvertedWhenTheHeaderHasOnlyLf(String in, String expected, int notes)
      throws IOException {
    for (int chunk : new int[] {1, 2, 100}) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      LineEndConverter lineEnds = new LineEndConverter(out::write, 1000);
      byte[] bytes = octets(in);
      for (int from = 0; from < bytes.length; from += chunk) {
        lineEnds.write(bytes, from, Math.min(chunk, bytes.length - from));
      }
      lineEnds.readAll(new ByteArrayInputStream(new byte[0]));
      assertEquals(
          new String(octets(expected), StandardCharsets.US_ASCII),
          out.toString(StandardCharsets.US_ASCII));
      assertEquals(notes, lineEnds.notes().size());
    }
  }

  private static byte[] octets(String text) {
    return text.replace("~", "\r\n")
        .replace('?', '\r')
        .replace('|', '\n')
        .getBytes(StandardCharsets.US_ASCII);
  }
}
