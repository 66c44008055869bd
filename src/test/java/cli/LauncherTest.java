package cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher in the shell, where streams may be anything. */
class LauncherTest {

  private static final String VERIFY = "./waxseal verify --dns-zone examples/rfc8463.zone ";

  @BeforeEach
  void isPackaged() {
    assumeTrue(
        Files.exists(Run.root().resolve("cli/target/waxseal.jar")),
        "the program is not packaged yet; mvn verify does it");
  }

  @Test
  void aClosedStandardInputIsEmpty() throws Exception {
    for (String command : List.of(VERIFY + "<&-", VERIFY + "--mbox <&-")) {
      Run run = shell(command);
      assertEquals(65, run.status(), command + ": " + run.err());
      assertEquals(1, run.err().lines().count(), run.err());
    }
  }

  @Test
  void standardOutputAsAFileIsOnlyLookedAt(@TempDir Path folder) throws Exception {
    Run run = shell(VERIFY + "examples/rfc8463.eml /dev/stdout > " + folder.resolve("out"));
    assertEquals(65, run.status(), run.err());
  }

  @Test
  void pathsAreThoseOfTheCaller(@TempDir Path folder) throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("seal"), Run.root().resolve("waxseal"));
    Files.copy(Run.root().resolve("examples/rfc8463.eml"), folder.resolve("a message.eml"));
    Run run =
        shell(
            "cd "
                + folder
                + " && "
                + link
                + " verify --dns-zone "
                + Run.root().resolve("examples/rfc8463.zone")
                + " 'a message.eml'");
    Files.delete(link);
    assertEquals(0, run.status(), run.err());
    assertTrue(run.out().contains("vouches"), run.out());
  }

  private static Run shell(String command) throws Exception {
    return Run.of(List.of("sh", "-c", command), in -> {});
  }
}
