package dev.waxseal.cli.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecodedTextTest {

  @ParameterizedTest
  @CsvSource({
    "'plain', 'plain'",
    "' =?utf-8?q?Caf=C3=A9_Zwei?= now ', 'Caf\u00e9 Zwei now'",
    "'=?ISO-8859-1?B?6Q==?=', '\u00e9'",
    "'=?iso-8859-1*de?Q?=E9?=', '\u00e9'",
    "'=?utf-8?q?a?= =?utf-8?q?b?=', 'ab'",
    "'=?utf-8?q?a?= c =?utf-8?q?b?=', 'a c b'",
    "'=?utf-8?b?w?= x', '=?utf-8?b?w?= x'",
    "'=?utf-8?q?=C3?= =?utf-8?q?=A9?=', '\u00e9'",
    "'=?utf-8?q?=C3?= =?iso-8859-1?q?=E9?=', '=?utf-8?q?=C3?=\u00e9'",
    "'=?none-such?q?a?= b', '=?none-such?q?a?= b'",
    "'=?utf-8?q?a=1B[2Jb=', '=?utf-8?q?a=1B[2Jb='",
    "'=?utf-8?q?a=1B=E2=80=AEb?=', 'a??b'",
    "'=?utf-8?q?a=ZZ=?=', 'a=ZZ='",
    "'Caf\u00c3\u00a9 =?utf-8?q?=C3=A9?=', 'Caf\u00e9 \u00e9'"
  })
  void encodedWordsAreDecoded(String field, String text) {
    assertEquals(text, DecodedText.of(field, 100));
  }

  /** A decoded name cannot pose as the address. */
  @ParameterizedTest
  @CsvSource({
    "'=?utf-8?q?Jo=C3=ABl?= <j@example.org>', 'Jo\u00ebl <j@example.org>'",
    "'=?utf-8?q?a=40example.com_=3Ca=40example.com=3E?= <j@example.org>',"
        + " '\"a@example.com <a@example.com>\" <j@example.org>'",
    "'=?utf-8?q?x=22_=3Ca=40b=3E?= <j@example.org>', '\"x'' <a@b>\" <j@example.org>'"
  })
  void namesStayNames(String field, String text) {
    assertEquals(text, DecodedText.ofAddress(field, 100));
  }

  @ParameterizedTest
  @CsvSource({"5, 'abcde...'", "6, 'abcdef'"})
  void aLongTextIsCutOff(int limit, String text) {
    assertEquals(text, DecodedText.of("abcdef", limit));
  }
}
