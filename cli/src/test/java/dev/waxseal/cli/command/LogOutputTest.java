package dev.waxseal.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogOutputTest {

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-01-02T03:04:05.678901Z"), ZoneOffset.UTC);

  private static String written(boolean journal, String line) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    LogOutput.of(out, journal, CLOCK).accept(line);
    return bytes.toString(StandardCharsets.UTF_8).stripTrailing();
  }

  @Test
  void withoutAJournalEachLineHasItsTime() {
    assertEquals(
        "time=2026-01-02T03:04:05.678Z level=info event=x", written(false, "level=info event=x"));
  }

  @Test
  void theJournalGetsThePriority() {
    assertEquals("<6>level=info event=x", written(true, "level=info event=x"));
    assertEquals("<4>level=warning event=x", written(true, "level=warning event=x"));
    assertEquals("<3>level=error event=x", written(true, "level=error event=x"));
  }

  /** A variable that was inherited says nothing of where this process writes. */
  @Test
  void onlyTheStreamThatIsNamedIsTheJournal(@TempDir Path folder) throws IOException {
    Path stream = Files.createFile(folder.resolve("stream"));
    Path other = Files.createFile(folder.resolve("other"));
    String name =
        Files.getAttribute(stream, "unix:dev") + ":" + Files.getAttribute(stream, "unix:ino");
    Map<String, String> environment = Map.of("JOURNAL_STREAM", name);
    assertTrue(LogOutput.isJournal(stream, environment));
    assertFalse(LogOutput.isJournal(other, environment));
    assertFalse(LogOutput.isJournal(stream, Map.of()));
    assertFalse(LogOutput.isJournal(folder.resolve("missing"), environment));
  }
}
