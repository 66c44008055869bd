package vectors;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.waxseal.dkim.DkimReason;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The reasons that the vectors' README publishes are those of the library, in the same order. */
class ReasonsTest {

  private static final Pattern ROW = Pattern.compile("\\| `([A-Z_]+)` \\| ([a-z]+) \\|");

  @Test
  void thePublishedTable() throws IOException {
    List<String> published =
        ROW.matcher(Files.readString(Vector.folder().resolve("README.md")))
            .results()
            .map(row -> row.group(1) + " " + row.group(2))
            .toList();
    List<String> ours =
        Arrays.stream(DkimReason.values())
            .map(reason -> reason + " " + reason.status().word())
            .toList();
    assertEquals(ours, published);
  }
}
