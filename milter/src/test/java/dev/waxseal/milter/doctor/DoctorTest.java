package dev.waxseal.milter.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waxseal.dkim.SigningKey;
import dev.waxseal.dkim.signature.SigningAlgorithm;
import dev.waxseal.dns.Dns;
import dev.waxseal.milter.config.Configuration;
import dev.waxseal.milter.config.ConfigurationException;
import dev.waxseal.milter.doctor.DoctorFinding.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A right installation has no finding; each thing that is done wrong has one. */
class DoctorTest {

  private static final String LISTEN =
      """
      [[listen]]
      socket = "inet:127.0.0.1:8892"
      role = { SEAL = "seal", submission = "sign" }
      [seal]
      authserv-id = "lists.example.org"
      domain = "lists.example.org"
      keys = [ { selector = "s1", file = "s1.pem" } ]
      trusted-ids = ["mx.example.org"]
      [[sign.domain]]
      name = "example.org"
      keys = [ { selector = "r1", file = "s1.pem" } ]
      """;

  /** As the guide has it. */
  private static final String MAIN =
      """
      default_process_limit = 100
      milter_default_action = tempfail
      milter_protocol = 6
      queue_directory = /var/spool/postfix
      smtp_body_checks =
      smtp_generic_maps =
      smtp_header_checks =
      smtp_line_length_limit = 998
      smtpd_client_restrictions = permit_mynetworks, check_client_access inline:{192.0.2.1=OK}, reject
      smtpd_milters =
      """;

  private static final String SEALING =
      "127.0.0.1:2526 inet n - n - - smtpd"
          + " -o smtpd_milters={inet:127.0.0.1:8892,default_action=tempfail,command_timeout=10s}"
          + " -o milter_macro_daemon_name=SEAL\n";

  private static final String MASTER =
      """
      smtp       inet  n       -       y       -       -       smtpd
      submission inet  n       -       y       -       -       smtpd
        -o smtpd_milters=inet:127.0.0.1:8892 -o milter_macro_daemon_name=submission
        -o smtpd_client_restrictions= -o smtpd_relay_restrictions=permit_sasl_authenticated,reject
      pickup     unix  n       -       y       60      1       pickup
      smtp       unix  -       -       y       -       -       smtp
      127.0.0.1:2528 inet n - n - - smtpd -o content_filter=normal:[127.0.0.1]:2526
      normal unix - - n - - smtp -o smtp_discard_ehlo_keywords=8bitmime,smtputf8
      """
          + SEALING;

  private static final String MAILMAN =
      """
      # Mailman
      [mailman]
      site_owner: postmaster@example.org
      [mta]
      smtp_host: 127.0.0.1
      smtp_port: 2528
      remove_dkim_headers: no
      [ARC]
      enabled: no
      """;

  private final SigningKey.Generated key = SigningKey.generate(SigningAlgorithm.RSA_SHA256);
  private final Path file;

  DoctorTest(@TempDir Path folder) throws IOException {
    this.file = folder.resolve("milter.toml");
    Path pem = Files.writeString(folder.resolve("s1.pem"), key.pem());
    Files.setPosixFilePermissions(pem, PosixFilePermissions.fromString("rw-------"));
  }

  private String zone() {
    return zone("s1._domainkey.lists.example.org", key) + zone("r1._domainkey.example.org", key);
  }

  private static String zone(String name, SigningKey.Generated key) {
    return name
        + ". 60 IN TXT "
        + key.key().keyRecord().orElseThrow().replaceAll("(.{1,200})", "\"$1\" ")
        + "\n";
  }

  private List<DoctorFinding> findings(String toml, String postconf, String mailman, String zone)
      throws IOException, ConfigurationException {
    Files.writeString(file, toml);
    return new Doctor(
            Configuration.read(file),
            Optional.of(PostfixConfiguration.read(postconf)),
            Optional.empty(),
            Optional.of(MailmanConfiguration.read(mailman)),
            Dns.zone(zone),
            Optional.empty())
        .examine();
  }

  private void assertFound(Severity severity, String words, List<DoctorFinding> findings) {
    assertEquals(1, findings.size(), findings::toString);
    DoctorFinding finding = findings.get(0);
    assertEquals(severity, finding.severity(), finding::toString);
    assertTrue((finding.problem() + " / " + finding.remedy()).contains(words), finding::toString);
  }

  @Test
  void aRightInstallationHasNoFinding() throws Exception {
    assertEquals(List.of(), findings(LISTEN, MAIN + MASTER, MAILMAN, zone()));
  }

  /** A table may name thousands of domains; DNS is asked for the keys of some. */
  @Test
  void dnsIsNotAskedForAllKeysOfATable() throws Exception {
    StringBuilder table = new StringBuilder();
    StringBuilder zone = new StringBuilder(zone());
    for (int i = 0; i < 103; i++) {
      table.append("*@d" + i + ".example r1 s1.pem\n");
      zone.append(i < 100 ? zone("r1._domainkey.d" + i + ".example", key) : "");
    }
    Files.writeString(file.resolveSibling("domains.table"), table);
    String toml =
        LISTEN.substring(0, LISTEN.indexOf("[[sign.domain]]"))
            + "[sign]\ntable = \"domains.table\"\n";
    assertFound(
        Severity.WARNING,
        "DNS was asked for the first 100 keys of [sign]; 3 more were not looked up",
        findings(toml, MAIN + MASTER, MAILMAN, zone.toString()));
  }

  @Test
  void whatIsNotKnownIsNotAFinding() throws Exception {
    Files.writeString(file, LISTEN);
    Doctor doctor =
        new Doctor(
            Configuration.read(file),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Dns.zone(zone()),
            Optional.empty());
    assertEquals(List.of(), doctor.examine());
    assertEquals(List.of(), findings(LISTEN, "", "", zone()));
    assertFound(
        Severity.ERROR,
        "Mailman submits to localhost:25, where Postfix has no service",
        findings(LISTEN, MASTER.replace("smtp       inet", "#"), "", zone()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "smtp_generic_maps =|smtp_generic_maps = hash:/etc/postfix/generic|ERROR|smtp_generic_maps",
        "smtp_header_checks =|smtp_header_checks = regexp:/x|WARNING|smtp_header_checks = regexp:/x",
        "smtp_body_checks =|smtp_body_checks = regexp:/x|WARNING|smtp_body_checks",
        "smtp_line_length_limit = 998|smtp_line_length_limit = 990|ERROR|smtp_line_length_limit = 990",
        "milter_protocol = 6|milter_protocol = 2|ERROR|milter_protocol = 6",
        "permit_mynetworks, check_client_access inline:{192.0.2.1=OK}, reject|permit|WARNING|mx.example.org",
      })
  void whatMainCfHasWrongIsFound(String right, String wrong, Severity severity, String words)
      throws Exception {
    String main = MAIN.replace(right, wrong);
    assertFound(severity, words, findings(LISTEN, main + MASTER, MAILMAN, zone()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "default_action=tempfail,|default_action=accept,|WARNING|without a seal",
        "command_timeout=10s}|command_timeout=10s},inet:127.0.0.1:9999|WARNING|another milter",
        "-o milter_macro_daemon_name=SEAL|-o receive_override_options=no_milters -o milter_macro_daemon_name=SEAL|ERROR|no_milters",
        "8bitmime,smtputf8|8bitmime|WARNING|normal: -o smtp_discard_ehlo_keywords=8bitmime,smtputf8",
      })
  void whatMasterCfHasWrongIsFound(String right, String wrong, Severity severity, String words)
      throws Exception {
    String master = MASTER.replace(right, wrong);
    assertFound(severity, words, findings(LISTEN, MAIN + master, MAILMAN, zone()));
  }

  @Test
  void aSealForEverybodyIsFound() throws Exception {
    String main = MAIN.replace(", reject", "");
    String master =
        MASTER.replace("127.0.0.1:2526 inet", "2526 inet").replace("smtp       inet", "#");
    assertFound(
        Severity.WARNING,
        "127.0.0.1:2526 in place of 2526",
        findings(LISTEN, main + master, MAILMAN, zone()));
  }

  @Test
  void mailThatIsNotSealedIsFound() throws Exception {
    String without = MASTER.replace(SEALING, "127.0.0.1:2526 inet n - n - - smtpd\n");
    List<DoctorFinding> findings = findings(LISTEN, MAIN + without, MAILMAN, zone());
    assertEquals(2, findings.size(), findings::toString);
    assertTrue(findings.get(0).problem().contains("no service of master.cf"), findings::toString);
    assertTrue(
        findings.get(1).problem().contains("127.0.0.1:2528 is not sealed"), findings::toString);
    assertFound(
        Severity.ERROR,
        "localhost:25 is not sealed",
        findings(
            LISTEN,
            MAIN + MASTER,
            MAILMAN.replace("smtp_host: 127.0.0.1", "").replace("smtp_port: 2528", ""),
            zone()));
    assertFound(
        Severity.WARNING,
        "normalising hop",
        findings(LISTEN, MAIN + MASTER, MAILMAN.replace("2528", "2526"), zone()));
  }

  @Test
  void aNameWithoutARoleIsFound() throws Exception {
    String toml = LISTEN.replace("\"*\" = \"verify\"", "submission = \"sign\"");
    String master = MASTER.replace("daemon_name=SEAL", "daemon_name=Seal");
    List<DoctorFinding> findings = findings(toml, MAIN + master, "", zone());
    assertTrue(findings.get(0).problem().contains("under the name \"Seal\""), findings::toString);
  }

  @ParameterizedTest
  @ValueSource(strings = {"enabled: yes", "enabled = True", "Enabled:1"})
  void mailmansOwnArcIsFound(String line) throws Exception {
    String mailman = MAILMAN.replace("enabled: no", line);
    assertFound(
        Severity.ERROR, "[ARC] enabled: no", findings(LISTEN, MAIN + MASTER, mailman, zone()));
  }

  @Test
  void deletedResultsAreFound() throws Exception {
    String mailman = MAILMAN.replace("remove_dkim_headers: no", "remove_dkim_headers: yes");
    assertFound(
        Severity.ERROR,
        "remove_dkim_headers: no",
        findings(LISTEN, MAIN + MASTER, mailman, zone()));
  }

  @Test
  void keysThatDoNotMatchTheirRecordsAreFound() throws Exception {
    String one = zone("r1._domainkey.example.org", key);
    assertFound(
        Severity.ERROR,
        "s1._domainkey.lists.example.org. IN TXT ( \"v=DKIM1; k=rsa; p=",
        findings(LISTEN, MAIN + MASTER, MAILMAN, one));
    assertFound(
        Severity.ERROR,
        "belongs to another key",
        findings(
            LISTEN,
            MAIN + MASTER,
            MAILMAN,
            one
                + zone(
                    "s1._domainkey.lists.example.org",
                    SigningKey.generate(SigningAlgorithm.RSA_SHA256))));
    assertFound(
        Severity.WARNING,
        "t=y",
        findings(LISTEN, MAIN + MASTER, MAILMAN, zone().replaceFirst("DKIM1;", "DKIM1; t=y;")));
    assertFound(
        Severity.ERROR,
        "is not usable",
        findings(
            LISTEN,
            MAIN + MASTER,
            MAILMAN,
            one + "s1._domainkey.lists.example.org. 60 IN TXT \"v=DKIM1; p=\"\n"));
  }

  @Test
  void theKeyOfAnMxThatSealsIsTried() throws Exception {
    String sealing =
        LISTEN
            + """
            [verify]
            authserv-id = "mx.example.org"
            [verify.seal]
            domain = "mx.example.org"
            keys = [ { selector = "m1", file = "s1.pem" } ]
            """;
    assertFound(
        Severity.ERROR,
        "no record at m1._domainkey.mx.example.org",
        findings(sealing, MAIN + MASTER, MAILMAN, zone()));
    String published = zone() + zone("m1._domainkey.mx.example.org", key);
    assertEquals(List.of(), findings(sealing, MAIN + MASTER, MAILMAN, published));
  }

  /** Parameters of parameters, braces, folded lines, Unix sockets from the queue directory. */
  @Test
  void postfixIsReadAsItMeansIt() throws Exception {
    String toml = LISTEN.replace("inet:127.0.0.1:8892", "unix:/var/spool/postfix/run/w.sock");
    String main =
        MAIN
            + """
            waxseal = { unix:run/w.sock, default_action = tempfail }
            the_name = SE${rest}
            rest = AL
            """;
    String master =
        MASTER
            .replace(
                SEALING,
                """
            127.0.0.1:2526 inet n - n - - smtpd
                -o smtpd_milters=$waxseal
                -o { milter_macro_daemon_name = $the_name }
            """)
            .replace("=inet:127.0.0.1:8892 ", "=$waxseal ");
    assertEquals(List.of(), findings(toml, main + master, MAILMAN, zone()));
  }

  private static final String ONE_PORT =
      """
      [[listen]]
      socket = "inet:127.0.0.1:8891"
      role = "verify-or-sign"
      [verify]
      authserv-id = "mx.example.org"
      [[sign.domain]]
      name = "example.org"
      keys = [ { selector = "r1", file = "s1.pem" } ]
      """;

  private static final String ONE_SERVICE =
      """
      smtp inet n - y - - smtpd -o smtpd_client_restrictions=
        -o smtpd_milters={inet:127.0.0.1:8891,default_action=tempfail,command_timeout=10s}
      """;

  private List<DoctorFinding> onePort(String main, String master) throws Exception {
    Files.writeString(file, ONE_PORT);
    return new Doctor(
            Configuration.read(file),
            Optional.of(PostfixConfiguration.read(MAIN + main + master)),
            Optional.empty(),
            Optional.empty(),
            Dns.zone(zone()),
            Optional.empty())
        .examine();
  }

  @Test
  void aPortThatVerifiesOrSigns() throws Exception {
    assertEquals(List.of(), onePort("smtpd_sasl_auth_enable = yes\n", ONE_SERVICE));
    assertFound(
        Severity.ERROR,
        "nobody can log in at smtp, so nothing is signed there",
        onePort("smtpd_sasl_auth_enable = no\n", ONE_SERVICE));
    assertFound(
        Severity.ERROR,
        "no service of master.cf asks the milter that verifies or signs",
        onePort("", "smtp inet n - y - - smtpd\n"));
    assertFound(
        Severity.ERROR,
        "milter_mail_macros does not contain {auth_authen}",
        onePort("milter_mail_macros = i {mail_addr}\n", ONE_SERVICE));
    assertFound(
        Severity.WARNING,
        "forged Authentication-Results get in through smtp",
        onePort("", ONE_SERVICE.replace("=tempfail", "=accept")));
    assertFound(
        Severity.ERROR,
        "is verified as if this machine had sent it",
        onePort("", ONE_SERVICE + ONE_SERVICE.replace("smtp inet", "127.0.0.1:10025 inet")));
    assertFound(
        Severity.ERROR,
        "non_smtpd_milters has inet:127.0.0.1:8891: mail from programs on this machine is judged",
        onePort("non_smtpd_milters = inet:127.0.0.1:8891\n", ONE_SERVICE));
  }
}
