package differential;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waxseal.inbound.InboundReport;
import dev.waxseal.mime.HeaderField;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What programs read behind Waxseal takes out of its Authentication-Results (RFC 8601). */
final class ResultsReadersTest {

  private static final String OPENDMARC = "/usr/sbin/opendmarc";
  private static final String SPAMASSASSIN = "/usr/bin/spamassassin";

  /** It reads nothing of a field that is longer than some 850 octets. */
  @Test
  void openDmarcReadsAllResults() throws Exception {
    Installation.require(
        "OpenDMARC",
        Files.exists(Path.of(OPENDMARC)) ? Optional.empty() : Optional.of("opendmarc"));
    for (int broken : new int[] {0, 3, 9}) {
      InboundReport report = Judged.message(broken);
      List<String> read = readByOpenDmarc(report.fields());
      String pass = "dkim " + Keys.DOMAIN + " rsa 0";
      assertTrue(read.contains(pass), broken + " broken signatures: " + read);
      assertTrue(read.contains("spf 0"), broken + " broken signatures: " + read);
      long signatures = read.stream().filter(line -> line.startsWith("dkim ")).count();
      assertEquals(broken + 1, signatures, read::toString);
    }
    InboundReport many = Judged.message(9);
    assertTrue(many.fields().size() > 1, "it is divided");
    List<String> undivided = readByOpenDmarc(List.of(many.authenticationResults().field()));
    assertTrue(
        undivided.stream().noneMatch(line -> line.startsWith("dkim ")),
        "OpenDMARC reads long fields now; they need not be divided for it: " + undivided);
  }

  /** The lines of its history, which needs no answer of DNS. */
  private static List<String> readByOpenDmarc(List<HeaderField> fields) throws Exception {
    Workspace workspace = new Workspace();
    Path history = workspace.file("history");
    Files.createFile(history);
    List<String> settings =
        List.of(
            "Socket local:" + workspace.file("socket"),
            "AuthservID opendmarc.example.net",
            "TrustedAuthservIDs " + Judged.SERVICE,
            "HistoryFile " + history,
            "RecordAllMessages true");
    try (FilterDaemon daemon =
            new FilterDaemon(workspace, List.of(OPENDMARC, "-f", "-c"), settings);
        MilterClient client = new MilterClient(daemon.socket(), Judged.CLIENT)) {
      client.pass(Judged.delivered(fields));
      return Files.readAllLines(history);
    }
  }

  /** It drops a field as a whole in which a local part is quoted. */
  @Test
  void spamAssassinReadsAllResults() throws Exception {
    Installation.require(
        "SpamAssassin",
        Files.exists(Path.of(SPAMASSASSIN)) ? Optional.empty() : Optional.of("spamassassin"));
    for (int broken : new int[] {0, 3, 9}) {
      InboundReport report = Judged.message(broken);
      String log = loggedBySpamAssassin(report.fields());
      assertTrue(
          log.contains("authres: results: arc=none dkim=pass dmarc=pass spf=pass"),
          broken + " broken signatures: " + log);
      assertTrue(!log.contains("skipping header"), log);
    }
  }

  private static String loggedBySpamAssassin(List<HeaderField> fields) throws Exception {
    try (Workspace workspace = new Workspace()) {
      Path rules = workspace.file("rules.cf");
      Files.write(
          rules,
          List.of(
              "loadplugin Mail::SpamAssassin::Plugin::Check",
              "loadplugin Mail::SpamAssassin::Plugin::AuthRes",
              "util_rb_tld com net",
              "use_bayes 0",
              "header DKIM_PASSED eval:check_authres_result('dkim', 'pass')",
              "authres_networks all",
              "authres_trusted_authserv " + Judged.SERVICE),
          UTF_8);
      return Command.run(
          List.of(
              SPAMASSASSIN,
              "--nocreate-prefs",
              "--local",
              "--test-mode",
              "--debug=authres",
              "--configpath=" + workspace.directory(),
              "--siteconfigpath=" + workspace.directory()),
          Judged.delivered(fields));
    }
  }
}
