package dev.waxseal.authres;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waxseal.mime.HeaderField;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read in one way is what all readings say. */
class PlainIdTest {

  private static final String ALPHABET = "aAb..-_=; \t()\"\\%2?x1/\u00e9";

  private static final AuthservIds IDS = AuthservIds.of("a", "a.b", "ab", "b-a", "a1", "a.a");

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '|',
      value = {
        "' mx.Example.NET; dkim=pass', mx.example.net",
        "'mx.example.net', mx.example.net",
        "'\tmx_1.example.net 1; none', mx_1.example.net",
        "' spf=pass (sender IP is 192.0.2.1)', spf",
        "'mx.example.net ;x', mx.example.net"
      })
  void asNearlyAllAreWritten(String value, String id) {
    assertEquals(Optional.of(unquoted(id)), PlainId.of(field(unquoted(value))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ";",
        "mx.example.net. ;",
        "mx.example.net .org;",
        "mx.example.net(c).org;",
        "mx.example.net (c).org;",
        "mx\\.example.net;",
        "\"mx.example.net\";",
        "mx%2Eexample.net;",
        "=?us-ascii?q?mx?=;",
        "mx=?us-ascii?q?mx?=;",
        "xn--mx-a.example.net;",
        "mx.XN--a.example;",
        "m\u00fcller.example;"
      })
  void whatReadersMayReadInSeveralWays(String value) {
    assertEquals(Optional.empty(), PlainId.of(field(value)));
  }

  @Test
  void allReadingsSayTheSame() {
    Random random = new Random(8601);
    int plain = 0;
    for (int i = 0; i < 100_000; i++) {
      HeaderField field = field(text(random, 1 + random.nextInt(9)));
      if (PlainId.of(field).isPresent()) {
        plain++;
        assertEquals(
            IdReadings.of(field.value()).stream()
                .flatMap(reading -> IDS.resembled(reading).stream())
                .collect(Collectors.toSet()),
            IDS.claimedIn(field).stream().collect(Collectors.toSet()),
            field::value);
      }
    }
    assertTrue(plain > 1000, "of the random values, so many are plain: " + plain);
  }

  @Test
  void anIdWithAnEqualsSignIsFound() {
    AuthservIds odd = AuthservIds.of("spf=pass");
    assertEquals(Optional.of("spf=pass"), odd.claimedIn(field("spf=pass smtp.helo=a; none")));
  }

  private static String text(Random random, int length) {
    return random
        .ints(length, 0, ALPHABET.length())
        .mapToObj(i -> ALPHABET.substring(i, i + 1))
        .collect(Collectors.joining());
  }

  private static String unquoted(String text) {
    return text.replace("'", "");
  }

  private static HeaderField field(String value) {
    return HeaderField.parse(("Authentication-Results:" + value).getBytes(ISO_8859_1));
  }
}
