package cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The page about reports in a real browser: what a hostile report says is shown as text, nothing is
 * fetched, and no script runs. That the browser would do both is shown by PageInBrowserTest.
 */
class ReportsInBrowserTest {

  private final Path folder;

  ReportsInBrowserTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @BeforeAll
  static void browser() {
    Optional<String> obstacle = Browser.obstacle();
    obstacle.ifPresent(line -> System.out.println("reports in a browser: skipped: " + line));
    assumeTrue(obstacle.isEmpty());
  }

  @Test
  void chartsAndNothingElse() throws Exception {
    try (Trap trap = Trap.set()) {
      String elements = Browser.elements(page(trap.bait()), folder.resolve("profile"));
      assertTrue(elements.contains("Mail by day"), elements);
      assertTrue(elements.contains("example.org: not yet ready"), elements);
      assertTrue(elements.contains("class=\"o-pass\""), elements);
      assertTrue(elements.contains("&lt;script&gt;"), elements);
      assertFalse(Pattern.compile("<html[^>]*data-owned").matcher(elements).find(), elements);
      assertFalse(elements.contains("<script"), elements);
      assertFalse(elements.contains("<img"), elements);
      assertEquals(0, trap.asked().get());
    }
  }

  /** The page about a report that has markup in every text; one file is vouched for, one is not. */
  private Path page(String bait) throws IOException, InterruptedException {
    String text = bait.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    Path vouched = Files.writeString(folder.resolve("vouched.xml"), report("1", text));
    Path apart = Files.writeString(folder.resolve("apart.xml"), report("2", text));
    Path zone =
        Files.writeString(
            folder.resolve("zone"), "_dmarc.example.org. TXT \"v=DMARC1; p=none; x=<b>hi\"\n");
    Path page = folder.resolve("page.html");
    waxseal("read", "--vouch-for-files", "--dns-zone", zone.toString(), vouched.toString());
    waxseal("read", "--dns-zone", zone.toString(), apart.toString());
    waxseal(
        "show",
        "--domain",
        "example.org",
        "--dns-zone",
        zone.toString(),
        "--html",
        page.toString());
    return page;
  }

  private void waxseal(String command, String... more) throws IOException, InterruptedException {
    List<String> all =
        new ArrayList<>(
            List.of(
                "reports",
                command,
                "--store",
                folder.resolve("reports.db").toString(),
                "--now",
                "2026-11-30T08:00:00Z"));
    all.addAll(List.of(more));
    Run run = Run.of(Run.waxseal(List.of(), all.toArray(String[]::new)), in -> {});
    assertEquals(0, run.status(), run.err());
  }

  private static String report(String id, String text) {
    String record =
        """
        <record><row><source_ip>%s</source_ip><count>%d</count><policy_evaluated>
        <disposition>%s</disposition><dkim>%s</dkim><spf>fail</spf>
        <reason><type>%s</type><comment>%s</comment></reason></policy_evaluated></row>
        <identifiers><header_from>%s</header_from></identifiers><auth_results>
        <dkim><domain>%s</domain><selector>%s</selector><result>%s</result></dkim>
        <spf><domain>%s</domain><result>pass</result></spf></auth_results></record>
        """;
    return """
    <feedback xmlns="urn:ietf:params:xml:ns:dmarc-2.0"><version>1.0</version><report_metadata>
    <org_name>%s</org_name><email>%s</email><extra_contact_info>%s</extra_contact_info>
    <report_id>%s%s</report_id>
    <date_range><begin>1795910400</begin><end>1795996799</end></date_range><error>%s</error>
    </report_metadata><policy_published><domain>example.org</domain><p>none</p></policy_published>
    """
            .formatted(text, text, text, text, id, text)
        + record.formatted(
            "192.0.2.1", 5, "none", "pass", "other", text, "example.org", text, text, "pass", text)
        + record.formatted(text, 3, "reject", "fail", text, text, text, text, text, "pass", text)
        + record.formatted(
            "192.0.2.9", 2, "none", "fail", "mailing_list", text, text, text, text, "fail", text)
        + "</feedback>";
  }
}
