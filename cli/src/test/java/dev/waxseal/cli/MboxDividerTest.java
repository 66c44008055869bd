package dev.waxseal.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where the messages of an mbox begin and end. In the tables, | is LF, ~ CRLF, and @ a date. */
class MboxDividerTest {

  private static final String DATE = "joe@example.org Tue Nov 14 22:13:20 2023";

  private final Path folder;

  MboxDividerTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @ParameterizedTest
  @CsvSource({
    "'From @|a: b||c||From @|d: e||f|', 'a: b||c|;d: e||f|'",
    "'From @|a: b||c|||', 'a: b||c||'",
    "'From @|a: b||>From c|>>From d||', 'a: b||>From c|>>From d|'",
    "'From @|a: b||c|From @|', 'a: b||c|From @|'",
    "'From @|a: b||c||From here|d||From @|e: f||', 'a: b||c||From here|d|;e: f|'",
    "'From @|a: b||c||from @|d|', 'a: b||c||from @|d|'",
    "'From @|', ''",
    "'From @~a: b~~c~~From @~d: e~~', 'a: b~~c~;d: e~'",
    "'From @|||||From @|a', '|||;a'",
    "'From @||From @|', ';'"
  })
  void aLineWithADateAfterAnEmptyLineDivides(String mbox, String messages) throws IOException {
    assertMessages(mbox, messages);
  }

  /** A writer that leaves the date out of the first line leaves it out of all. */
  @ParameterizedTest
  @CsvSource({
    "'From x|a: b||c||From y|d: e||f|', 'a: b||c|;d: e||f|'",
    "'From x|a: b||c||From @|d: e||f|', 'a: b||c|;d: e||f|'"
  })
  void withoutDates(String mbox, String messages) throws IOException {
    assertMessages(mbox, messages);
  }

  @ParameterizedTest
  @CsvSource({
    "48, 'From @|#||From @|x||From @|d: e||', '#||From @|x|;d: e|'",
    "46, 'From @|#||From @|From @|d: e||', '#||From @|;d: e|'",
    "46, 'From @|#||From @|', '#||From @|'",
    "46, 'From @|#||From @||', '#||From @|'",
    "42, 'From @|#||@|||From @|', '#||@||;'",
    "43, 'From @|#||@|||From @|', '#||@|||;'",
    "0, 'From @|#||From @|d: e||', '#||;d: e|'",
    "4, 'From @|#||From @|', '#|;'",
    "46, 'From @|#||From @|x||From @|d: e||', '#|;x|;d: e|'",
    "41, 'From @|#||@|||From @|', '#||@||;'",
    "47, 'From @|#||From @||', '#||From @||'",
    "48, 'From @|#||From @||', '#|;'",
    "999999999999999999, 'From @|#||a||From @|', '#||a|;'",
    "9999999999999999999, 'From @|#||a||From @|', '#||a|;'",
    "-1, 'From @|#||a||From @|', '#||a|;'"
  })
  void contentLengthCountsWhereADivisionOrTheEndFollows(String length, String mbox, String messages)
      throws IOException {
    String field = "A: b|content-LENGTH: " + length;
    assertMessages(mbox.replace("#", field), messages.replace("#", field));
  }

  @Test
  void twoContentLengthsSayNothing() throws IOException {
    String fields = "Content-Length: 48|Content-Length: 48||";
    assertMessages("From @|" + fields + "a||From @|b||", fields + "a|;b|");
  }

  /** Lines and messages that are larger than what is in memory at a time. */
  @Test
  void largeOnes() throws IOException {
    String line = "x".repeat(200_000) + "|";
    String text = line + "||From here|" + line.repeat(3);
    assertMessages(
        "From @|a: " + line + "|" + text + "|From @|b||", "a: " + line + "|" + text + ";b|");
    String inner = text + "|From @|" + line;
    String field = "Content-Length: " + octets(inner).length + "||";
    assertMessages("From @|" + field + inner + "|From @|b||", field + inner + ";b|");
  }

  private void assertMessages(String mbox, String messages) throws IOException {
    Path file = folder.resolve("box");
    Files.write(file, octets(mbox));
    List<String> found = new ArrayList<>();
    try (SeekableByteChannel channel = Files.newByteChannel(file)) {
      MboxDivider divider = new MboxDivider(channel);
      for (Optional<MboxDivider.Extent> next = divider.next();
          next.isPresent();
          next = divider.next()) {
        try (InputStream in = new FilePart(file, next.get())) {
          found.add(new String(in.readAllBytes(), StandardCharsets.US_ASCII));
        }
      }
    }
    assertEquals(
        new String(octets(messages), StandardCharsets.US_ASCII), String.join(";", found), mbox);
  }

  private static byte[] octets(String text) {
    return text.replace("@", DATE)
        .replace("~", "\r\n")
        .replace('|', '\n')
        .getBytes(StandardCharsets.US_ASCII);
  }
}
