package dev.waxseal.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waxseal.cli.terminal.ExitStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code waxseal reports ready}, and the readiness on the page of {@code reports show}. */
class ReportsReadyCommandTest {

  private static final String NOW = "2026-11-30T08:00:00Z";
  private static final String SERVICE =
      "<dkim><domain>shop.example</domain><selector>x</selector><result>pass</result></dkim>";
  private static final String BROKEN =
      "<dkim><domain>example.org</domain><selector>s1</selector><result>fail</result></dkim>";
  private static final String SEALED =
      "<reason><type>local_policy</type><comment>arc=pass as[1].d=example.org</comment></reason>";

  private final Path folder;
  private final ReportDays days;

  ReportsReadyCommandTest(@TempDir Path folder) {
    this.folder = folder;
    this.days = new ReportDays(folder.resolve("files"));
  }

  private Path zone(String dmarc) throws IOException {
    return Files.writeString(
        folder.resolve("zone"),
        (dmarc.isEmpty() ? "" : "_dmarc.example.org. TXT \"" + dmarc + "\"\n")
            + "mx.example.org. A 192.0.2.25\nlists.example.org. A 192.0.2.26\n"
            + "7.113.0.203.in-addr.arpa. PTR fwd.example.net.\n");
  }

  private void read() {
    CliRun.of(
            "reports",
            "read",
            "--vouch-for-files",
            "--store",
            store(),
            "--now",
            NOW,
            "--dns-zone",
            folder.resolve("zone"),
            days.folder())
        .ended(ExitStatus.OK);
  }

  private Path store() {
    return folder.resolve("reports.db");
  }

  private CliRun ready(Object... more) {
    List<Object> all =
        new ArrayList<>(
            List.of("reports", "ready", "--store", store(), "--domain", "example.org", "--now"));
    all.addAll(List.of(NOW, "--dns-zone", folder.resolve("zone")));
    all.addAll(List.of(more));
    return CliRun.of(all.toArray());
  }

  @Test
  void readyForQuarantineAndNotForReject() throws IOException {
    zone("v=DMARC1; p=none; rua=mailto:d@example.org");
    days.add("2026-10-20", 40, "none", ReportDays.passing(20));
    read();
    CliRun run = ready("--own", "mx.example.org").ended(ExitStatus.NO);
    List<String> lines = run.out().lines().toList();
    assertEquals("example.org: ready for quarantine, not yet for reject", lines.get(0));
    assertTrue(lines.get(1).startsWith("  RFC 9989 section 7.4:"), run::out);
    assertTrue(run.out().contains("too few messages to see one loss in a thousand"), run::out);
    assertTrue(
        run.out()
            .contains(
                "_dmarc.example.org. IN TXT \"v=DMARC1; p=quarantine; np=reject; t=y;"
                    + " rua=mailto:d@example.org\""),
        run::out);
    ready("--own", "mx.example.org", "--for", "quarantine").ended(ExitStatus.OK);
  }

  @Test
  void jsonSaysWhatStandsInTheWay() throws IOException {
    zone("v=DMARC1; p=none; rua=mailto:d@example.org");
    days.add(
        "2026-10-20",
        40,
        "none",
        ReportDays.passing(20),
        ReportDays.failing("203.0.113.9", 2, "none", "", SERVICE),
        ReportDays.failing("203.0.113.7", 1, "none", "", BROKEN),
        ReportDays.failing("192.0.2.26", 3, "none", SEALED, BROKEN));
    read();
    Json answer =
        ready("--json", "--own", "192.0.2.25", "--list", "lists.example.org,sealing")
            .ended(ExitStatus.NO)
            .json()
            .get(0);
    assertEquals("not-yet", answer.at("verdict").toString());
    assertEquals("false", answer.at("ready").toString());
    assertEquals("[unknown-service, lost-above-quarantine]", ids(answer, 2));
    assertEquals("2232", answer.at("wanted").at("messages").toString());
    assertEquals("279", answer.at("wanted").at("rescued").toString());
    assertEquals("93", answer.at("wanted").at("lost").toString());
    assertEquals("4.17", answer.at("wanted").at("lostPercent").toString());
    assertEquals("fwd.example.net", answer.at("sources").at(2).at("name").toString());
    assertEquals("shop.example", answer.at("mend").at(0).at("name").toString());
    assertEquals("2026-11-30", answer.at("thresholds").at("date").toString());

    Json forged = ready("--json", "--own", "192.0.2.25", "--forged", "shop.example").json().get(0);
    assertEquals("186", forged.at("forged").toString());
  }

  private static String ids(Json answer, int first) {
    return answer.at("blocks").elements().subList(0, first).stream()
        .map(block -> block.at("id").toString())
        .toList()
        .toString();
  }

  @Test
  void aReceiverCanBeLeftOut() throws IOException {
    zone("v=DMARC1; p=none; rua=mailto:d@example.org");
    days.add("2026-10-20", 40, "none", ReportDays.passing(20));
    read();
    Json answer =
        ready("--json", "--own", "192.0.2.25", "--without-receiver", "alpha.example").json().get(0);
    assertEquals(2, answer.at("reporters").elements().size());
    assertEquals("40", answer.at("reports").at("apart").toString());
    assertEquals("too-few-reporters", answer.at("blocks").at(0).at("id").toString());
  }

  @Test
  void thePolicyOfEarlierDaysIsThatOfTheReports() throws IOException {
    zone("v=DMARC1; p=quarantine; rua=mailto:d@example.org");
    days.add("2026-09-20", 32, "none", ReportDays.passing(40));
    days.add("2026-10-22", 38, "quarantine", ReportDays.passing(40));
    read();
    Json answer =
        ready("--json", "--own", "192.0.2.25", "--users-informed")
            .ended(ExitStatus.OK)
            .json()
            .get(0);
    assertEquals("32", answer.at("daysAt").at("none").toString());
    assertEquals("38", answer.at("daysAt").at("quarantine").toString());
    assertEquals("ready-for-reject", answer.at("verdict").toString());
    assertEquals(
        "v=DMARC1; p=reject; np=reject; t=y; rua=mailto:d@example.org",
        answer.at("publish").toString());
  }

  @Test
  void nothingReportedIsNotYet() throws IOException {
    zone("");
    days.add("2026-11-20", 1, "none", ReportDays.passing(1));
    read();
    CliRun run =
        CliRun.of(
                "reports",
                "ready",
                "--store",
                store(),
                "--domain",
                "example.net",
                "--dns-zone",
                folder.resolve("zone"),
                "--now",
                NOW)
            .ended(ExitStatus.NO);
    assertTrue(run.out().startsWith("example.net: not yet ready"), run::out);
    assertTrue(run.out().contains("v=DMARC1; p=none; rua=mailto:postmaster@example.net"), run::out);
  }

  @Test
  void oneClearSentenceForEachMistake() throws IOException {
    zone("");
    assertProblem("no such store", ExitStatus.NO_INPUT, "--domain", "example.org");
    days.add("2026-11-20", 1, "none", ReportDays.passing(1));
    read();
    assertProblem("--for takes reject", ExitStatus.USAGE, "--domain", "a.example", "--for", "none");
    assertProblem("no domain", ExitStatus.USAGE, "--domain", "a b");
    assertProblem("not '1.2.3/99'", ExitStatus.USAGE, "--domain", "a.example", "--own", "1.2.3/99");
    assertProblem(
        "DNS has no address of", ExitStatus.USAGE, "--domain", "a.example", "--own", "x.example");
    assertProblem("',seals'", ExitStatus.USAGE, "--domain", "a.example", "--list", "1.2.3.4,seals");
  }

  private void assertProblem(String sentence, ExitStatus status, Object... more) {
    List<Object> all = new ArrayList<>(List.of("reports", "ready", "--store", store(), "--now"));
    all.addAll(List.of(NOW, "--dns-zone", folder.resolve("zone")));
    all.addAll(List.of(more));
    CliRun run = CliRun.of(all.toArray()).ended(status);
    assertTrue(run.err().contains(sentence), run::err);
    assertFalse(run.err().contains("Exception"), run::err);
  }

  @Test
  void thePageHasItOnTop() throws IOException {
    zone("v=DMARC1; p=none; rua=mailto:d@example.org");
    days.add(
        "2026-10-20",
        40,
        "none",
        ReportDays.passing(20),
        ReportDays.failing("192.0.2.26", 3, "none", SEALED, BROKEN));
    read();
    Path page = folder.resolve("page.html");
    show(page, "--own", "mx.example.org", "--list", "lists.example.org,sealing")
        .ended(ExitStatus.OK);
    String html = Files.readString(page);
    assertTrue(
        html.indexOf("ready for quarantine, not yet for reject") < html.indexOf("Mail by day"));
    assertTrue(html.contains("mx.example.org (own)"), html);
    assertTrue(html.contains("lists.example.org (list)"), html);
    assertTrue(html.contains("360 of 360 failing messages"), html);
    assertTrue(html.contains("default-src &#x27;none&#x27;"), html);
    assertFalse(html.contains("<script"), html);

    Path other = Files.writeString(folder.resolve("other.html"), "mine");
    show(other).ended(ExitStatus.CANNOT_CREATE);
    assertEquals("mine", Files.readString(other));
  }

  private CliRun show(Path page, Object... more) {
    List<Object> all =
        new ArrayList<>(
            List.of("reports", "show", "--store", store(), "--domain", "example.org", "--now"));
    all.addAll(List.of(NOW, "--dns-zone", folder.resolve("zone"), "--html", page));
    all.addAll(List.of(more));
    return CliRun.of(all.toArray());
  }
}
