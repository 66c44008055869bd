package properties;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waxseal.authres.AuthenticationResults;
import dev.waxseal.authres.AuthservIds;
import dev.waxseal.authres.MethodResult;
import dev.waxseal.authres.ReceivedResults;
import dev.waxseal.mime.HeaderField;
import dev.waxseal.mime.Headers;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** Whatever texts go into Authentication-Results, what is read is what was written. */
class AuthenticationResultsTest {

  private static final AuthservIds IDS = AuthservIds.of("mx.example", "b\u00fccher.example");

  /** Texts that try to end what they stand in and to begin something else. */
  @Provide
  Arbitrary<String> hostile() {
    Arbitrary<String> pieces =
        Arbitraries.of(
            "\r\n",
            "\r\n ",
            "\r",
            "\n",
            "\0",
            "\t",
            " ",
            "  ",
            ";",
            "; dkim=pass",
            "\"",
            "\\",
            "(",
            ")",
            "@",
            "=",
            ".",
            "a",
            "joe",
            "example.net",
            "header.d=x",
            "reason=",
            "none",
            "/1",
            "Bcc: x",
            "\r\n\r\n",
            "\u0085",
            "\u2028",
            "\ud800",
            "\udc00",
            "\ud83d\ude00",
            "\u00fc",
            "\u007f",
            "\u001b",
            "<",
            ">",
            ",",
            ":",
            "%0D%0A",
            "=?utf-8?q?=0D=0A?=",
            "a".repeat(70));
    return Arbitraries.frequencyOf(
        Tuple.of(4, pieces.list().ofMaxSize(12).map(all -> String.join("", all))),
        Tuple.of(1, Arbitraries.strings().ofMaxLength(60)));
  }

  @Provide
  Arbitrary<String> keywords() {
    return Arbitraries.of("dkim", "spf", "x-a", "none", "reason", "1", "d", "-a", "a".repeat(64));
  }

  @Provide
  Arbitrary<MethodResult> methodResults() {
    Arbitrary<MethodResult> bare =
        Combinators.combine(keywords(), keywords(), hostile().optional(), hostile().optional())
            .as(
                (method, result, reason, comment) ->
                    new MethodResult(method, result, reason, List.of(), comment));
    Arbitrary<List<MethodResult.Property>> properties =
        Combinators.combine(keywords(), keywords(), hostile())
            .as(MethodResult.Property::new)
            .list()
            .ofMaxSize(4);
    return Combinators.combine(bare, properties)
        .as(
            (result, more) ->
                new MethodResult(
                    result.method(), result.result(), result.reason(), more, result.comment()));
  }

  @Provide
  Arbitrary<AuthenticationResults> results() {
    return Combinators.combine(hostile(), methodResults().list().ofMaxSize(4))
        .as(AuthenticationResults::new);
  }

  @Property(tries = 5000)
  void whatIsReadIsWhatWasWritten(@ForAll("results") AuthenticationResults results) {
    AuthenticationResults read = read(results.field());
    assertEquals(safe(results), read);
    assertEquals(read, read(read.field()));
    assertEquals(text(read.field()), text(read(read.field()).field()));
  }

  @Property(tries = 5000)
  void oneFieldStaysOneField(@ForAll("results") AuthenticationResults results) {
    HeaderField field = results.field("ARC-Authentication-Results", "i=1;");
    // Refuses a CR, LF or NUL that is not part of a fold.
    HeaderField.of(field.name(), field.value());
    String text = text(field);
    assertTrue(text.startsWith("ARC-Authentication-Results:") && text.endsWith("\r\n"), text);
    for (String line : text.substring(0, text.length() - 2).split("\r\n", -1)) {
      assertTrue(line.length() <= 998, line);
      assertTrue(!line.isBlank(), text);
      assertTrue(line.chars().allMatch(c -> c >= ' ' && c != 0x7F), text);
    }
    String octets = new String(text.getBytes(ISO_8859_1), UTF_8);
    assertTrue(octets.indexOf('\ufffd') < 0 || asked(results), text);
  }

  /** None that would be believed is overlooked when the forged ones are removed. */
  @Property(tries = 1000)
  void whatIsBelievedIsClaimed(@ForAll("hostile") String around, @ForAll("hostile") String tail) {
    for (String start : List.of("", "(" + around + ")", around)) {
      for (String id : List.of("mx.example", "\"mx.example\"", "xn--bcher-kva.example")) {
        Headers headers = headers(start + id + tail);
        assertTrue(
            ReceivedResults.of(headers, IDS).entries().size()
                <= ReceivedResults.claiming(headers, IDS).size(),
            headers.fields().toString());
      }
    }
  }

  @Property(tries = 2000)
  void anyTextComesToAResult(@ForAll("hostile") String value, @ForAll String other) {
    for (String text : List.of(value, other, "example.org; dkim=pass " + value)) {
      if (AuthenticationResults.parse(text) instanceof AuthenticationResults.Parsed.Invalid bad) {
        assertTrue(!bad.detail().isBlank(), text);
        assertTrue(bad.detail().chars().allMatch(c -> c >= ' ' && c < 0x7F), bad.detail());
      }
      ReceivedResults.claiming(headers(text), IDS);
      String id = "x" + text.replaceAll("\\p{IsCc}", "") + "x";
      assertTrue(id.length() > 255 || AuthservIds.of(id).contains(id), id);
    }
  }

  private static Headers headers(String value) {
    byte[] raw = ("Authentication-Results: " + value).getBytes(UTF_8);
    return Headers.of(List.of(HeaderField.parse(raw)));
  }

  private static boolean asked(AuthenticationResults results) {
    return results.toString().indexOf('\ufffd') >= 0;
  }

  private static AuthenticationResults read(HeaderField field) {
    AuthenticationResults.Parsed parsed = AuthenticationResults.parse(field.value());
    return assertInstanceOf(AuthenticationResults.Parsed.Valid.class, parsed, parsed + text(field))
        .results();
  }

  private static String text(HeaderField field) {
    return new String(field.bytes(), ISO_8859_1);
  }

  /** What the Javadoc of {@link AuthenticationResults#field()} makes of texts. */
  private static AuthenticationResults safe(AuthenticationResults results) {
    return new AuthenticationResults(
        safe(results.authservId()),
        results.results().stream().map(AuthenticationResultsTest::safe).toList());
  }

  private static MethodResult safe(MethodResult result) {
    Optional<String> reason = result.reason().map(text -> safe(text.replace(';', ',')));
    MethodResult safe = new MethodResult(result.method(), result.result(), reason, List.of());
    for (MethodResult.Property property : result.properties()) {
      safe = safe.with(property.type(), property.name(), safe(property.value()));
    }
    return safe;
  }

  private static String safe(String text) {
    String plain =
        text.replaceAll("[\r\n\t]", " ").replaceAll("[\\p{IsCc}\\p{IsCs}\\p{IsZl}\\p{IsZp}]", "?");
    int end = 0;
    int octets = 0;
    while (end < plain.length()) {
      int next = plain.offsetByCodePoints(end, 1);
      octets += plain.substring(end, next).getBytes(UTF_8).length;
      if (octets > 400) {
        return plain.substring(0, end) + "...";
      }
      end = next;
    }
    return plain;
  }
}
