package dev.waxseal.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/** Makes files of aggregate reports about example.org: one for each receiver and day. */
record ReportDays(Path folder) {

  static final List<String> RECEIVERS = List.of("alpha.example", "beta.example", "gamma.example");

  /** A record of messages that pass, from the own host. */
  static String passing(int count) {
    return row("192.0.2.25", count, "none", "pass", "")
        + "<auth_results><dkim><domain>example.org</domain><selector>s1</selector>"
        + "<result>pass</result></dkim><spf><domain>example.org</domain><result>pass</result></spf>"
        + "</auth_results></record>";
  }

  /** A record of messages that fail, with their reason and results. */
  static String failing(String source, int count, String disposition, String reason, String auth) {
    return row(source, count, disposition, "fail", reason)
        + "<auth_results>"
        + auth
        + "</auth_results></record>";
  }

  private static String row(
      String source, int count, String disposition, String result, String reason) {
    return "<record><row><source_ip>"
        + source
        + "</source_ip><count>"
        + count
        + "</count><policy_evaluated><disposition>"
        + disposition
        + "</disposition><dkim>"
        + result
        + "</dkim><spf>"
        + result
        + "</spf>"
        + reason
        + "</policy_evaluated></row><identifiers><header_from>example.org</header_from>"
        + "</identifiers>";
  }

  /** Adds the reports of some days, of all receivers, under a policy. */
  void add(String from, int days, String policy, String... records) throws IOException {
    for (String receiver : RECEIVERS) {
      for (int i = 0; i < days; i++) {
        add(receiver, LocalDate.parse(from).plusDays(i), policy, records);
      }
    }
  }

  /** Adds the report of a receiver and day. */
  void add(String receiver, LocalDate day, String policy, String... records) throws IOException {
    long begin = day.atStartOfDay(ZoneOffset.UTC).toEpochSecond();
    Files.createDirectories(folder);
    Files.writeString(
        folder.resolve(receiver + "-" + day + ".xml"),
        "<feedback xmlns=\"urn:ietf:params:xml:ns:dmarc-2.0\"><version>1.0</version>"
            + "<report_metadata><org_name>"
            + receiver
            + "</org_name><email>dmarc@"
            + receiver
            + "</email><report_id>"
            + day
            + "@"
            + receiver
            + "</report_id><date_range><begin>"
            + begin
            + "</begin><end>"
            + (begin + 86_399)
            + "</end></date_range></report_metadata><policy_published><domain>example.org</domain>"
            + "<p>"
            + policy
            + "</p></policy_published>"
            + String.join("", records)
            + "</feedback>");
  }
}
