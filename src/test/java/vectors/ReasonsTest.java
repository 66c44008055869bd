package vectors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waxseal.arc.ArcReason;
import dev.waxseal.arc.SealReason;
import dev.waxseal.authres.Reason;
import dev.waxseal.dkim.signature.DkimReason;
import dev.waxseal.dmarc.DmarcReason;
import dev.waxseal.spf.SpfReason;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The reasons are those that the vectors' README publishes, and each says what a report needs. */
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

  /** Each reason gives a word that RFC 8601 section 2.7 has for its method, and its section. */
  @Test
  void everyReason() {
    check(DkimReason.values(), "none fail policy neutral temperror permerror");
    check(SpfReason.values(), "none policy neutral fail softfail temperror permerror");
    check(ArcReason.values(), "fail");
    check(SealReason.values(), "none");
    check(DmarcReason.values(), "none fail temperror permerror");
  }

  private static void check(Reason[] reasons, String words) {
    for (Reason reason : reasons) {
      assertTrue(List.of(words.split(" ")).contains(reason.result()), reason + reason.result());
      assertTrue(reason.section().matches("RFC \\d{4} section \\d.*"), reason.section());
      assertEquals(reason.summary(), reason.detail(""));
      assertEquals(reason.summary() + ": x", reason.detail("x"));
    }
  }
}
