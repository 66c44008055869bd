package cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The commands of the pages in {@code docs/}, and what they print.
 *
 * <p>A page is a session: the commands of its {@code console} blocks run in their order, in one
 * folder with the launcher and the examples. Lines after a command are its output, errors in their
 * order too; an ellipsis stands for the rest of a line, alone on a line for any number of lines.
 */
class GuideCommandsTest {

  private static final Pattern CONSOLE = Pattern.compile("(?ms)^```console\n(.*?)^```$");
  private static final long MINUTES = 5;

  /** A command with the output that the page shows. */
  private record Shown(String command, List<String> output) {}

  static List<Path> pages() throws IOException {
    try (Stream<Path> pages = Files.list(Run.root().resolve("docs"))) {
      return pages.filter(page -> !shown(page).isEmpty()).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("pages")
  void eachCommandPrintsWhatIsShown(Path page, @TempDir Path folder) throws Exception {
    prepare(folder);
    int status = 0;
    for (Shown shown : shown(page)) {
      Path out = folder.resolve("..").resolve(folder.getFileName() + ".out").normalize();
      // The first part is for "echo $?".
      Process process =
          new ProcessBuilder("sh", "-c", "(exit " + status + ")\n" + shown.command())
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(out.toFile())
              .start();
      process.getOutputStream().close();
      assertTrue(process.waitFor(MINUTES, TimeUnit.MINUTES), shown.command());
      status = process.exitValue();
      String printed = Files.readString(out, UTF_8);
      Files.delete(out);
      assertTrue(
          pattern(shown.output()).matcher(printed).matches(),
          () -> page + "\n$ " + shown.command() + "\n" + printed);
      assertFalse(
          shown.output().isEmpty() && !printed.isEmpty(),
          () -> "not shown: " + shown.command() + "\n" + printed);
    }
  }

  private static void prepare(Path folder) throws IOException {
    Path examples = Files.createDirectory(folder.resolve("examples"));
    try (Stream<Path> files = Files.list(Run.root().resolve("examples"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, examples.resolve(file.getFileName()));
      }
    }
    String program =
        Run.waxseal(List.of("-XX:TieredStopAtLevel=1", "-Xshare:auto")).stream()
            .map(word -> "'" + word + "'")
            .collect(Collectors.joining(" "));
    Path launcher = folder.resolve("waxseal");
    Files.writeString(launcher, "#!/bin/sh\nexec " + program + " \"$@\"\n", UTF_8);
    assertTrue(launcher.toFile().setExecutable(true), launcher::toString);
  }

  private static List<Shown> shown(Path page) {
    List<Shown> shown = new ArrayList<>();
    String text;
    try {
      text = Files.isRegularFile(page) ? Files.readString(page, UTF_8) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    CONSOLE
        .matcher(text)
        .results()
        .flatMap(block -> Stream.of(block.group(1).split("(?m)^\\$ ")))
        .filter(block -> !block.isBlank())
        .forEach(block -> shown.add(command(block.lines().toList())));
    return shown;
  }

  /** A command, which goes on after a backslash or to the end of a file in it, and its output. */
  private static Shown command(List<String> lines) {
    int end = lines.get(0).endsWith("<<'END'") ? lines.indexOf("END") : 0;
    while (lines.get(end).endsWith("\\")) {
      end++;
    }
    return new Shown(
        String.join("\n", lines.subList(0, end + 1)), lines.subList(end + 1, lines.size()));
  }

  private static Pattern pattern(List<String> output) {
    return Pattern.compile(
        output.stream()
            .map(
                line ->
                    line.strip().equals("…")
                        ? "(?:[^\n]*\n)*"
                        : Stream.of(line.split("…", -1))
                                .map(Pattern::quote)
                                .collect(Collectors.joining("[^\n]*"))
                            + "\n")
            .collect(Collectors.joining()));
  }
}
