package cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the README tells newcomers to type. */
class ReadmeTest {

  @Test
  void theFirstCommandVerifiesAMessage() throws Exception {
    assumeTrue(
        Files.exists(Run.root().resolve("cli/target/waxseal.jar")),
        "the program is not packaged yet; mvn verify does it");
    String command =
        Files.readString(Run.root().resolve("README.md"), UTF_8)
            .lines()
            .map(String::strip)
            .filter(line -> line.startsWith("./waxseal verify "))
            .findFirst()
            .orElseThrow();
    Run run = Run.of(List.of("sh", "-c", command), in -> {});
    assertEquals(0, run.status(), run.err());
    assertTrue(run.out().startsWith("football.example.com vouches for this message"), run.out());
  }
}
