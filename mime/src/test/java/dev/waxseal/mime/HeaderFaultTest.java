package dev.waxseal.mime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.waxseal.mime.HeaderFault.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

/** RFC 5322 sections 2.2, 2.3, 3.6.8 and 4.5.8. */
class HeaderFaultTest {

  private static List<HeaderFault> faults(String header) {
    byte[] block = header.getBytes(ISO_8859_1);
    return HeaderFault.in(Headers.parse(block, block.length, Integer.MAX_VALUE).orElseThrow());
  }

  private static void assertKinds(List<Kind> kinds, String... headers) {
    for (String header : headers) {
      assertEquals(kinds, faults(header).stream().map(HeaderFault::kind).toList(), header);
    }
  }

  @Test
  void whatIsAHeader() {
    assertKinds(
        List.of(),
        "",
        "From: a@x.example\r\nSubject: b\r\n",
        "Subject : obsolete\r\n",
        "Subject\t : obsolete\r\n",
        "Subject:\r\n folded:\r\n\tand folded\r\n",
        "Subject: b\r\n \r\n c\r\n",
        "!#$%&'*+-./09;<=>?@AZ[\\]^_`az{|}~: every octet that a name may have\r\n",
        "Subject: \u00fc\u0001\u007f\r\n");
  }

  @Test
  void linesThatAreNoFields() {
    assertKinds(
        List.of(Kind.LINE_WITHOUT_COLON),
        "Dear customer\r\n",
        "From: a@x.example\r\nDear customer\r\n",
        "Dear\r\n customer\r\n",
        " Dear customer\r\nFrom: a@x.example\r\n",
        "\r\nFrom: a@x.example\r\n",
        ".\r\n");
    assertKinds(
        List.of(Kind.MALFORMED_NAME),
        ": b\r\n",
        " : b\r\n",
        "Dear customer: b\r\n",
        " Subject: a fold that has nothing to fold\r\n",
        "\tSubject: b\r\n",
        "Dear\r\n customer: b\r\n",
        "Subject\r\n : b\r\n",
        "S\u00fcbject: b\r\n",
        "\u00a0Subject: b\r\n",
        "\u00ef\u00bb\u00bfSubject: b\r\n",
        "Sub\u0001ject: b\r\n",
        "Subject\u007f: b\r\n",
        "From a@x.example Mon Nov 24 10:00:00 2026\r\n");
  }

  @Test
  void octetsThatStandAlone() {
    assertKinds(
        List.of(Kind.BARE_CR), "A: b\rc\r\n", "A: b\r\r\n", "A:\r\r\n b\r\n", "A: b\r c\r\n");
    assertKinds(List.of(Kind.BARE_LF), "A: b\nc\r\n", "A: b\n\r\n", "A: b\n c\r\n");
    assertKinds(List.of(Kind.BARE_CR, Kind.BARE_LF), "A: b\n\rc\r\n");
    assertKinds(List.of(Kind.NUL), "A: b\0c\r\n", "A: \0\r\n", "A: b\r\n \0\r\n");
    assertKinds(List.of(Kind.MALFORMED_NAME, Kind.BARE_CR), "A\rB: c\r\n");
    assertKinds(List.of(Kind.MALFORMED_NAME, Kind.BARE_LF), "A\nB: c\r\n");
    assertKinds(List.of(Kind.MALFORMED_NAME, Kind.NUL), "A\0: c\r\n");
    assertKinds(List.of(Kind.LINE_WITHOUT_COLON, Kind.BARE_LF), "A\nB\r\n", "A: b\r\n\n c\r\n");
  }

  @Test
  void eachKindOnceWithItsFirstField() {
    List<HeaderFault> faults = faults("A: b\nc\r\nD: e\r\nF: g\n\nh\r\nDear\r\n");
    assertEquals(2, faults.size());
    assertEquals(Kind.LINE_WITHOUT_COLON, faults.get(0).kind());
    assertEquals(1, faults.get(0).count());
    assertEquals("A", faults.get(1).field().name());
    assertEquals(2, faults.get(1).count());
  }
}
