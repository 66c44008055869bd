package properties;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A report with a million records is read in a small heap. */
class ReportMemoryTest {

  private static final String RECORDS = "1000000";

  @Test
  void aMillionRecordsInAHeapOf64Mebibytes() throws Exception {
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx64m",
                    "-cp",
                    System.getProperty("java.class.path"),
                    ManyRecords.class.getName(),
                    RECORDS))
            .redirectErrorStream(true)
            .start();
    String told = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertEquals(0, process.waitFor(), told);
    assertEquals(RECORDS, told.strip());
  }
}
