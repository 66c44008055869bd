package dev.waxseal.dns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** RFC 1035 section 2.3.4, RFC 5890 section 2.3.2.1. */
class DomainNameTest {

  private static final String LABEL_63 = "a".repeat(63);
  private static final String NAME_253 =
      String.join(".", LABEL_63, LABEL_63, LABEL_63, "a".repeat(61));

  @Test
  void namesInOneForm() {
    Map.of(
            "example.org",
            "example.org",
            "EXAMPLE.Org",
            "example.org",
            "_domainkey.a-b.example",
            "_domainkey.a-b.example",
            "b\u00fccher.example",
            "xn--bcher-kva.example",
            "B\u00dcCHER.example",
            "xn--bcher-kva.example",
            "xn--bcher-kva.example",
            "xn--bcher-kva.example",
            LABEL_63,
            LABEL_63,
            NAME_253,
            NAME_253)
        .forEach((text, name) -> assertEquals(name, DomainName.of(text).toString()));
  }

  @Test
  void whatIsNoName() {
    for (String text :
        List.of(
            "",
            ".",
            "a.",
            ".a",
            "a..b",
            "-a.b",
            "a-.b",
            "a b",
            "a\0b",
            "a\r\nb",
            "a@b",
            "a/b",
            "*.a",
            LABEL_63 + "a",
            NAME_253 + "a",
            "a\u3002b",
            "example\u212a", // the Kelvin sign, whose lower case is the letter k
            "\uff45xample", // a letter of full width
            "\ufffd.example",
            "u\u0308.example")) {
      assertEquals(Optional.empty(), DomainName.parse(text), text);
      assertThrows(IllegalArgumentException.class, () -> DomainName.of(text), text);
    }
  }

  /** IDNA 2003 maps these away, IDNA 2008 keeps them: a name would be looked up under another's. */
  @Test
  void deviatingCharactersAreRefused() {
    for (String text :
        List.of(
            "stra\u00dfe.example",
            "\u03b2\u03cc\u03bb\u03bf\u03c2.example",
            "a\u200cb.example",
            "a\u200db.example")) {
      assertEquals(Optional.empty(), DomainName.parse(text), text);
    }
    assertEquals("xn--strae-oqa.example", DomainName.of("xn--strae-oqa.example").toString());
  }

  @Test
  void familyOfNames() {
    DomainName org = DomainName.of("example.org");
    assertTrue(org.isSameOrBelow(org));
    assertTrue(DomainName.of("a.b.example.org").isSameOrBelow(org));
    assertFalse(DomainName.of("badexample.org").isSameOrBelow(org));
    assertFalse(DomainName.of("org").isSameOrBelow(org));
    assertEquals(Optional.of(DomainName.of("org")), org.parent());
    assertEquals(Optional.empty(), DomainName.of("org").parent());
    assertEquals(2, org.labelCount());
    assertEquals(List.of("example", "org"), org.labels());
    assertEquals("s._domainkey.example.org", org.prefixed("s._domainkey").orElseThrow().toString());
    assertEquals(Optional.empty(), DomainName.of(NAME_253).prefixed("a"));
    assertEquals(Optional.empty(), org.prefixed(""));
  }
}
