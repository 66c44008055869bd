package dev.waxseal.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.waxseal.cli.terminal.ExitStatus;
import dev.waxseal.dns.ZoneDns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeygenCommandTest {

  private final Path out;

  KeygenCommandTest(@TempDir Path directory) {
    out = directory.resolve("key.pem");
  }

  private CliRun keygen(Object... more) {
    Object[] all = new Object[7 + more.length];
    Object[] first = {"keygen", "--domain", "example.org", "--selector", "s1", "--out", out};
    System.arraycopy(first, 0, all, 0, 7);
    System.arraycopy(more, 0, all, 7, more.length);
    return CliRun.of(all);
  }

  @Test
  void theRecordIsReadyForAZoneFile() {
    String zone = keygen().ended(ExitStatus.OK).out();
    assertTrue(zone.startsWith("s1._domainkey.example.org. IN TXT ( \"v=DKIM1; k=rsa; p="), zone);
    assertTrue(zone.endsWith("\" )\n"), zone);
    Pattern.compile("\"([^\"]*)\"")
        .matcher(zone)
        .results()
        .forEach(string -> assertTrue(string.group(1).length() <= 255));
    ZoneDns.of(zone);
  }

  @Test
  void theFileIsForItsOwnerOnly() throws IOException {
    keygen("--algorithm", "ed25519").ended(ExitStatus.OK);
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(out)));
    assertTrue(Files.readString(out).startsWith("-----BEGIN PRIVATE KEY-----"));
  }

  /** A folder of a daemon's keys has its group; one that a group shares is not such a folder. */
  @Test
  void theGroupOfAFolderOfKeysMayReadThem() throws IOException {
    assertEquals("rw-r-----", madeIn(02750));
    assertEquals("rw-------", madeIn(02770));
    assertEquals("rw-------", madeIn(02757));
    assertEquals("rw-------", madeIn(0750));
  }

  /** Root's key in a folder of somebody else, whose group he chose. */
  @Test
  void theGroupOfAFolderOfAnotherMayNotReadThem() throws IOException {
    Path folder = out.getParent();
    assumeTrue(Files.getAttribute(folder, "unix:uid").equals(0), "only root gives folders away");
    Files.setAttribute(folder, "unix:uid", 12_345);
    assertEquals("rw-------", madeIn(02750));
  }

  private String madeIn(int mode) throws IOException {
    Files.setAttribute(out.getParent(), "unix:mode", mode);
    keygen("--algorithm", "ed25519").ended(ExitStatus.OK);
    String rights = PosixFilePermissions.toString(Files.getPosixFilePermissions(out));
    Files.delete(out);
    return rights;
  }

  @Test
  void aKeyIsNotPrinted() {
    for (String name : new String[] {"-", ""}) {
      CliRun run = CliRun.of("keygen", "--domain", "example.org", "--selector", "s", "--out", name);
      run.ended(ExitStatus.USAGE);
      assertTrue(run.out().isEmpty(), run.out());
    }
  }

  @Test
  void aFileIsNeverOverwritten() throws IOException {
    Files.writeString(out, "precious");
    CliRun run = keygen().ended(ExitStatus.CANNOT_CREATE);
    assertTrue(run.err().contains("never overwritten"), run.err());
    assertTrue(run.out().isEmpty());
    assertEquals("precious", Files.readString(out));
    Files.delete(out);
    Files.createSymbolicLink(out, Path.of("nowhere"));
    keygen().ended(ExitStatus.CANNOT_CREATE);
  }

  @Test
  void aDirectoryThatIsNotThereIsTold() {
    CliRun run =
        CliRun.of(
            "keygen",
            "--domain",
            "example.org",
            "--selector",
            "s",
            "--algorithm",
            "ed25519",
            "--out",
            out.resolveSibling("no/key.pem"));
    assertTrue(run.ended(ExitStatus.CANNOT_CREATE).err().contains("no such directory"));
  }

  @Test
  void wrongOptionsEndWith64AndMakeNoFile() {
    keygen("--bits", 512).ended(ExitStatus.USAGE);
    keygen("--bits", 16384).ended(ExitStatus.USAGE);
    keygen("--bits", "many").ended(ExitStatus.USAGE);
    keygen("--algorithm", "dsa").ended(ExitStatus.USAGE);
    keygen("--algorithm", "ed25519", "--bits", 2048).ended(ExitStatus.USAGE);
    CliRun.of("keygen", "--domain", "org", "--selector", "s", "--out", out).ended(ExitStatus.USAGE);
    CliRun.of("keygen", "--domain", "a.org", "--selector", "s.", "--out", out)
        .ended(ExitStatus.USAGE);
    CliRun.of("keygen", "--domain", "a.org").ended(ExitStatus.USAGE);
    assertFalse(Files.exists(out));
  }
}
