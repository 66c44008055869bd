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
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Reports of enemies and mails of reports, through the commands of a domain owner's inbox. */
class ReportInboxVectorsTest {

  private static final String ZONE =
      "$ORIGIN example.\n@ 3600 IN SOA ns.example. hostmaster.example. 1 1 1 1 1\n";

  @TempDir private Path folder;

  static Stream<ReportVector> harmful() {
    return Stream.of("aggregate", "hostile")
        .flatMap(room -> ReportVector.all(room).stream())
        .filter(vector -> !vector.values("never").isEmpty());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("harmful")
  void doesNoHarm(ReportVector vector) throws IOException {
    Path store = folder.resolve("reports.db");
    Path zone = Files.writeString(folder.resolve("empty.zone"), ZONE);
    Path file = Files.write(folder.resolve("report"), vector.octets());
    String read =
        run("reports", "read", "--vouch-for-files", "--store", store, "--dns-zone", zone, file);
    String json = run("reports", "read", "--json", "--store", store, "--dns-zone", zone, file);
    String shown = run("reports", "show", "--store", store);
    String csv = run("reports", "show", "--csv", "--store", store);
    for (String never : vector.values("never")) {
      String output = never.substring(0, never.indexOf(' '));
      String octets = Vector.unquoted(never.substring(never.indexOf(' ') + 1));
      switch (output) {
        case "terminal", "log" -> {
          for (String each : List.of(read, json, shown, csv)) {
            assertFalse(each.replace("\r\n", "\n").contains(octets), () -> vector.name() + each);
          }
        }
        case "csv-cell" -> {
          for (String cell : cells(csv)) {
            assertFalse(cell.startsWith(octets), () -> vector.name() + ": " + cell);
          }
        }
        default -> assertEquals("html", output);
      }
    }
  }

  /** The cells of CSV in which each has quotes, without them. */
  private static List<String> cells(String csv) {
    List<String> cells = new ArrayList<>();
    for (String line : csv.split("\r\n", -1)) {
      for (String cell : line.split("\",\"", -1)) {
        cells.add(cell.replaceAll("^\"|\"$", ""));
      }
    }
    assertTrue(cells.size() > 18, csv);
    return cells;
  }

  /** Both outputs, one character an octet. */
  private static String run(Object... words) {
    String[] args = Stream.of(words).map(Object::toString).toArray(String[]::new);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Main.run(args, new ByteArrayInputStream(new byte[0]), out, out);
    return out.toString(ISO_8859_1);
  }
}
