package dev.waxseal.dns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 1035 sections 3.3.14 and 5.1. */
class TxtTest {

  private static final DomainName NAME = DomainName.of("s._domainkey.example.org");

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 254, 255, 256, 510, 511, 5000})
  void longTextsAreSeveralStrings(int length) {
    DnsRecord.Txt record = DnsRecord.Txt.of("x".repeat(length));
    assertEquals("x".repeat(length), record.text());
    assertEquals(Math.max(1, (length + 254) / 255), record.strings().size());
    assertTrue(record.strings().stream().allMatch(string -> string.length() <= 255));
    assertEquals(record, published(record));
  }

  @Test
  void eachOctetSurvivesTheZoneFile() {
    StringBuilder octets = new StringBuilder();
    for (char octet = 0; octet <= 0xFF; octet++) {
      octets.append(octet);
    }
    DnsRecord.Txt record =
        new DnsRecord.Txt(List.of(octets.substring(0, 128), octets.substring(128)));
    assertTrue(record.zoneLine(NAME).matches("[ -~]+"), record.zoneLine(NAME));
    assertEquals(record, published(record));
  }

  /** A text becomes UTF-8; strings that are octets already take nothing else. */
  @Test
  void textIsUtf8() {
    assertEquals("n=\u00c3\u00a4\u00e2\u0082\u00ac", DnsRecord.Txt.of("n=\u00e4\u20ac").text());
    assertEquals(
        "s._domainkey.example.org. IN TXT ( \"\\195\\164 \\\\ \\\"\" )",
        DnsRecord.Txt.of("\u00e4 \\ \"").zoneLine(NAME));
    assertThrows(IllegalArgumentException.class, () -> new DnsRecord.Txt(List.of("\u20ac")));
    assertThrows(IllegalArgumentException.class, () -> DnsRecord.Txt.of("\ud83d"));
  }

  private static DnsRecord.Txt published(DnsRecord.Txt record) {
    DnsAnswer<DnsRecord.Txt> answer =
        Dns.zone(record.zoneLine(NAME)).lookup(NAME, RecordType.TXT).toCompletableFuture().join();
    return assertInstanceOf(DnsAnswer.Found.class, answer).records().get(0)
            instanceof DnsRecord.Txt txt
        ? txt
        : new DnsRecord.Txt(List.of());
  }
}
