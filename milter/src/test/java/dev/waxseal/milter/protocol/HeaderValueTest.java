package dev.waxseal.milter.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeaderValueTest {

  /** In the table R, L, 0 and T stand for CR, LF, NUL and a tab, an underscore for a space. */
  private static String text(String written) {
    return written
        .replace('R', '\r')
        .replace('L', '\n')
        .replace('0', '\0')
        .replace('T', '\t')
        .replace('_', ' ');
  }

  @ParameterizedTest
  @CsvSource({
    "_a,      _a,      a",
    "a,       _a,      a",
    "Ta,      Ta,      a",
    "__a,     __a,     a",
    "_aRL_b,  _aL_b,   aL_b",
    "_aL_b,   _aL_b,   aL_b",
    "_aRLTb,  _aLTb,   aLTb",
    "_aRL,    _a,      a",
    "_aRLRL,  _a,      a",
    "_aRLbcc, _abcc,   abcc",
    "_aLL_b,  _aL_b,   aL_b",
    "_aRb0c,  _abc,    abc",
    "L_a,     _L_a,    L_a",
    "_,       _,       ''",
    "'',      _,       ''",
  })
  void oneValueComesOut(String value, String verbatim, String spaced) {
    assertEquals(text(verbatim), HeaderValue.of(text(value), true));
    assertEquals(text(spaced), HeaderValue.of(text(value), false));
  }
}
