package dev.waxseal.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether reports may go where a record wants them (RFC 9990 section 4). */
class ReportDestinationsTest {

  private final ZoneLookup zones;

  ReportDestinationsTest(@TempDir Path directory) {
    zones = new ZoneLookup(directory, "dmarc");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          -                                                 | NO | unauthorized
          v=DMARC1                                          | OK | authorized
          v=DMARC1;                                         | OK | authorized
          v=DMARC1; rua=mailto:other@reports.example        | OK | authorized
          v=DMARC1; rua=mailto:other@elsewhere.example      | NO | sent_elsewhere
          v=dmarc1                                          | NO | unauthorized
          v=DMARC1; rua=mailto:a@b.c; rua=mailto:a@b.c      | OK | authorized
          """)
  void destinationsElsewhereHaveToBeAuthorized(String text, ExitStatus status, String state) {
    String name = "example.com._report._dmarc.reports.example";
    String zone =
        "_dmarc.example.com. TXT \"v=DMARC1; p=none; rua=mailto:r@reports.example\"\n"
            + (text.equals("-") ? "" : name + ". TXT \"" + text + "\"\n");
    Json report = zones.json(zone, "example.com", status).at("reports").at(0);
    assertEquals(state, report.at("state").value());
    assertEquals(name, report.at("authorization").value());
    assertEquals("reports.example", report.at("host").value());
  }

  @Test
  void theAuthorizationIsForTheDomainOfTheRecord() {
    String zone =
        """
        _dmarc.example.com. TXT "v=DMARC1; p=none; rua=mailto:r@mail.example.com,mailto:r@x.example; ruf=mailto:f@x.example"
        *._report._dmarc.x.example. TXT "v=DMARC1"
        a.example.com. A 192.0.2.1
        """;
    Json reports = zones.json(zone, "a.example.com", ExitStatus.OK).at("reports");
    assertEquals("inside", reports.at(0).at("state").value());
    assertEquals("authorized", reports.at(1).at("state").value());
    assertEquals("example.com._report._dmarc.x.example", reports.at(1).at("authorization").value());
    assertEquals("ruf", reports.at(2).at("tag").value());
    assertEquals("authorized", reports.at(2).at("state").value());
  }

  @Test
  void onlySomeHostsAreAskedAbout() {
    StringBuilder uris = new StringBuilder("mailto:r@h0.example");
    for (int i = 1; i <= 20; i++) {
      uris.append(",mailto:r@h").append(i).append(".example");
    }
    String half = uris.substring(0, 200);
    String zone =
        "_dmarc.example.com. TXT \"v=DMARC1; p=none; rua="
            + half
            + "\" \""
            + uris.substring(200)
            + "\"\n*._report._dmarc.h19.example. TXT \"v=DMARC1\"\n";
    Json reports = zones.json(zone, "example.com", ExitStatus.NO).at("reports");
    assertEquals(21, reports.elements().size());
    assertEquals("authorized", reports.at(19).at("state").value());
    assertEquals("not_checked", reports.at(20).at("state").value());
  }

  @Test
  void whatHasNoHostAndWhatIsTooLongCannotBeAuthorized() {
    String host = "h.".repeat(110) + "example";
    String zone =
        "_dmarc.example.com. TXT \"v=DMARC1; p=none; rua=urn:isbn:1,mailto:r@\" \"" + host + "\"\n";
    Json reports = zones.json(zone, "example.com", ExitStatus.NO).at("reports");
    assertEquals("no_host", reports.at(0).at("state").value());
    assertEquals("name_too_long", reports.at(1).at("state").value());
    assertNull(reports.at(1).at("authorization").value());
  }
}
