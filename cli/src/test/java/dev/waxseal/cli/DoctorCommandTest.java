package dev.waxseal.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waxseal.cli.terminal.ExitStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorCommandTest {

  private static final String TOML =
      """
      [[listen]]
      socket = "inet:127.0.0.1:8892"
      role = "seal"
      [seal]
      authserv-id = "lists.example.org"
      domain = "lists.example.org"
      keys = [ { selector = "s1", file = "s1.pem" } ]
      trusted-ids = ["mx.example.org"]
      """;

  private static final String POSTCONF =
      """
      smtp_generic_maps =
      127.0.0.1:2526 inet n - n - - smtpd -o smtpd_milters=inet:127.0.0.1:8892
      127.0.0.1:2528 inet n - n - - smtpd -o content_filter=normal:[127.0.0.1]:2526
      normal unix - - n - - smtp -o smtp_discard_ehlo_keywords=8bitmime,smtputf8
      """;

  private final Path folder;
  private final Path toml;

  DoctorCommandTest(@TempDir Path folder) throws IOException {
    this.folder = folder;
    this.toml = Files.writeString(folder.resolve("milter.toml"), TOML);
    String record =
        CliRun.of(
                "keygen",
                "--domain",
                "lists.example.org",
                "--selector",
                "s1",
                "--out",
                folder.resolve("s1.pem"))
            .ended(ExitStatus.OK)
            .out();
    Files.writeString(folder.resolve("zone"), record);
    Files.writeString(folder.resolve("postconf"), POSTCONF);
    Files.writeString(folder.resolve("mailman.cfg"), "[mta]\nsmtp_port: 2528\n");
  }

  private CliRun run(Object... more) {
    Object[] all = new Object[7 + more.length];
    Object[] fixed = {
      "doctor",
      "--config",
      toml,
      "--postconf",
      folder.resolve("postconf"),
      "--mailman",
      folder.resolve("mailman.cfg")
    };
    System.arraycopy(fixed, 0, all, 0, fixed.length);
    System.arraycopy(more, 0, all, fixed.length, more.length);
    return CliRun.of(all);
  }

  @Test
  void whereNothingBreaksItSaysSo() {
    CliRun run = run("--dns-zone", folder.resolve("zone")).ended(ExitStatus.OK);
    assertTrue(
        run.out()
            .startsWith("doctor: nothing breaks signatures or seals\n\n  checked: the milter's"),
        run.out());
    assertEquals("", run.err());
  }

  @Test
  void whatBreaksIsSaidWithItsRemedy() throws IOException {
    Files.writeString(
        folder.resolve("postconf"), POSTCONF.replace("maps =", "maps = hash:/etc/postfix/generic"));
    Files.writeString(folder.resolve("empty"), "");
    CliRun run = run("--dns-zone", folder.resolve("empty")).ended(ExitStatus.NO);
    assertTrue(run.out().startsWith("doctor: 2 break signatures or seals, nothing may"), run.out());
    assertTrue(run.out().contains("remedy: smtp_generic_maps ="), run.out());
    assertTrue(run.out().contains("there is no record at"), run.out());
  }

  @Test
  void programsCanReadIt() throws IOException {
    Files.writeString(
        folder.resolve("mailman.cfg"), "[mta]\nsmtp_port: 2528\n[ARC]\nenabled: yes\n");
    CliRun run = run("--json", "--dns-zone", folder.resolve("zone")).ended(ExitStatus.NO);
    assertTrue(
        run.out()
            .startsWith(
                "{\"ailments\":[{\"id\":\"mailman-arc\",\"severity\":\"error\",\"where\":\"mailman\",\"problem\":\"Mailman's own"
                    + " ARC is on"),
        run.out());
    assertTrue(run.out().contains("\"remedy\":\"[ARC] enabled: no\"}],\"seen\":["), run.out());
    assertTrue(
        run.out()
            .endsWith(
                "\"unseen\":[\"the daemon's sockets (--postconf may come from another machine)\"]}\n"),
        run.out());
  }

  @Test
  void sendmailInPlaceOfPostfix() throws IOException {
    Path cf =
        Files.writeString(
            folder.resolve("sendmail.cf"),
            """
            O DaemonPortOptions=Name=MTA, Port=2526, Addr=127.0.0.1
            O InputMailFilters=waxseal
            Xwaxseal, S=inet:8892@127.0.0.1
            """);
    Object[] command = {
      "doctor", "--config", toml, "--sendmail", cf, "--dns-zone", folder.resolve("zone")
    };
    CliRun run = CliRun.of(command).ended(ExitStatus.OK);
    assertTrue(run.out().contains("sendmail: while the daemon is down, mail goes out"), run.out());
    assertTrue(run.out().contains("; sendmail's"), run.out());
    assertFalse(run.out().contains("Postfix"), run.out());
  }

  @Test
  void whatIsNamedHasToBeThere() throws IOException {
    CliRun.of("doctor", "--config", folder.resolve("nothing")).ended(ExitStatus.NO_INPUT);
    CliRun.of("doctor", "--config", toml, "--postconf", folder.resolve("nothing"))
        .ended(ExitStatus.NO_INPUT);
    CliRun.of("doctor", "--config", toml, "--mailman", folder.resolve("nothing"))
        .ended(ExitStatus.NO_INPUT);
    CliRun.of("doctor", "--config", toml, "--postfix", "x", "--postconf", "y")
        .ended(ExitStatus.USAGE);
    CliRun.of("doctor", "--config", toml, "--sendmail", "x", "--postconf", "y")
        .ended(ExitStatus.USAGE);
    Files.writeString(toml, "[seal]\n");
    CliRun.of("doctor", "--config", toml).ended(ExitStatus.CONFIGURATION);
  }
}
