package cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the start of a command does not do. */
class StartTest {

  /**
   * The parts of others, the model of all commands, and what Java does late and at a high price.
   */
  private static final List<String> UNUSED =
      List.of(
          "picocli.",
          "com.fasterxml.",
          "j2html.",
          "com.github.difflib.",
          "org.tomlj.",
          "io.prometheus.",
          "dev.waxseal.milter.",
          "dev.waxseal.doctor.",
          "dev.waxseal.cli.page.",
          "dev.waxseal.cli.command.Milter",
          "dev.waxseal.cli.command.Doctor",
          "dev.waxseal.cli.command.Keygen",
          "dev.waxseal.cli.command.Sign",
          "dev.waxseal.cli.command.Seal",
          "java.lang.runtime.ObjectMethods",
          "jdk.internal.icu.text.StringPrep");

  @Test
  void verifyLoadsNothingThatItDoesNotUse(@TempDir Path folder) throws Exception {
    Path log = folder.resolve("classes");
    Run run =
        Run.of(
            Run.waxseal(
                List.of("-Xlog:class+load:file=" + log + "::filecount=0"),
                "verify",
                "--dns-zone",
                "examples/rfc8463.zone",
                "--authserv-id",
                "mx.example.net",
                "examples/rfc8463.eml"),
            in -> {});
    assertEquals(0, run.status(), run.err());
    assertEquals("", run.err());
    List<String> loaded;
    try (Stream<String> lines = Files.lines(log)) {
      loaded =
          lines
              .map(line -> line.replaceFirst("^(\\[[^]]*])* *", ""))
              .filter(line -> UNUSED.stream().anyMatch(line::startsWith))
              .toList();
    }
    assertEquals(List.of(), loaded);
    assertTrue(Files.size(log) > 0, "no classes were noted");
  }
}
