package dev.waxseal.milter.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys that are encrypted, and the files with their passphrases. */
class PassphraseTest {

  private static final String SIGN =
      """
      [[listen]]
      socket = "unix:/run/s"
      role = "sign"
      [[sign.domain]]
      name = "example.org"
      keys = [ { selector = "s1", file = "s1.pem"%s } ]
      """;
  private static final String WITH = SIGN.formatted(", passphrase-file = \"passphrase\"");

  private final ConfigurationFolder folder;

  PassphraseTest(@TempDir Path directory) {
    this.folder = new ConfigurationFolder(directory);
  }

  @BeforeEach
  void encryptedKey() throws IOException {
    String resource = "src/test/resources/dev/waxseal/milter/config/encrypted.pem";
    secret("s1.pem", Files.readString(Path.of(resource)));
  }

  private void secret(String name, String text) throws IOException {
    Path file = folder.write(name, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }

  @Test
  void theFirstLineOfTheFileOpensTheKey() throws IOException, ConfigurationException {
    secret("passphrase", "waxseal\nnot this\n");
    Configuration read = folder.read(WITH);
    assertEquals(1, read.sign().orElseThrow().domains().get(0).keys().size());
    assertTrue(read.files().contains(folder.path("passphrase")), "a new one is noticed");
  }

  @Test
  void errorsSayWhatToDo() throws IOException {
    String without = folder.wrong(SIGN.formatted("")).get(0);
    assertTrue(without.startsWith("6: ") && without.contains("add passphrase-file = "), without);
    secret("passphrase", "secret-but-wrong\n");
    String wrong = folder.wrong(WITH).get(0);
    assertTrue(wrong.contains("the passphrase does not open the private key"), wrong);
    assertTrue(!wrong.contains("secret-but-wrong"), wrong);
    Files.setPosixFilePermissions(
        folder.path("passphrase"), PosixFilePermissions.fromString("rw-r--r--"));
    String open = folder.wrong(WITH).get(0);
    assertTrue(open.contains("others may read the passphrase "), open);
    Files.delete(folder.path("passphrase"));
    assertTrue(folder.wrong(WITH).get(0).contains("no such file"));
  }
}
