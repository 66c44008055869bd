package dev.waxseal.dns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DnsAnswerTest {

  @Test
  void foundNothingIsNotFound() {
    assertThrows(
        IllegalArgumentException.class, () -> new DnsAnswer.Found<>(List.of(), Duration.ZERO));
  }

  /** RFC 6376 section 3.6.2.2. */
  @Test
  void joinsStringsWithNothingBetween() {
    assertEquals("v=DKIM1;p=", new DnsRecord.Txt(List.of("v=DKIM1", "", ";p=")).text());
    assertEquals("", new DnsRecord.Txt(List.of()).text());
  }

  @Test
  void hasOneCharAnOctet() {
    assertEquals("\u00FF", new DnsRecord.Txt(List.of("\u00FF")).text());
    assertThrows(IllegalArgumentException.class, () -> new DnsRecord.Txt(List.of("\u0100")));
  }

  /** RFC 7505 section 3, and RFC 2181 section 11: a name that no host can have is no error. */
  @Test
  void hostsMayBeNone() {
    assertEquals(Optional.empty(), new DnsRecord.Mx(0, ".").host());
    assertEquals(Optional.empty(), new DnsRecord.Mx(5, "a\\032b.example").host());
    assertEquals("a b.example", asked("a\\032b.example"));
    assertEquals("a@b\\c.example", asked("A\\@b\\\\c.Example"));
    assertEquals("\u00C3\u009Cx.example", asked("\\195\\156X.example"));
    assertEquals("12.example", asked("\\0492.example"));
    for (String none : List.of(".", "a\\.b.example", "a..b", "\\999.example", "a\\", "\\12")) {
      assertEquals(Optional.empty(), new DnsRecord.Mx(5, none).lookupName(), none);
    }
    assertEquals(DomainName.parse("mx.example"), new DnsRecord.Mx(5, "MX.example").host());
    assertEquals(DomainName.parse("mx.example"), new DnsRecord.Ptr("mx.example").name());
    assertEquals(Optional.empty(), new DnsRecord.Ptr(".").name());
    assertThrows(IllegalArgumentException.class, () -> new DnsRecord.Mx(-1, "a"));
    assertThrows(IllegalArgumentException.class, () -> new DnsRecord.Mx(65_536, "a"));
  }

  @Test
  void namesItsTypes() {
    assertEquals(
        List.of(1, 28, 15, 12),
        List.of(
            RecordType.A.number(),
            RecordType.AAAA.number(),
            RecordType.MX.number(),
            RecordType.PTR.number()));
    assertEquals("TXT", RecordType.TXT.name());
    assertEquals("TXT", RecordType.TXT.toString());
    assertEquals(16, RecordType.TXT.number());
  }

  private static String asked(String exchange) {
    return new DnsRecord.Mx(5, exchange).lookupName().orElseThrow().toString();
  }
}
