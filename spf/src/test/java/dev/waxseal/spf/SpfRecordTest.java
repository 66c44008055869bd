package dev.waxseal.spf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpfRecordTest {

  /** RFC 7208 section 12. */
  @Test
  void readsTerms() {
    SpfRecord spfRecord =
        valid("v=spf1 -A:h.example.org/24//64 ~mx//0 ?ip6:2001:db8::/32 exp=e.%{d} op=x all  ");
    assertEquals(
        List.of(
            "-A:h.example.org/24//64", "~mx//0", "?ip6:2001:db8::/32", "exp=e.%{d}", "op=x", "all"),
        spfRecord.terms().stream().map(SpfTerm::text).toList());
    List<SpfDirective> directives = spfRecord.directives();
    SpfDirective a = directives.get(0);
    assertEquals(SpfQualifier.FAIL, a.qualifier());
    assertEquals(SpfMechanism.A, a.mechanism());
    assertEquals("h.example.org", a.target().orElseThrow().text());
    assertFalse(a.target().orElseThrow().hasMacros());
    assertEquals(List.of(24, 64), List.of(a.ip4Prefix(), a.ip6Prefix()));
    assertEquals(
        List.of(32, 0), List.of(directives.get(1).ip4Prefix(), directives.get(1).ip6Prefix()));
    assertEquals(Optional.empty(), directives.get(1).target());
    assertEquals(
        "2001:db8:0:0:0:0:0:0", directives.get(2).network().orElseThrow().getHostAddress());
    assertEquals(SpfQualifier.PASS, directives.get(3).qualifier());
    assertTrue(spfRecord.explanation().orElseThrow().value().hasMacros());
    assertEquals(Optional.empty(), spfRecord.redirect());
    assertEquals(valid("v=spf1 a"), valid("v=spf1 a"));
  }

  /** RFC 7208 section 4.5. */
  @ParameterizedTest
  @CsvSource({
    "v=spf1, true",
    "'v=spf1 ', true",
    "V=Spf1 a, true",
    "'v=spf1 \u00e9', true",
    "v=spf10, false",
    "v=spf, false",
    "' v=spf1', false",
    "v=spf1/, false",
    "v=\u017fpf1 a, false",
    "'', false",
  })
  void isSelectedByItsVersion(String text, boolean expected) {
    assertEquals(expected, SpfRecord.isSelected(text));
  }

  @ParameterizedTest
  @CsvSource({
    "v=spf1 a/33, RECORD_SYNTAX, a/33",
    "v=spf1 foo:bar a/33, UNKNOWN_MECHANISM, foo:bar",
    "v=spf1 exp=a.b exp=a.b, DUPLICATE_MODIFIER, exp=",
    "v=spf2 a, RECORD_SYNTAX, v=spf1",
    "v=spf1 a:%{\u0130}.b, RECORD_SYNTAX, ?",
    "v=spf1 \u00e4\u0000x, RECORD_SYNTAX, ??x",
  })
  void saysWhatIsWrong(String text, SpfReason reason, String about) {
    SpfRecord.Parsed.Invalid invalid =
        assertInstanceOf(SpfRecord.Parsed.Invalid.class, SpfRecord.parse(text));
    assertEquals(reason, invalid.reason());
    assertTrue(invalid.detail().contains(about), invalid.detail());
    assertTrue(invalid.detail().chars().allMatch(c -> c >= ' ' && c < 0x7F), invalid.detail());
  }

  private static SpfRecord valid(String text) {
    return assertInstanceOf(SpfRecord.Parsed.Valid.class, SpfRecord.parse(text)).spfRecord();
  }
}
