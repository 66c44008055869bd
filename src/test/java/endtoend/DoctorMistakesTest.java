package endtoend;

import static endtoend.Installation.MAILMAN;
import static endtoend.Installation.MAIN;
import static endtoend.Installation.MASTER;
import static endtoend.Installation.MILTER;
import static endtoend.Installation.ZONE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waxseal.dkim.SigningKey;
import dev.waxseal.dkim.signature.SigningAlgorithm;
import dev.waxseal.milter.config.DaemonState;
import dev.waxseal.milter.doctor.DoctorFinding;
import dev.waxseal.milter.doctor.Machine;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The configurations of the guide have no finding, and with each mistake of the table in {@code
 * milter/doctor.md} they have that one. Postfix itself reads what is configured.
 */
@EnabledIf("hasPostconf")
class DoctorMistakesTest {

  private static final Pattern ROW =
      Pattern.compile("\\| `((?!sendmail-)[a-z0-9-]+)` \\| (error|warning) \\| (.+) \\| (.+) \\|");

  private static final String VERIFYING = "inet:127.0.0.1:8891,default_action=tempfail";
  private static final String SEALING = "inet:127.0.0.1:8892,default_action=tempfail";
  private static final String SIGNING = "inet:127.0.0.1:8893,default_action=tempfail";
  private static final String HANDING = "inet:127.0.0.1:8894,default_action=tempfail";
  private static final String BEFORE = "how it looked before";
  private static final String PROVIDERS = "/opt/waxseal/providers";
  private static final String NO_FOLDER = PROVIDERS + " is not a folder";
  private static final String OPEN_FOLDER = "others may write to " + PROVIDERS;
  private static final String FILTER =
      "scan unix - - n - - smtp\n127.0.0.1:10025 inet n - n - - smtpd\n    -o content_filter=\n";

  /**
   * A mistake.
   *
   * @param id what the doctor calls it
   */
  private record Mistake(String id, Installation made, Optional<Machine> machine) {
    Mistake(String id, Installation made) {
      this(id, made, Optional.empty());
    }

    @Override
    public String toString() {
      return id;
    }
  }

  private final Path directory;

  DoctorMistakesTest(@TempDir Path directory) {
    this.directory = directory;
  }

  static boolean hasPostconf() {
    return Files.isExecutable(Path.of("/usr/sbin/postconf"));
  }

  static Stream<Installation> right() {
    return Stream.of(
        Installation.oneMachine(),
        Installation.mx(),
        Installation.listServer(),
        Installation.listServerWithoutHandover(),
        Installation.mxWithSubmission(),
        Installation.mxWithUnixSocket(),
        Installation.oneMachine()
            .with(MASTER, "127.0.0.1:2526 inet", "127.0.0.2:2526 inet")
            .with(MASTER, "127.0.0.1:2528 inet", "127.0.0.2:2528 inet")
            .with(MASTER, "[127.0.0.1]:2526", "[127.0.0.2]:2526")
            .with(MAILMAN, "127.0.0.1", "127.0.0.2"),
        Installation.oneMachine()
            .with(MASTER, "smtp inet n - y - - smtpd", "smtpd pass - - y - - smtpd")
            .and(MASTER, "smtp inet n - y - 1 postscreen\n"),
        Installation.oneMachine()
            .with(MASTER, VERIFYING, VERIFYING + ",connect_timeout=5s")
            .and(MASTER, FILTER)
            .with(
                MASTER,
                "smtpd\n    -o smtpd_milters={" + VERIFYING,
                "smtpd\n"
                    + "    -o content_filter=scan:[127.0.0.1]:10024\n    -o smtpd_milters={"
                    + VERIFYING));
  }

  @ParameterizedTest
  @MethodSource
  void right(Installation installation) throws Exception {
    assertEquals(List.of(), installation.findings(directory, Optional.of(machine("", ""))));
  }

  static Stream<Mistake> mistakes() {
    return Stream.of(asking(), placing(), handingOver(), outside(), inForce(), aroundKeys())
        .flatMap(it -> it);
  }

  /** How Postfix asks. */
  private static Stream<Mistake> asking() {
    Installation one = Installation.oneMachine();
    Installation mx = Installation.mx();
    Installation unix = Installation.mxWithUnixSocket();
    return Stream.of(
        new Mistake(
            "nobody-asks", mx.with(MASTER, "-o smtpd_milters={" + VERIFYING, "-o syslog_name={x")),
        new Mistake("nobody-asks", mx.with(MASTER, ":8891", ":8899")),
        new Mistake(
            "milter-spelling",
            mx.with(MASTER, "{inet", "{inet:127.0.0.1:8891},{inet")
                .with(MASTER, "{inet:127.0.0.1:8891,d", "{inet:8891@127.0.0.1,d")),
        new Mistake(
            "milter-spelling",
            mx.with(
                MASTER,
                "{inet:127.0.0.1:8891,default_action=tempfail,command_timeout=10s,content_timeout=15s}",
                "inet:127.0.0.1:8891,default_action=tempfail")),
        new Mistake("no-role", mx.with(MILTER, "role = \"verify\"", "role = { MX = \"verify\" }")),
        new Mistake(
            "daemon-name-macro",
            mx.with(MILTER, "role = \"verify\"", "role = { \"mail.example.org\" = \"verify\" }")
                .and(MAIN, "milter_connect_macros = j v _\n")),
        new Mistake("login-macro", one.and(MAIN, "milter_mail_macros = i {mail_addr}\n")),
        new Mistake(
            "unix-path",
            unix.with(MILTER, "/var/spool/postfix/waxseal", "/run/waxseal")
                .with(MASTER, "unix:waxseal", "unix:/run/waxseal")),
        new Mistake(
            "unix-path",
            unix.with(MASTER, "n - y - -", "n - n - -")
                .with(MASTER, "unix:waxseal", "unix:/waxseal")),
        new Mistake("milter-protocol", mx.and(MAIN, "milter_protocol = 2\n")),
        new Mistake(
            "no-milters",
            one.with(
                MASTER,
                "-o content_filter=\n",
                "-o content_filter=\n    -o receive_override_options=no_milters\n")),
        new Mistake("proxy-filter", mx.and(MASTER, "    -o smtpd_proxy_filter=127.0.0.1:10024\n")),
        new Mistake(
            "milter-maps",
            one.with(
                MASTER,
                "-o content_filter=\n",
                "-o content_filter=\n    -o smtpd_milter_maps=inline:{127.0.0.1=DISABLE}\n")),
        new Mistake(
            "default-action-mx",
            one.with(MASTER, VERIFYING, VERIFYING.replace("tempfail", "accept"))),
        new Mistake(
            "default-action-mx",
            mx.with(MASTER, VERIFYING, VERIFYING.replace("tempfail", "accept"))),
        new Mistake(
            "default-action-mx",
            one.with(MASTER, VERIFYING, "inet:127.0.0.1:8891")
                .and(MAIN, "milter_default_action = accept\n")),
        new Mistake(
            "default-action", one.with(MASTER, SEALING, SEALING.replace("tempfail", "accept"))),
        new Mistake(
            "default-action", one.with(MASTER, SIGNING, SIGNING.replace("tempfail", "accept"))),
        new Mistake(
            "default-action", mx.with(MASTER, VERIFYING, VERIFYING.replace("tempfail", "reject"))),
        new Mistake(
            "content-timeout", mx.with(MASTER, "content_timeout=15s", "content_timeout=5s")),
        new Mistake("message-size", one.and(MAIN, "message_size_limit = 209715200\n")),
        new Mistake(
            "asked-twice",
            mx.with(MASTER, "smtpd_milters=", "smtpd_milters=inet:127.0.0.1:8891,")));
  }

  /** What the list server takes from the MX. */
  private static Stream<Mistake> handingOver() {
    Installation lists = Installation.listServer();
    String milters =
        "    -o smtpd_milters={" + HANDING + ",command_timeout=10s,content_timeout=15s}\n";
    String published = Installation.txt("s1._domainkey.mx.example.org", "keys/mx-s1.pem");
    String other =
        Installation.txt(
            "s1._domainkey.mx.example.org", SigningKey.generate(SigningAlgorithm.RSA_SHA256));
    return Stream.of(
        new Mistake("nobody-asks", lists.with(MASTER, milters, "")),
        new Mistake(
            "handover-bypassed",
            lists.and(MASTER, "submission inet n - y - - smtpd\n    -o smtpd_milters=\n")),
        new Mistake("handover-inside", lists.with(MASTER, "    -o smtpd_milters=\n", milters)),
        new Mistake(
            "trusted-unchecked",
            lists.with(
                MILTER,
                "[\"handover.lists.example.org\"]",
                "[\"handover.lists.example.org\", \"mx.example.org\"]")),
        new Mistake(
            "default-action-mx",
            lists.with(MASTER, HANDING, HANDING.replace("tempfail", "accept"))),
        new Mistake("own-sealer", lists.with(ZONE, published, "")),
        new Mistake("own-sealer", lists.with(ZONE, published, other)));
  }

  /** What is done where. */
  private static Stream<Mistake> placing() {
    Installation one = Installation.oneMachine();
    Installation lists = Installation.listServerWithoutHandover();
    String open =
        "    -o { smtpd_client_restrictions = permit_mynetworks, check_client_access inline:{192.0.2.1=OK}, reject }\n";
    return Stream.of(
        new Mistake("port-25-signed", one.with(MASTER, VERIFYING, VERIFYING + "},{" + SIGNING)),
        new Mistake(
            "port-25-sealed",
            lists.with(MASTER, open, open + "    -o smtpd_milters=inet:127.0.0.1:8892\n")),
        new Mistake("sealed-for-all", one.with(MASTER, "127.0.0.1:2526 inet", "2526 inet")),
        new Mistake("submission-verified", one.with(MASTER, SIGNING, VERIFYING + "},{" + SIGNING)),
        new Mistake(
            "verified-twice",
            one.and(MASTER, FILTER + "    -o smtpd_milters={" + VERIFYING + "}\n")),
        new Mistake(
            "verified-twice",
            one.with(MASTER, "    -o smtpd_milters=\n", "")
                .and(MAIN, "smtpd_milters = { " + VERIFYING + " }\n")),
        new Mistake(
            "filter-signed",
            one.with(
                    MASTER,
                    "smtp inet n - y - - smtpd\n",
                    "smtp inet n - y - - smtpd\n    -o content_filter=scan:[127.0.0.1]:10024\n")
                .and(MASTER, FILTER + "    -o smtpd_milters={" + SIGNING + "}\n")),
        new Mistake(
            "filter-after",
            one.with(MASTER, "    -o content_filter=\n", "")
                .and(MASTER, FILTER)
                .and(MAIN, "content_filter = scan:[127.0.0.1]:10024\n")
                .with(
                    MASTER,
                    "permit_sasl_authenticated, reject }\n",
                    "permit_sasl_authenticated, reject }\n    -o content_filter=\n")),
        new Mistake(
            "milter-after",
            one.with(
                MASTER,
                SEALING + ",command_timeout=10s,content_timeout=15s}",
                SEALING + "},inet:127.0.0.1:783")),
        new Mistake("open-entrance", lists.with(MASTER, ", reject }", " }")),
        new Mistake(
            "results-of-others",
            lists.with(
                MASTER, open, "    -o smtpd_milters=inet:localhost:12301,inet:localhost:54321\n")),
        new Mistake(
            "id-not-trusted", one.with(MILTER, "trusted-ids = [\"mail.", "trusted-ids = [\"mx.")),
        new Mistake(
            "id-not-trusted",
            one.with(
                MILTER, "\"mail.example.org\", \"submission.", "\"mail.example.org\", \"mx2.")),
        new Mistake(
            "signs-for-anybody",
            one.with(MILTER, "[sign]\n", "[sign]\nsign-for-anybody = true\n")
                .with(MASTER, "permit_sasl_authenticated, reject", "permit")),
        new Mistake("nobody-logs-in", one.with(MASTER, "    -o smtpd_sasl_auth_enable=yes\n", "")),
        new Mistake("local-mail", one.and(MAIN, "non_smtpd_milters = inet:127.0.0.1:8891\n")));
  }

  /** What comes after the milters, Mailman, and the machine. */
  private static Stream<Mistake> outside() {
    Installation one = Installation.oneMachine();
    Installation lists = Installation.listServer();
    String plugin = "[plugin.waxseal]\nclass: waxseal_mailman.Waxseal\nenabled: yes\n";
    String whole =
        plugin + "component_package: waxseal_mailman\nconfiguration: /etc/mailman3/waxseal.cfg\n";
    Installation provided =
        Installation.mx()
            .write(MILTER, "crypto-provider = \"NoSuch\"\n" + Installation.mx().text(MILTER));
    Installation unsealed =
        lists.with(MASTER, "{" + SEALING + ",command_timeout=10s,content_timeout=15s}", "");
    return Stream.of(
        new Mistake(
            "generic-maps",
            one.and(MAIN, "smtp_generic_maps = inline:{a@b.example=c@d.example}\n")),
        new Mistake("smtp-checks", one.and(MAIN, "smtp_header_checks = pcre:/etc/postfix/out\n")),
        new Mistake(
            "milter-header-checks",
            one.and(MAIN, "milter_header_checks = pcre:/etc/postfix/milter\n")),
        new Mistake("line-length", one.and(MAIN, "smtp_line_length_limit = 990\n")),
        new Mistake("mailman-arc", one.with(MAILMAN, "enabled: no", "enabled: yes")),
        new Mistake("remove-dkim-headers", one.with(MAILMAN, "headers: no", "headers: yes")),
        new Mistake("mailman-port", lists.with(MAILMAN, "2528", "2529")),
        new Mistake("list-not-sealed", one.with(MAILMAN, "2528", "25")),
        new Mistake(
            "list-signed", one.with(MASTER, "{" + SEALING, "{" + SIGNING + "},{" + SEALING)),
        new Mistake("no-normalising-hop", lists.with(MAILMAN, "2528", "2526")),
        new Mistake("hop-keeps-8bit", one.with(MASTER, "8bitmime,smtputf8", "8bitmime")),
        new Mistake(
            "plugin-package",
            unsealed.and(MAILMAN, plugin + "configuration: /etc/mailman3/waxseal.cfg\n")),
        new Mistake(
            "plugin-configuration",
            unsealed.and(MAILMAN, plugin + "component_package: waxseal_mailman\n")),
        new Mistake("sealed-twice", lists.and(MAILMAN, whole)),
        new Mistake("no-daemon", Installation.mx(), Optional.of(machine("Connection refused", ""))),
        new Mistake(
            "socket-rights",
            Installation.mxWithUnixSocket(),
            Optional.of(machine("", "rw-rw---- waxseal:waxseal"))),
        new Mistake(
            "history-rights",
            Installation.mx().and(MILTER, "[history]\nfolder = \"/nowhere/history\"\n"),
            Optional.of(machine("", "rwxr-xr-x root:root"))),
        new Mistake("crypto-provider", provided, Optional.of(providing(NO_FOLDER))),
        new Mistake("crypto-provider", provided, Optional.of(providing(OPEN_FOLDER))),
        new Mistake("crypto-provider", provided, Optional.of(providing(""))));
  }

  /** What the daemon says that it has. */
  private static Stream<Mistake> inForce() {
    Installation lists = Installation.listServer();
    Optional<Machine> machine = Optional.of(machine("", ""));
    return Stream.of(
        new Mistake(
            "not-in-force", lists.saying(it -> stating(it, BEFORE, it.keys(), false)), machine),
        new Mistake("refused", lists.saying(it -> stating(it, BEFORE, it.keys(), true)), machine),
        new Mistake(
            "key-not-in-force", lists.saying(it -> stating(it, "", List.of(), false)), machine));
  }

  private static DaemonState stating(
      DaemonState right, String stamp, List<DaemonState.Key> keys, boolean refused) {
    Map<Path, String> files = Map.of(right.configuration(), stamp);
    List<String> reasons = List.of("milter.toml:4: this is not a socket");
    return new DaemonState(
        right.version(),
        right.pid(),
        right.configuration(),
        right.since(),
        stamp.isEmpty() ? right.files() : files,
        right.sockets(),
        keys,
        Optional.of(new DaemonState.Refusal(right.since(), reasons, right.files()))
            .filter(it -> refused));
  }

  private static Stream<Mistake> aroundKeys() {
    Installation lists = Installation.listServerWithoutHandover();
    String record =
        lists.text(ZONE).lines().filter(it -> it.startsWith("s1.")).findFirst().orElseThrow()
            + "\n";
    String other =
        Installation.txt(
            "s1._domainkey.lists.example.org", SigningKey.generate(SigningAlgorithm.RSA_SHA256));
    String sealer =
        "own-sealers = [ { domain = \"mx.example.org\", selector = \"m1\", file = \"keys/rsa26.pem\" } ]\n";
    String published =
        Installation.txt(
            "m1._domainkey.mx.example.org", SigningKey.generate(SigningAlgorithm.ED25519_SHA256));
    return Stream.of(
        new Mistake("no-record", lists.with(ZONE, record, "")),
        new Mistake("other-key", lists.with(ZONE, record, other)),
        new Mistake(
            "bad-record",
            lists.with(
                ZONE, record, "s1._domainkey.lists.example.org. 60 IN TXT \"v=DKIM1; p=\"\n")),
        new Mistake(
            "key-in-testing", lists.with(ZONE, record, record.replace("k=rsa;", "k=rsa; t=y;"))),
        new Mistake("own-sealer", lists.and(MILTER, sealer)),
        new Mistake("own-sealer", lists.and(MILTER, sealer).and(ZONE, published)));
  }

  /** Each mistake has the sentence of a row, and no other mistake is seen. */
  @ParameterizedTest
  @MethodSource
  void mistakes(Mistake mistake) throws Exception {
    List<DoctorFinding> findings = mistake.made().findings(directory, mistake.machine());
    assertEquals(1, findings.size(), () -> mistake + ": " + findings);
    DoctorFinding finding = findings.get(0);
    List<String> rows = rows().getOrDefault(mistake.id(), List.of());
    String said = finding.severity().word() + ": " + finding.problem();
    assertEquals(mistake.id(), finding.id(), said);
    assertTrue(rows.contains(said), () -> said + "\nis not in the table: " + rows);
  }

  /** Each row of the table is the sentence of a mistake that is tried here. */
  @Test
  void theTableHasNoOtherMistakes() throws IOException {
    assertEquals(mistakes().map(Mistake::id).collect(Collectors.toSet()), rows().keySet());
  }

  private static Map<String, List<String>> rows() throws IOException {
    return Files.readAllLines(Programs.root().resolve("milter/doctor.md"), UTF_8).stream()
        .map(ROW::matcher)
        .filter(Matcher::matches)
        .collect(
            Collectors.groupingBy(
                row -> row.group(1),
                Collectors.mapping(
                    row -> row.group(2) + ": " + row.group(4), Collectors.toList())));
  }

  private static Machine machine(String silence, String denial) {
    return new Scripted(silence, denial, Optional.empty(), "");
  }

  /** A machine whose daemon takes providers from a folder. */
  private static Machine providing(String risk) {
    return new Scripted("", "", Optional.of(Path.of(PROVIDERS)), risk);
  }

  /** A machine that answers as it is told; an empty text is nothing to say. */
  private record Scripted(String silent, String denied, Optional<Path> providers, String risky)
      implements Machine {

    @Override
    public Optional<String> silence(SocketAddress socket) {
      return said(silent);
    }

    @Override
    public Optional<String> denial(Path socket, String user) {
      return said(denied).map(it -> socket + " is " + it);
    }

    @Override
    public Optional<String> user(long pid) {
      return Optional.of("waxseal");
    }

    @Override
    public boolean triesProviders(Path folder) {
      return providers.isPresent();
    }

    @Override
    public Optional<String> risk(Path folder) {
      return said(risky);
    }

    private static Optional<String> said(String text) {
      return Optional.of(text).filter(it -> !it.isEmpty());
    }
  }
}
