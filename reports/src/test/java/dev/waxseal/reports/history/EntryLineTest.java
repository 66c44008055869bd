package dev.waxseal.reports.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

/** A line is one line of ASCII, and has all of its entry again. */
class EntryLineTest {

  private static final Instant TIME = Instant.parse("2026-11-02T12:00:00Z");

  @Property(tries = 500)
  void anyTextComesBack(
      @ForAll String selector, @ForAll String comment, @ForAll @Size(16) byte[] address) {
    HistoryEntry entry =
        Entries.of(TIME, "a.example", valid(selector), valid(comment), Arrays.copyOf(address, 16));
    String line = EntryLine.of(entry);
    assertTrue(line.matches("[\\t -~]+"), line);
    assertEquals(Optional.of(entry), new EntryLine.Reader().read(line));
  }

  @Property(tries = 500)
  void noLineMakesItThrow(@ForAll String line) {
    assertEquals(Optional.empty(), new EntryLine.Reader().read(line));
  }

  /** Half a surrogate pair is not text in any encoding. */
  private static String valid(String text) {
    return text.replaceAll("[\\ud800-\\udfff]", "");
  }
}
