package dev.waxseal.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waxseal.cli.terminal.ExitStatus;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code waxseal reports read} and {@code show}. */
class ReportsReadTest {

  private static final long BEGIN = 1793577600;
  private static final int MANY = 60_000;

  @TempDir private Path folder;
  private Path store = Path.of("");
  private Path zone = Path.of("");

  @BeforeEach
  void prepare() throws IOException {
    store = folder.resolve("reports.db");
    zone =
        Files.writeString(
            folder.resolve("empty.zone"),
            "$ORIGIN example.\n@ 3600 IN SOA ns.example. hostmaster.example. 1 1 1 1 1\n");
  }

  @Test
  void readsAndShows() throws IOException {
    Path file = Files.writeString(folder.resolve("r.xml"), xml("r1", 3));
    CliRun run = read("--vouch-for-files", file).ended(ExitStatus.OK);
    assertTrue(run.out().contains("1 new report"), run.out());
    CliRun shown = CliRun.of("reports", "show", "--store", store).ended(ExitStatus.OK);
    assertTrue(shown.out().contains("sailmakers.example"), shown.out());
    assertTrue(shown.out().contains("6 messages, 100.0% pass DMARC"), shown.out());
    assertEquals(4, CliRun.of("reports", "show", "--store", store, "--csv").out().lines().count());
    CliRun other = CliRun.of("reports", "show", "--store", store, "--domain", "other.example");
    assertEquals("There is no report.\n", other.out());
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(store)));
  }

  @Test
  void whatNobodyVouchesForStandsApartUntilTheUserDoes() throws IOException {
    Path file = Files.writeString(folder.resolve("r.xml"), xml("r1", 3));
    read(file).ended(ExitStatus.OK);
    CliRun apart = CliRun.of("reports", "show", "--store", store);
    assertTrue(apart.out().startsWith("Apart"), apart.out());
    CliRun again = read("--vouch-for-files", file).ended(ExitStatus.OK);
    assertTrue(again.out().contains("vouched for now"), again.out());
    assertTrue(CliRun.of("reports", "show", "--store", store).out().contains("6 messages"));
  }

  @Test
  void duplicatesAreToldAndCountOnce() throws IOException {
    Path folderOfReports = Files.createDirectory(folder.resolve("weeks"));
    for (int week = 0; week < 5; week++) {
      ByteArrayOutputStream octets = new ByteArrayOutputStream();
      try (GZIPOutputStream gzip = new GZIPOutputStream(octets)) {
        gzip.write((xml("r1", 3) + "\n".repeat(week)).getBytes(StandardCharsets.UTF_8));
      }
      Files.write(folderOfReports.resolve("r" + week + ".xml.gz"), octets.toByteArray());
    }
    CliRun run = read("--vouch-for-files", folderOfReports).ended(ExitStatus.OK);
    assertTrue(run.out().contains("1 new report\n"), run.out());
    assertTrue(run.out().contains("4 duplicates"), run.out());
    assertTrue(CliRun.of("reports", "show", "--store", store).out().contains("6 messages"));
  }

  @Test
  void whatCannotBeReadDoesNotStopTheOthers() throws IOException {
    Path bad = Files.writeString(folder.resolve("bad.xml"), "<feedback><");
    Path good = Files.writeString(folder.resolve("good.xml"), xml("r1", 1));
    CliRun run = read(bad, folder.resolve("none.xml"), good).ended(ExitStatus.NO_INPUT);
    assertTrue(run.err().contains("bad.xml: "), run.err());
    assertTrue(run.err().contains("no such file"), run.err());
    assertTrue(run.out().contains("1 new report"), run.out());
    read(bad).ended(ExitStatus.BAD_DATA);
    List<Json> json = read("--json", good, bad).json();
    assertEquals("duplicate", json.get(0).at("outcome").toString());
    assertEquals("refused", json.get(1).at("outcome").toString());
  }

  @Test
  void aStoreThatCannotBeUsedIsToldInOneLine() throws IOException, SQLException {
    Path file = Files.writeString(folder.resolve("r.xml"), xml("r1", 1));
    Files.writeString(store, "this is not a database, but a text that is long enough");
    assertStore(file, "it is not a store of reports", ExitStatus.IO);
    Files.delete(store);
    sql("CREATE TABLE other (number INTEGER)");
    assertStore(file, "it is not a store of reports", ExitStatus.IO);
    Files.delete(store);
    read(file).ended(ExitStatus.OK);
    sql("INSERT INTO report_store (version) VALUES (99)");
    assertStore(file, "a newer version of this program made it", ExitStatus.IO);
    CliRun none = CliRun.of("reports", "show", "--store", folder.resolve("none.db"));
    none.ended(ExitStatus.NO_INPUT);
  }

  @Test
  void aLockedStoreIsToldAndKeepsWhatItHas() throws IOException, SQLException {
    Path first = Files.writeString(folder.resolve("1.xml"), xml("r1", 1));
    read(first).ended(ExitStatus.OK);
    Path second = Files.writeString(folder.resolve("2.xml"), xml("r2", 1));
    try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + store);
        Statement statement = other.createStatement()) {
      statement.execute("BEGIN EXCLUSIVE");
      assertStore(second, "another program is writing to it", ExitStatus.TEMPORARY);
    }
    assertTrue(read(second).out().contains("1 new report"));
  }

  /** A run that is killed leaves the store as it was before the report that it was writing. */
  @Test
  void aKilledRunIsTakenUpAgain() throws Exception {
    Path reports = Files.createDirectory(folder.resolve("reports"));
    Files.writeString(reports.resolve("1.xml"), xml("r1", 2));
    Files.writeString(reports.resolve("2.xml"), xml("r2", MANY));
    Path journal = folder.resolve("reports.db-journal");
    Process run =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "dev.waxseal.cli.Main",
                "reports",
                "read",
                "--vouch-for-files",
                "--dns-zone",
                zone.toString(),
                "--store",
                store.toString(),
                reports.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("out").toFile())
            .start();
    boolean written = false;
    for (int i = 0; i < 60_000 && run.isAlive() && !written; i++) {
      written = Files.exists(journal) && Files.exists(store) && Files.size(store) > 1 << 20;
      TimeUnit.MILLISECONDS.sleep(1);
    }
    run.destroyForcibly().waitFor();
    CliRun again = read("--vouch-for-files", reports).ended(ExitStatus.OK);
    assertTrue(again.out().contains("new report"), again.out());
    Json shown = CliRun.of("reports", "show", "--store", store, "--json").json().get(0);
    assertEquals("" + (2 * 2 + 2 * MANY), shown.at("domains").at(0).at("messages").toString());
    assertFalse(Files.exists(journal));
  }

  private void assertStore(Path file, String sentence, ExitStatus status) {
    CliRun run = read(file).ended(status);
    assertTrue(run.err().contains(sentence), run.err());
    assertEquals(1, run.err().lines().count(), run.err());
  }

  private CliRun read(Object... arguments) {
    Object[] all = new Object[arguments.length + 6];
    all[0] = "reports";
    all[1] = "read";
    all[2] = "--store";
    all[3] = store;
    all[4] = "--dns-zone";
    all[5] = zone;
    System.arraycopy(arguments, 0, all, 6, arguments.length);
    return CliRun.of(all);
  }

  private void sql(String statement) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + store);
        Statement made = connection.createStatement()) {
      made.execute(statement);
    }
  }

  private static String xml(String id, int records) {
    StringBuilder xml =
        new StringBuilder("<feedback><report_metadata><org_name>Harbour</org_name>");
    xml.append("<email>dmarc@harbour.example</email><report_id>").append(id);
    xml.append("</report_id><date_range><begin>").append(BEGIN).append("</begin><end>");
    xml.append(BEGIN + 86399).append("</end></date_range></report_metadata><policy_published>");
    xml.append("<domain>sailmakers.example</domain><p>none</p></policy_published>");
    for (int i = 0; i < records; i++) {
      xml.append("<record><row><source_ip>192.0.2.").append(i % 200).append("</source_ip>");
      xml.append("<count>2</count><policy_evaluated><disposition>none</disposition>");
      xml.append("<dkim>pass</dkim><spf>pass</spf></policy_evaluated></row><identifiers>");
      xml.append("<header_from>sailmakers.example</header_from></identifiers><auth_results>");
      xml.append("<dkim><domain>sailmakers.example</domain><result>pass</result></dkim>");
      xml.append("<spf><domain>sailmakers.example</domain><result>pass</result></spf>");
      xml.append("</auth_results></record>");
    }
    return xml.append("</feedback>").toString();
  }
}
