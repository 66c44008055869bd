package vectors;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waxseal.cli.Main;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What must not get into the page of reports, whoever wrote them. */
class ReportsPageTest {

  static Stream<ReportVector> vectors() {
    return Stream.of("aggregate", "hostile")
        .flatMap(room -> ReportVector.all(room).stream())
        .filter(vector -> vector.values("never").stream().anyMatch(it -> it.startsWith("html ")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("vectors")
  void isEscaped(ReportVector vector, @TempDir Path folder) throws IOException {
    Path zone = Files.writeString(folder.resolve("zone"), "example.org. TXT \"x\"\n");
    Path file = Files.write(folder.resolve("report"), vector.octets());
    String store = folder.resolve("reports.db").toString();
    for (String vouched : List.of("--vouch-for-files", "--json")) {
      run("reports", "read", "--store", store + vouched, "--dns-zone", zone, vouched, file);
      Path page = folder.resolve("page" + vouched + ".html");
      int status =
          run("reports", "show", "--store", store + vouched, "--dns-zone", zone, "--html", page);
      assertEquals(0, status, vector.name());
      String html = new String(Files.readAllBytes(page), ISO_8859_1);
      assertTrue(html.contains("Reports about all domains"), vector.name());
      for (String never : vector.values("never")) {
        if (never.startsWith("html ")) {
          String octets = Vector.unquoted(never.substring("html ".length()));
          assertFalse(html.contains(octets), () -> vector.name() + ": " + never);
        }
      }
    }
  }

  private static int run(Object... arguments) {
    String[] args = Stream.of(arguments).map(Object::toString).toArray(String[]::new);
    return Main.run(
        args,
        new ByteArrayInputStream(new byte[0]),
        new ByteArrayOutputStream(),
        new ByteArrayOutputStream());
  }
}
