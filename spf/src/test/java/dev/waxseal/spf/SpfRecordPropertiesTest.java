package dev.waxseal.spf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever a domain publishes is read, or refused in words that can be shown. */
class SpfRecordPropertiesTest {

  @Provide
  Arbitrary<String> records() {
    return Arbitraries.of(
            " ",
            " ",
            " ",
            "v=spf1",
            "all",
            "-all",
            "~",
            "include:",
            "a",
            "mx",
            "ptr",
            "exists:",
            "ip4:192.0.2.3",
            "ip6:2001:db8::",
            "/24",
            "//64",
            "redirect=",
            "exp=",
            "example.com",
            "b.example.com",
            ".",
            "..",
            "%{",
            "%{d}",
            "%{ir}",
            "%{l1r-}",
            "%{S}",
            "%{p}",
            "%{c}",
            "}",
            "%",
            "%%",
            "%_",
            "x=y",
            ":",
            "=",
            "/",
            "\0",
            "\u00ff",
            "\t",
            "a:%{h}.%{o}",
            " a:n.example.com ",
            " include:c.example.com ")
        .list()
        .ofMaxSize(25)
        .map(parts -> "v=spf1 " + String.join("", parts));
  }

  @Property(tries = 5000)
  void recordsComeToAResult(@ForAll("records") String text) {
    if (SpfRecord.parse(text) instanceof SpfRecord.Parsed.Invalid invalid) {
      assertTrue(isPrintable(invalid.detail()), invalid.detail());
    } else {
      SpfRecord read = ((SpfRecord.Parsed.Valid) SpfRecord.parse(text)).spfRecord();
      String terms = String.join(" ", read.terms().stream().map(SpfTerm::text).toList());
      assertEquals(
          new SpfRecord.Parsed.Valid(new SpfRecord(read.terms(), ("v=spf1 " + terms).strip())),
          SpfRecord.parse(("v=spf1 " + terms).strip()));
    }
  }

  @Property(tries = 3000)
  void anyTextIsARecordOrNot(@ForAll String text) {
    SpfRecord.parse(text);
    SpfRecord.parse("v=spf1 " + text);
    SpfRecord.parse("v=spf1 exists:" + text);
  }

  private static boolean isPrintable(String text) {
    return text.chars().allMatch(c -> c >= ' ' && c < 0x7F);
  }
}
