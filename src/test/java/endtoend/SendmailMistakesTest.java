package endtoend;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.waxseal.dkim.SigningKey;
import dev.waxseal.dkim.signature.SigningAlgorithm;
import dev.waxseal.dns.Dns;
import dev.waxseal.milter.config.Configuration;
import dev.waxseal.milter.doctor.Doctor;
import dev.waxseal.milter.doctor.DoctorFinding;
import dev.waxseal.milter.doctor.SendmailConfiguration;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The lines of the guide for sendmail have no finding, and with each mistake of the second table in
 * {@code milter/doctor.md} they have that one. m4 makes sendmail.cf of them.
 */
class SendmailMistakesTest {

  private static final Pattern ROW =
      Pattern.compile("\\| `(sendmail-[a-z-]+)` \\| (error|warning) \\| .+ \\| (.+) \\|");

  private static final String VERIFY = "[verify]\nauthserv-id = \"mx.example.org\"\n";
  private static final String SIGN =
      """
      [sign]
      [[sign.domain]]
      name = "example.org"
      keys = [ { selector = "s1", file = "s1.pem" } ]
      """;
  private static final String SEAL =
      """
      [seal]
      authserv-id = "lists.example.org"
      domain = "example.org"
      keys = [ { selector = "s1", file = "s1.pem" } ]
      trusted-ids = ["mx.example.org"]
      """;
  private static final String RIGHT =
      listen("{ submission = \"sign\", SEAL = \"seal\", \"*\" = \"verify\" }")
          + VERIFY
          + SIGN
          + SEAL;
  private static final String PORTS =
      """
      DAEMON_OPTIONS(`Port=smtp, Name=MTA')
      DAEMON_OPTIONS(`Port=submission, Name=submission, M=Ea')
      DAEMON_OPTIONS(`Port=2526, Addr=127.0.0.1, Name=SEAL')
      """;

  private static final SigningKey.Generated KEY = SigningKey.generate(SigningAlgorithm.RSA_SHA256);

  private final Path directory;

  SendmailMistakesTest(@TempDir Path directory) {
    this.directory = directory;
  }

  /**
   * A mistake.
   *
   * @param id what the doctor calls it
   */
  private record Mistake(String id, String toml, String mc) {
    @Override
    public String toString() {
      return id;
    }
  }

  @BeforeAll
  static void hasSendmail() {
    Optional<String> obstacle =
        Programs.obstacle(SendmailInstance.CF, "sendmail-cf (WAXSEAL_SENDMAIL)");
    assumeTrue(obstacle.isEmpty(), () -> obstacle.orElse(""));
  }

  private static String listen(String role) {
    return "[[listen]]\nsocket = \"inet:127.0.0.1:8891\"\nrole = " + role + "\n";
  }

  private static String mc() {
    try {
      return String.join("\n", SendmailTest.guide(8891)) + "\n" + PORTS;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String with(String right, String wrong) {
    String mc = mc();
    assertTrue(mc.contains(right), right);
    return mc.replace(right, wrong);
  }

  private List<DoctorFinding> findings(String toml, String mc) throws Exception {
    Path pem = Files.writeString(directory.resolve("s1.pem"), KEY.pem());
    Files.setPosixFilePermissions(pem, PosixFilePermissions.fromString("rw-------"));
    Files.writeString(directory.resolve("s1.pub"), KEY.key().keyRecord().orElseThrow());
    Path cf =
        SendmailInstance.configuration(
            directory.resolve("sendmail"), "mx.example.org", 25, mc.lines().toList());
    return new Doctor(
            Configuration.read(Files.writeString(directory.resolve("milter.toml"), toml)),
            Optional.empty(),
            Optional.of(SendmailConfiguration.read(Files.readString(cf, ISO_8859_1))),
            Optional.empty(),
            Dns.zone(Installation.txt("s1._domainkey.example.org", KEY)),
            Optional.empty())
        .examine();
  }

  static Stream<Mistake> mistakes() {
    return Stream.concat(asking(), addresses());
  }

  private static Stream<Mistake> asking() {
    String verifying = listen("\"verify\"") + VERIFY;
    String handover =
        listen("\"handover\"")
            + """
            [handover]
            authserv-id = "in.example.org"
            sealers = [ { domain = "example.org", selector = "s1", file = "s1.pub" } ]
            """;
    String smtp = "DAEMON_OPTIONS(`Port=smtp, Name=MTA')\n";
    return Stream.of(
        new Mistake("sendmail-asks-nobody", RIGHT, with("INPUT_MAIL_FILTER", "MAIL_FILTER")),
        new Mistake("sendmail-asks-nobody", RIGHT, with("8891@127.0.0.1", "8899@127.0.0.1")),
        new Mistake("sendmail-no-role", RIGHT.replace("\"*\" =", "MTA-v4 ="), mc()),
        new Mistake("sendmail-wrong-role", verifying, mc()),
        new Mistake(
            "sendmail-wrong-role", RIGHT.replace("\"*\" = \"verify\"", "\"*\" = \"sign\""), mc()),
        new Mistake("sendmail-wrong-role", RIGHT, with("Addr=127.0.0.1, ", "")),
        new Mistake(
            "sendmail-without-f",
            verifying + SEAL,
            with("F=T, ", "").replace("submission", "2525")),
        new Mistake(
            "sendmail-without-f", verifying, with("F=T, ", "").replace("submission", "2525")),
        new Mistake(
            "sendmail-without-f", verifying, with("F=T", "F=R").replace("submission", "2525")),
        new Mistake(
            "sendmail-without-f",
            listen("\"sign\"") + SIGN,
            with("F=T, ", "").replace(smtp, "").replace("2526", "2525")),
        new Mistake(
            "sendmail-without-f",
            listen("\"seal\"") + SEAL,
            with("F=T, ", "").replaceAll("DAEMON_OPTIONS\\(`Port=[a-z].*\n", "")),
        new Mistake("sendmail-timeout", RIGHT, with("R:5m", "R:5s")),
        new Mistake(
            "sendmail-handover",
            handover,
            mc().replaceAll("DAEMON_OPTIONS\\(`Port=[a-z].*\n", "")));
  }

  /** What sendmail does to addresses. */
  private static Stream<Mistake> addresses() {
    return Stream.of(
            "MASQUERADE_AS(`example.org')",
            "FEATURE(`genericstable')",
            "FEATURE(`domaintable')",
            "define(`confMUST_QUOTE_CHARS', `.')",
            "define(`confNO_RCPT_ACTION', `add-to')",
            "")
        .map(
            line ->
                new Mistake(
                    "sendmail-addresses",
                    RIGHT,
                    line.isEmpty() ? with("FEATURE(`nocanonify')dnl\n", "") : mc() + line + "\n"));
  }

  @Test
  void theGuideHasNoMistake() throws Exception {
    assertEquals(List.of(), findings(RIGHT, mc()));
    String several =
        mc().replace("M=Ea", "M=Ea, InputMailFilters=waxseal;other")
            + "INPUT_MAIL_FILTER(`other', `S=local:/run/other/milter.sock')\n";
    assertEquals(List.of(), findings(RIGHT, several));
    String unix = RIGHT.replace("inet:127.0.0.1:8891", "unix:/run/waxseal/milter.sock");
    String asked = mc().replace("inet:8891@127.0.0.1", "local:/run/waxseal/milter.sock");
    assertEquals(List.of(), findings(unix, asked));
  }

  /** What is not signed can be rewritten. */
  @Test
  void onlyVerifying() throws Exception {
    String toml = listen("\"verify\"") + VERIFY;
    String mc = mc().replace("submission", "2525") + "MASQUERADE_AS(`example.org')\n";
    assertEquals(List.of(), findings(toml, mc));
  }

  /** Each mistake has the sentence of a row, and no other mistake is seen. */
  @ParameterizedTest
  @MethodSource
  void mistakes(Mistake mistake) throws Exception {
    List<DoctorFinding> findings = findings(mistake.toml(), mistake.mc());
    assertEquals(1, findings.size(), () -> mistake + ": " + findings);
    DoctorFinding finding = findings.get(0);
    String said = finding.id() + " " + finding.severity().word() + ": " + finding.problem();
    assertEquals(mistake.id(), finding.id(), said);
    assertTrue(rows().contains(said), () -> said + "\nis not in the table");
  }

  /** Each row of the table is the sentence of a mistake that is tried here. */
  @Test
  void theTableHasNoOtherMistakes() throws Exception {
    assertEquals(mistakes().count(), rows().size());
  }

  private static Set<String> rows() throws IOException {
    return Files.readAllLines(Programs.root().resolve("milter/doctor.md"), UTF_8).stream()
        .map(ROW::matcher)
        .filter(Matcher::matches)
        .map(row -> row.group(1) + " " + row.group(2) + ": " + row.group(3))
        .collect(Collectors.toSet());
  }
}
