package dev.waxseal.dns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DomainNameTest {
  private static final String LABEL_63 = "a".repeat(63);

  /** 253 octets: three labels of 63, one of 61, three dots. */
  private static final String NAME_253 =
      String.join(".", LABEL_63, LABEL_63, LABEL_63, "a".repeat(61));

  @ParameterizedTest
  @CsvSource({
    "example.org, example.org",
    "EXAMPLE.Org, example.org",
    "org, org",
    "sel._domainkey.example.org, sel._domainkey.example.org",
    "_dmarc.example.org, _dmarc.example.org",
    "a-b.c--d.example, a-b.c--d.example",
    "1.2.3.4, 1.2.3.4",
    "xn--bcher-kva.example, xn--bcher-kva.example",
    "XN--BCHER-KVA.example, xn--bcher-kva.example",
    "bücher.example, xn--bcher-kva.example",
    "BÜCHER.example, xn--bcher-kva.example",
    "例え.テスト, xn--r8jz45g.xn--zckzah",
    "пример.испытание, xn--e1afmkfd.xn--80akhbyknj4f",
    // The sharp s as IDNA 2008 has it comes as an A-label only.
    "xn--strae-oqa.example, xn--strae-oqa.example",
  })
  void readsNames(String text, String expected) {
    assertEquals(expected, DomainName.of(text).toString());
    assertEquals(Optional.of(DomainName.of(expected)), DomainName.parse(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "example.org.",
        ".example.org",
        "example..org",
        "-a.example",
        "a-.example",
        "-",
        "a b.example",
        " example.org",
        "example.org\n",
        "exam\u0000ple.org",
        "exam\\ple.org",
        "*.example.org",
        "a@example.org",
        "[192.0.2.1]",
        "a/b.example",
        // RFC 5890 section 2.3.2.1: IDNA 2003 maps these to another name or to nothing.
        "straße.example",
        "STRASSE\u1E9E.example",
        "βόλος.example",
        "a\u200Cb.example",
        "a\u200Db.example",
        "bü\u00ADcher.example",
        // RFC 5891 section 5.4: not in NFC; the Kelvin sign's lower case is an ASCII letter.
        "bu\u0308cher.example",
        "\u212Aey.example",
        // Full-width letters, and dots that are not U+002E.
        "\uFF41\uFF42.example",
        "bücher\u3002example",
        "bücher\uFF0Eexample",
        "-bücher.example",
        "bücher-.example",
        "bü_cher.example",
        "bü cher.example",
        "\uD800.example",
        "\u0001ü.example",
        "\u2028.example",
        "ü\u0085.example",
        "\uFFFD.example",
        "\u202Eü.example",
      })
  void refusesWhatIsNoName(String text) {
    assertEquals(Optional.empty(), DomainName.parse(text));
    assertThrows(IllegalArgumentException.class, () -> DomainName.of(text));
  }

  /** RFC 1035 section 2.3.4. */
  @Test
  void keepsTheLimitsOfDns() {
    assertTrue(DomainName.parse(LABEL_63 + ".example").isPresent());
    assertTrue(DomainName.parse(LABEL_63 + "a.example").isEmpty());
    assertEquals(253, NAME_253.length());
    assertTrue(DomainName.parse(NAME_253).isPresent());
    assertTrue(DomainName.parse(NAME_253 + "a").isEmpty());
    assertTrue(DomainName.parse("a.".repeat(126) + "a").isPresent());
    assertTrue(DomainName.parse("a.".repeat(127) + "a").isEmpty());
    assertTrue(DomainName.parse("a".repeat(1_000_000)).isEmpty());
    assertTrue(DomainName.parse("ü".repeat(1_000_000)).isEmpty());
  }

  /** The limits are those of the A-labels: "xn--" and 59 octets. */
  @Test
  void countsTheOctetsOfAnALabel() {
    int most = 0;
    while (DomainName.parse("ü".repeat(most + 1) + ".example").isPresent()) {
      most++;
    }
    assertTrue(most > 30 && most < 63, "" + most);
    assertTrue(DomainName.of("ü".repeat(most) + ".example").labels().get(0).length() <= 63);
    assertTrue(DomainName.parse(String.join(".", LABEL_63, LABEL_63, LABEL_63, "ü")).isPresent());
    assertTrue(
        DomainName.parse(String.join(".", LABEL_63, LABEL_63, LABEL_63, "ü", "ü".repeat(50)))
            .isEmpty());
  }

  @ParameterizedTest
  @CsvSource({
    "a..b, it has an empty label",
    "example.org., it has an empty label",
    "-a.b, the label \"-a\" starts or ends with a hyphen",
    "straße.de, the label \"straße\" has no unambiguous A-label",
    "a*b.de, 'the label \"a*b\" has other than letters, digits, hyphens and underscores'",
  })
  void saysWhatIsWrong(String text, String complaint) {
    IllegalArgumentException thrown =
        assertThrows(IllegalArgumentException.class, () -> DomainName.of(text));
    assertEquals("\"" + text + "\" is not a domain name: " + complaint, thrown.getMessage());
  }

  @ParameterizedTest
  @CsvSource({
    "example.org, example.org, true",
    "a.example.org, example.org, true",
    "a.b.EXAMPLE.org, example.ORG, true",
    "badexample.org, example.org, false",
    "example.org, a.example.org, false",
    "example.org, org, true",
    "example.org.evil, example.org, false",
  })
  void comparesWholeLabels(String name, String ancestor, boolean expected) {
    assertEquals(expected, DomainName.of(name).isSameOrBelow(DomainName.of(ancestor)));
  }

  @Test
  void hasLabelsAndParents() {
    DomainName name = DomainName.of("a.Example.org");
    assertEquals(List.of("a", "example", "org"), name.labels());
    assertEquals(3, name.labelCount());
    assertEquals(Optional.of(DomainName.of("example.org")), name.parent());
    assertEquals(Optional.empty(), DomainName.of("org").parent());
  }

  @Test
  void takesPrefixes() {
    DomainName name = DomainName.of("example.org");
    assertEquals(
        Optional.of(DomainName.of("sel._domainkey.example.org")), name.prefixed("Sel._domainkey"));
    assertEquals(Optional.of(DomainName.of("xn--bcher-kva.example.org")), name.prefixed("bücher"));
    for (String bad : List.of("", ".", "a.", ".a", "a b", "*", LABEL_63 + "a")) {
      assertEquals(Optional.empty(), name.prefixed(bad), bad);
    }
    assertEquals(Optional.empty(), DomainName.of(NAME_253).prefixed("a"));
  }

  /** RFC 2181 section 11: DNS does not restrict what a label is made of. */
  @Test
  void asksForNamesThatNoHostHas() {
    for (String text :
        List.of("user+tag=b@c._spf.example.org", "-a.b-", "a b.c\\d.\"e;", NAME_253)) {
      assertEquals(text, DomainName.forLookup(text).orElseThrow().toString());
    }
    assertEquals(DomainName.parse("a.example"), DomainName.forLookup("A.Example"));
    for (String text :
        List.of("", ".", "a..b", "a.", ".a", "a\tb", "a\0", "b\u00fccher.example", "a\u007f")) {
      assertEquals(Optional.empty(), DomainName.forLookup(text), text);
    }
    assertEquals(Optional.empty(), DomainName.forLookup("a".repeat(64) + ".b"));
    assertEquals(Optional.empty(), DomainName.forLookup(NAME_253 + "a"));
  }

  @Test
  void isEqualWhateverTheCase() {
    assertEquals(DomainName.of("EXAMPLE.org"), DomainName.of("example.ORG"));
    assertEquals(DomainName.of("EXAMPLE.org").hashCode(), DomainName.of("example.ORG").hashCode());
    assertNotEquals(DomainName.of("example.org"), DomainName.of("example.com"));
  }

  /** No text makes the parser throw, and what it reads it reads back. */
  @Test
  void survivesAnyText() {
    Random random = new Random(20);
    for (int i = 0; i < 50_000; i++) {
      StringBuilder text = new StringBuilder();
      int length = random.nextInt(12);
      for (int n = 0; n < length; n++) {
        int plane = random.nextInt(4);
        text.appendCodePoint(
            plane == 0
                ? "abX-_.ßü".charAt(random.nextInt(8))
                : random.nextInt(plane == 1 ? 0x300 : plane == 2 ? 0x10000 : 0x110000));
      }
      DomainName.parse(text.toString())
          .ifPresent(name -> assertEquals(name, DomainName.of(name.toString())));
    }
  }
}
