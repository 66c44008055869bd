package dev.waxseal.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MboxStreamTest {

  @ParameterizedTest
  @CsvSource({
    "'From x|a: b||c||From y|d: e||f|', 'a: b||c|;d: e||f|'",
    "'From x|a: b||c|||', 'a: b||c||'",
    "'From x|a: b||>From c|>>From d|>from e||', 'a: b||From c|>From d|>from e|'",
    "'From x|a: b||c|From d|', 'a: b||c|From d|'",
    "'From x|', ''",
    "'From x~a: b~~c~~From y~d: e~~', 'a: b~~c~;d: e~'",
    "'From x|||||From y|a', '|||;a'",
    "'From x||From y|', ';'"
  })
  void dividesAndUnquotes(String mbox, String messages) throws IOException {
    MboxStream stream = new MboxStream(new ByteArrayInputStream(octets(mbox)));
    List<String> found = new ArrayList<>();
    while (stream.nextMessage()) {
      found.add(new String(stream.readAllBytes(), StandardCharsets.US_ASCII));
    }
    assertEquals(new String(octets(messages), StandardCharsets.US_ASCII), String.join(";", found));
  }

  private static byte[] octets(String text) {
    return text.replace("~", "\r\n").replace('|', '\n').getBytes(StandardCharsets.US_ASCII);
  }
}
