package dev.waxseal.james;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What this module shows, and what it knows. The tests of the whole run on Java 17 without it. */
class HouseTest {

  private static final Path SOURCES = Path.of("src/main/java/dev/waxseal/james");
  private static final Pattern PUBLIC =
      Pattern.compile("(?m)^public (?:final )?(?:class|interface|record|enum) (\\w+)");
  private static final Pattern OURS =
      Pattern.compile("(?m)^import (?:static )?dev\\.waxseal\\.([a-z.]+)\\.");
  private static final Set<String> KNOWN =
      Set.of(
          "arc",
          "authres",
          "dkim",
          "dkim.signature",
          "dmarc",
          "dns",
          "inbound",
          "mime",
          "pass",
          "spf");

  private static List<String> sources() throws IOException {
    try (Stream<Path> files = Files.list(SOURCES)) {
      return files.map(HouseTest::text).toList();
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file, UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Five types, each with its reason in the README. */
  @Test
  void thePublicTypesAreThoseOfTheReadme() throws Exception {
    Set<String> shown =
        sources().stream()
            .flatMap(source -> PUBLIC.matcher(source).results())
            .map(type -> type.group(1))
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> told =
        Pattern.compile("(?m)^\\| `(\\w+)` \\| (?:mailet|matcher|SMTP hook)")
            .matcher(Lab.readme())
            .results()
            .map(row -> row.group(1))
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(told, shown);
    assertEquals(5, shown.size());
  }

  @Test
  void itKnowsTheLibraryAndNoInternals() throws Exception {
    Set<String> known =
        sources().stream()
            .flatMap(source -> OURS.matcher(source).results())
            .map(MatchResult::group)
            .map(line -> line.replaceFirst(".*dev\\.waxseal\\.", "").replaceFirst("\\.$", ""))
            .collect(Collectors.toCollection(TreeSet::new));
    assertTrue(KNOWN.containsAll(known), known::toString);
  }

  /** The test with a real server compiles the same sources for Java 17 and {@code javax.mail}. */
  @Test
  void itUsesNoImplementationOfJakartaMail() throws Exception {
    String all = String.join("\n", sources());
    assertTrue(!all.contains("org.eclipse.angus") && !all.contains("com.sun."), "Angus");
  }
}
