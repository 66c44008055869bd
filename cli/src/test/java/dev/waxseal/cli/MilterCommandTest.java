package dev.waxseal.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waxseal.cli.terminal.ExitStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MilterCommandTest {

  private static final String TOML =
      """
      [[listen]]
      socket = "unix:/run/waxseal/milter.sock"
      role = { SEAL = "seal", "*" = "verify" }
      [[listen]]
      socket = "inet:[::1]:8891"
      role = "verify"
      [verify]
      authserv-id = "mx.example.org"
      [seal]
      authserv-id = "lists.example.org"
      domain = "lists.example.org"
      keys = [ { selector = "s1", file = "s1.pem" } ]
      trusted-ids = ["mx.example.org"]
      """;

  private final Path folder;
  private final Path file;

  MilterCommandTest(@TempDir Path folder) {
    this.folder = folder;
    this.file = folder.resolve("milter.toml");
  }

  private CliRun check(String toml) throws IOException {
    Files.writeString(file, toml);
    return CliRun.of("milter", "--config", file, "--check");
  }

  private void key() {
    String[] options = {"--domain", "lists.example.org", "--selector", "s1"};
    CliRun.of(
            "keygen",
            options[0],
            options[1],
            options[2],
            options[3],
            "--out",
            folder.resolve("s1.pem"))
        .ended(ExitStatus.OK);
  }

  @Test
  void aConfigurationIsCheckedWithItsKeys() throws IOException {
    key();
    CliRun run = check(TOML).ended(ExitStatus.OK);
    assertEquals(
        """
        no problems; it would listen on
          unix:/run/waxseal/milter.sock  verify, SEAL: seal
          inet:[::1]:8891  verify
        """,
        run.out());
    assertEquals("", run.err());
  }

  /** Mail goes on without a history, so this is no error. */
  @Test
  void aHistoryThatCannotBeWrittenIsAWarning() throws IOException {
    key();
    CliRun run = check(TOML + "[history]\nfolder = \"s1.pem\"\n").ended(ExitStatus.OK);
    assertEquals(
        "waxseal: warning: FILE:15: [history]: nothing is recorded: KEY is not a folder\n"
            .replace("FILE", file.toString())
            .replace("KEY", folder.resolve("s1.pem").toString()),
        run.err());
  }

  @Test
  void allThatIsWrongIsSaid() throws IOException {
    CliRun run = check(TOML.replace("trusted-ids", "trusted_ids")).ended(ExitStatus.CONFIGURATION);
    assertEquals("", run.out());
    assertEquals(
        """
        waxseal: FILE:9: [seal]: trusted-ids is missing or empty; write: trusted-ids = ["mx.example.org"]
        waxseal: FILE:12: cannot read KEY: no such file
        waxseal: FILE:13: [seal]: unknown key trusted_ids; did you mean trusted-ids?
        """
            .replace("FILE", file.toString())
            .replace("KEY", folder.resolve("s1.pem").toString()),
        run.err());
  }

  @Test
  void aMissingProviderIsSaid() throws IOException {
    key();
    CliRun run = check("\ncrypto-provider = \"NoSuch\"\n" + TOML).ended(ExitStatus.CONFIGURATION);
    assertTrue(
        run.err().contains(":2: crypto-provider: There is no security provider NoSuch; put"),
        run.err());
    check("crypto-provider = \"SunEC\"\n" + TOML).ended(ExitStatus.OK);
  }

  @Test
  void warningsAreNoFault() throws IOException {
    key();
    Files.setPosixFilePermissions(
        folder.resolve("s1.pem"), PosixFilePermissions.fromString("rw-rw----"));
    assertTrue(check(TOML).ended(ExitStatus.OK).err().contains("warning: "));
  }

  @Test
  void noSuchFile() {
    CliRun run = CliRun.of("milter", "--config", file, "--check").ended(ExitStatus.NO_INPUT);
    assertEquals("waxseal: cannot read " + file + ": no such file\n", run.err());
    CliRun.of("milter", "--check").ended(ExitStatus.USAGE);
  }
}
