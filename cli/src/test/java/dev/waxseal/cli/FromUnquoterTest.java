package dev.waxseal.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** In the tables, | is LF. */
class FromUnquoterTest {

  @ParameterizedTest
  @CsvSource({
    "'a|>From b|', 'a|From b|', 'a|From b|'",
    "'a||>>From b|>From c', 'a||>From b|From c', 'a||>>From b|From c'",
    "'>From a|', 'From a|', 'From a|'",
    "'a >From b|From c|>from d|> From e|>Fro|', same, same",
    "'a|>From', same, same",
    "'a|>>>', same, same",
    "'>', same, same",
    "'F|>F|>Fr|>>From:|FFrom x|>|From |', same, same",
    "'|>From |', '|From |', '|From |'",
    "'', same, same"
  })
  void takesOneQuote(String mbox, String mboxrd, String mboxo) {
    for (int chunk : new int[] {1, 2, 3, 100}) {
      assertEquals(mbox, unquoted(FromQuoting.NONE, mbox, chunk));
      assertEquals(mboxrd.replace("same", mbox), unquoted(FromQuoting.MBOXRD, mbox, chunk));
      assertEquals(mboxo.replace("same", mbox), unquoted(FromQuoting.MBOXO, mbox, chunk));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'a|From b|', false, false",
    "'a|>From b|', true, false",
    "'a|>From b|>>From c|', true, true",
    "'a|>>Fro', false, false"
  })
  void knowsWhetherThereWereAny(String text, boolean quoted, boolean twice) {
    FromUnquoter unquoter = new FromUnquoter(FromQuoting.NONE, new ByteArrayOutputStream()::write);
    byte[] octets = octets(text);
    unquoter.write(octets, 0, octets.length);
    unquoter.finish();
    assertEquals(quoted, unquoter.sawQuoted());
    assertEquals(twice, unquoter.sawQuotedTwice());
  }

  private static String unquoted(FromQuoting quoting, String text, int chunk) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    FromUnquoter unquoter = new FromUnquoter(quoting, out::write);
    byte[] octets = octets(text);
    for (int from = 0; from < octets.length; from += chunk) {
      unquoter.write(octets, from, Math.min(chunk, octets.length - from));
    }
    unquoter.finish();
    return out.toString(StandardCharsets.US_ASCII).replace('\n', '|');
  }

  private static byte[] octets(String text) {
    return text.replace('|', '\n').getBytes(StandardCharsets.US_ASCII);
  }
}
