package dev.waxseal.dns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.List;
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
    assertEquals("v=DKIM1;p=", new TxtRecord(List.of("v=DKIM1", "", ";p=")).text());
    assertEquals("", new TxtRecord(List.of()).text());
  }

  @Test
  void hasOneCharAnOctet() {
    assertEquals("\u00FF", new TxtRecord(List.of("\u00FF")).text());
    assertThrows(IllegalArgumentException.class, () -> new TxtRecord(List.of("\u0100")));
  }

  @Test
  void namesItsTypes() {
    assertEquals("TXT", RecordType.TXT.name());
    assertEquals("TXT", RecordType.TXT.toString());
    assertEquals(16, RecordType.TXT.number());
  }
}
