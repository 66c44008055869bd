package properties;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waxseal.mime.Author;
import dev.waxseal.mime.HeaderField;
import dev.waxseal.mime.Headers;
import dev.waxseal.mime.Limits;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever the From field holds: it comes to a result, and to no domain that is not in it. */
class AuthorTest {

  @Provide
  Arbitrary<String> fields() {
    return Arbitraries.of(
            "a@x.example",
            "<b@y.example>",
            "<c@z.example>",
            "d",
            "e.example",
            "@",
            "<",
            ">",
            ",",
            ";",
            ":",
            "(",
            ")",
            "\"",
            "\\",
            "[",
            "]",
            ".",
            " ",
            " ",
            "\t",
            "\r\n ",
            "\r",
            "\n",
            "\0",
            "\u00fc",
            "\u00c3\u00bc",
            "=?utf-8?Q?",
            "?=",
            "From",
            "%",
            "!")
        .list()
        .ofMaxSize(12)
        .map(parts -> String.join("", parts));
  }

  /** White space and comments may stand within an address (RFC 5322 section 3.4.1). */
  private static String withoutSpaces(String value) {
    return value.replaceAll("[ \t\r\n]", "");
  }

  private static String withoutComments(String value) {
    String rest = value;
    String before;
    do {
      before = rest;
      rest = before.replaceAll("\\((?:[^()\\\\]|\\\\.)*\\)", "");
    } while (!rest.equals(before));
    return rest;
  }

  @Property(tries = 20_000)
  void addressesStandInTheField(@ForAll("fields") String value) {
    if (read("From: " + value) instanceof Author.Known known) {
      assertFalse(known.mailboxes().isEmpty());
      for (Author.Mailbox mailbox : known.mailboxes()) {
        String octets = new String(mailbox.toString().getBytes(UTF_8), ISO_8859_1);
        String there = withoutSpaces(withoutComments(value));
        assertTrue(there.contains(withoutSpaces(octets)), () -> value + " is " + known);
      }
    }
  }

  /** A name for people in front of an address does not change the domain, whatever is quoted. */
  @Property(tries = 5000)
  void namesDoNotMatter(@ForAll("fields") String name) {
    String quoted = name.replaceAll("[\\\\\"\r\n\0]", "");
    assertEquals(
        new Author.Known(List.of(new Author.Mailbox("a", "x.example"))),
        read("From: \"" + quoted + "\" <a@x.example>"));
  }

  @Property(tries = 3000)
  void anyOctetsComeToAResult(@ForAll byte[] octets) {
    if (read(new String(octets, ISO_8859_1)) instanceof Author.Unknown unknown) {
      assertTrue(unknown.about().chars().allMatch(c -> c >= ' ' && c < 0x7F), unknown.about());
    }
  }

  private static Author read(String field) {
    return Author.of(
        Headers.of(List.of(HeaderField.parse(field.getBytes(ISO_8859_1)))), Limits.defaults());
  }
}
