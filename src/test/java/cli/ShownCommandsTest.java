package cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Commands that pages show with their output, indented and after a dollar sign, write what the page
 * says. A line of an ellipsis stands for any lines.
 */
class ShownCommandsTest {

  private static final List<String> PAGES =
      List.of("README.md", "docs/command-line.md", "docs/mail-programs.md");

  private static final String MARGIN = "    ";

  /** A command and the lines that the page shows below it. */
  private record Shown(String page, String command, List<String> output) {

    Pattern pattern() {
      return Pattern.compile(
          output.stream()
              .map(line -> line.strip().equals("…") ? "(?:.*\n)*" : Pattern.quote(line) + "\n")
              .collect(Collectors.joining()));
    }
  }

  @TestFactory
  Stream<DynamicTest> eachWritesWhatThePageSays(@TempDir Path folder) throws IOException {
    Path waxseal = folder.resolve("waxseal");
    String java =
        Run.waxseal(List.of("-XX:TieredStopAtLevel=1")).stream()
            .map(it -> "'" + it + "'")
            .collect(Collectors.joining(" "));
    Files.writeString(waxseal, "#!/bin/sh\nexec " + java + " \"$@\"\n", UTF_8);
    assertTrue(waxseal.toFile().setExecutable(true));
    List<Shown> all = new ArrayList<>();
    for (String page : PAGES) {
      all.addAll(shown(page));
    }
    assertTrue(!all.isEmpty(), all::toString);
    return all.stream()
        .map(
            it -> DynamicTest.dynamicTest(it.page() + ": " + it.command(), () -> run(it, waxseal)));
  }

  private static void run(Shown shown, Path waxseal) throws Exception {
    String command = shown.command().replace("./waxseal", "'" + waxseal + "'");
    Run run = Run.of(List.of("sh", "-c", command), in -> {});
    assertTrue(shown.pattern().matcher(run.out()).matches(), () -> run.out() + run.err());
  }

  private static List<Shown> shown(String page) throws IOException {
    List<String> lines = Files.readAllLines(Run.root().resolve(page), UTF_8);
    List<Shown> all = new ArrayList<>();
    for (int at = 0; at < lines.size(); at++) {
      if (!lines.get(at).startsWith(MARGIN + "$ ")) {
        continue;
      }
      StringBuilder command = new StringBuilder(lines.get(at).substring(MARGIN.length() + 2));
      while (command.charAt(command.length() - 1) == '|') {
        command.append('\n').append(lines.get(++at));
      }
      List<String> output = new ArrayList<>();
      while (at + 1 < lines.size() && isOutput(lines.get(at + 1))) {
        String line = lines.get(++at);
        output.add(line.isEmpty() ? "" : line.substring(MARGIN.length()));
      }
      while (!output.isEmpty() && output.get(output.size() - 1).isEmpty()) {
        output.remove(output.size() - 1);
      }
      all.add(new Shown(page, command.toString(), Collections.unmodifiableList(output)));
    }
    return all;
  }

  private static boolean isOutput(String line) {
    return line.isEmpty() || (line.startsWith(MARGIN) && !line.startsWith(MARGIN + "$ "));
  }
}
