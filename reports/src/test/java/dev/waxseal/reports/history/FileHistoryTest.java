package dev.waxseal.reports.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was appended is read again, whatever ended the process that appended it. */
class FileHistoryTest {

  private static final LocalDate DAY = LocalDate.parse("2026-11-02");
  private static final Instant NOON = Instant.parse("2026-11-02T12:00:00Z");

  @TempDir Path folder;

  private static List<HistoryEntry> read(ReportHistory history, LocalDate day) throws IOException {
    List<HistoryEntry> entries = new ArrayList<>();
    assertEquals(0, history.read(day, entries::add));
    return entries;
  }

  private Path file(LocalDate day) {
    return folder.resolve("h").resolve(day + ".history");
  }

  private ReportHistory history() {
    return ReportHistory.inFolder(folder.resolve("h"));
  }

  @Test
  void nothingIsThereAtFirst() throws IOException {
    try (ReportHistory history = history()) {
      assertEquals(List.of(), history.days());
      assertEquals(List.of(), read(history, DAY));
      assertEquals(0, history.forget(DAY));
    }
    assertFalse(Files.exists(folder.resolve("h")));
  }

  @Test
  void entriesComeInOrderAndByDay() throws IOException {
    HistoryEntry first = Entries.at(NOON.plusSeconds(1), "a.example");
    HistoryEntry second = Entries.at(NOON, "b.example");
    HistoryEntry third = Entries.at(NOON.plusSeconds(86_400), "a.example");
    try (ReportHistory history = history()) {
      for (HistoryEntry entry : List.of(first, third, second)) {
        history.append(entry);
      }
      assertEquals(List.of(DAY, DAY.plusDays(1)), history.days());
      assertEquals(List.of(first, second), read(history, DAY));
      assertEquals(List.of(third), read(history, DAY.plusDays(1)));
      assertEquals(1, history.forget(DAY.plusDays(1)));
      assertEquals(List.of(DAY.plusDays(1)), history.days());
      history.append(first);
      assertEquals(List.of(first), read(history, DAY));
    }
  }

  /** A kill or a full disk can end a line anywhere. */
  @Test
  void aLineThatIsCutIsDroppedWhereverItIsCut() throws IOException {
    HistoryEntry entry = Entries.at(NOON, "a.example");
    try (ReportHistory history = history()) {
      history.append(entry);
      history.append(entry);
    }
    byte[] whole = Files.readAllBytes(file(DAY));
    int line = whole.length / 2;
    for (int length = line + 1; length < whole.length - 1; length++) {
      Files.write(file(DAY), Arrays.copyOf(whole, length));
      try (ReportHistory history = history()) {
        List<HistoryEntry> entries = new ArrayList<>();
        assertEquals(1, history.read(DAY, entries::add), "cut at " + length);
        assertEquals(List.of(entry), entries);
      }
    }
  }

  @Test
  void whatIsAppendedBehindACutLineIsWhole() throws IOException {
    HistoryEntry entry = Entries.at(NOON, "a.example");
    try (ReportHistory history = history()) {
      history.append(entry);
    }
    Files.writeString(file(DAY), "1\t2026-11", StandardOpenOption.APPEND);
    try (ReportHistory history = history()) {
      history.append(entry);
      List<HistoryEntry> entries = new ArrayList<>();
      assertEquals(1, history.read(DAY, entries::add));
      assertEquals(List.of(entry, entry), entries);
    }
  }

  @Test
  void linesOfAnotherVersionOrOfNobodyAreCounted() throws IOException {
    Files.createDirectories(folder.resolve("h"));
    Files.writeString(file(DAY), "2\tx\n\u0000\u0001\n\nrubbish\n");
    try (ReportHistory history = history()) {
      assertEquals(3, history.read(DAY, entry -> {}));
    }
  }

  /** Another process deletes the day while this one has its file open. */
  @Test
  void aDayThatWasForgottenElsewhereIsBegunAgain() throws IOException {
    HistoryEntry entry = Entries.at(NOON, "a.example");
    try (ReportHistory history = history()) {
      history.append(entry);
      Files.delete(file(DAY));
      history.append(entry);
      assertEquals(List.of(entry), read(history, DAY));
    }
  }

  @Test
  void severalWritersDoNotMixTheirLines() throws Exception {
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      String domain = "d" + i + ".example";
      Thread thread =
          new Thread(
              () -> {
                try (ReportHistory history = history()) {
                  for (int n = 0; n < 500; n++) {
                    history.append(Entries.at(NOON, domain));
                  }
                } catch (IOException e) {
                  throw new IllegalStateException(e);
                }
              });
      threads.add(thread);
      thread.start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    Map<String, Integer> counts = new HashMap<>();
    try (ReportHistory history = history()) {
      for (HistoryEntry entry : read(history, DAY)) {
        counts.merge(entry.policyDomain().toString(), 1, Integer::sum);
      }
    }
    assertEquals(
        Map.of("d0.example", 500, "d1.example", 500, "d2.example", 500, "d3.example", 500), counts);
  }

  @Test
  void othersCannotReadIt() throws IOException {
    try (ReportHistory history = history()) {
      history.append(Entries.at(NOON, "a.example"));
    }
    String rights = PosixFilePermissions.toString(Files.getPosixFilePermissions(file(DAY)));
    assertTrue(rights.endsWith("---"), rights);
  }
}
