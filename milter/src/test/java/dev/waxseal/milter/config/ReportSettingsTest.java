package dev.waxseal.milter.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code [history]} and {@code [reports]}, and what is wrong with them. */
class ReportSettingsTest {

  private static final String SIGN =
      """
      [sign]
      [[sign.domain]]
      name = "example.org"
      keys = [ { selector = "s1", file = "keys/s1.pem" } ]
      """;

  private static final String REPORTS =
      """
      [reports]
      domain = "mx.example.org"
      from = "dmarc@mx.example.org"
      """;

  private final ConfigurationFolder folder;

  ReportSettingsTest(@TempDir Path directory) {
    folder = new ConfigurationFolder(directory);
  }

  @BeforeEach
  void key() throws IOException {
    folder.key("keys/s1.pem");
  }

  @Test
  void theUsualIsSendmailAndFourteenDays() throws Exception {
    Configuration read =
        folder.read(ConfigurationFolder.VERIFY + SIGN + "[history]\nfolder = \"h\"\n" + REPORTS);
    assertEquals(
        Optional.of(new HistorySettings(Optional.of(folder.path("h")), Optional.empty(), 14)),
        read.history());
    ReportSettings reports = read.reports().orElseThrow();
    assertEquals("mx.example.org", reports.reporter().orgName());
    assertEquals("dmarc@mx.example.org", reports.sender().toString());
    assertEquals(Path.of("/usr/sbin/sendmail"), reports.sendmail());
    assertEquals(Optional.empty(), reports.relay());
    assertEquals("example.org", reports.signingDomain().toString());
    assertEquals(60, reports.messagesPerMinute());
  }

  @Test
  void reportsNeedAnAlignedKey() throws IOException {
    assertEquals(
        List.of(
            "8: [reports]: no key in [sign] signs for mx.example.org; reports have to pass DMARC"
                + " themselves"),
        folder.wrong(ConfigurationFolder.VERIFY + REPORTS));
  }

  @Test
  void mailGoesThroughTheOwnServerOnly() throws IOException {
    assertEquals(
        List.of(
            "13: [reports]: relay is not an address of this machine; write one such as"
                + " \"127.0.0.1:25\""),
        folder.wrong(ConfigurationFolder.VERIFY + SIGN + REPORTS + "relay = \"192.0.2.1:25\"\n"));
  }

  @Test
  void oneWayIsEnough() throws IOException {
    assertEquals(
        List.of("14: [reports]: sendmail and relay exclude each other; remove one"),
        folder.wrong(
            ConfigurationFolder.VERIFY
                + SIGN
                + REPORTS
                + "sendmail = \"/usr/sbin/sendmail\"\nrelay = \"127.0.0.1:25\"\n"));
  }

  @Test
  void addressesArePlain() throws IOException {
    assertEquals(
        List.of(
            "13: [reports]: sender: \"-oQ@example.org\" is not a plain mail address; write one such"
                + " as \"dmarc-reports@example.org\""),
        folder.wrong(
            ConfigurationFolder.VERIFY + SIGN + REPORTS + "sender = \"-oQ@example.org\"\n"));
  }

  @Test
  void aDatabaseNeedsAJournalElsewhere() throws IOException {
    String history = "[history]\ndatabase = \"jdbc:postgresql:mail\"\n";
    assertEquals(
        List.of("12: [reports]: journal is missing; add: journal = \"/var/lib/waxseal/reports\""),
        folder.wrong(ConfigurationFolder.VERIFY + SIGN + history + REPORTS));
    assertEquals(
        List.of(
            "6: [history]: write one of: folder = \"/var/lib/waxseal/history\", database ="
                + " \"jdbc:postgresql://db.example.org/mail?user=mx\""),
        folder.wrong(ConfigurationFolder.VERIFY + "[history]\ndays = 3\n"));
  }
}
