package vectors;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A file of {@code testvectors/reports/write/}, in the format that its README specifies. An unknown
 * key, or one out of place, is an error.
 *
 * @param name the file's name
 * @param lines the lines of the head in order
 * @param table the rows of the history, each in words; none of a destination
 */
record WriteVector(String name, List<Map.Entry<String, String>> lines, List<List<String>> table) {

  private static final List<String> HISTORY =
      List.of("rfc", "about", "day", "set", "policy", "reports");

  private static final List<String> REPORT =
      List.of(
          "report",
          "file",
          "unique-id",
          "subject",
          "begin",
          "end",
          "policy-published",
          "error",
          "records",
          "messages",
          "record");

  private static final Set<String> DESTINATION =
      Set.of(
          "rfc", "about", "set", "dns", "author", "domain", "ask", "send", "refuse", "later",
          "none");

  static List<WriteVector> all(boolean destinations) {
    try (Stream<Path> files = Files.list(Vector.folder().resolve("reports/write"))) {
      return files
          .filter(file -> file.toString().endsWith(".vec"))
          .filter(file -> file.getFileName().toString().startsWith("to-") == destinations)
          .sorted()
          .map(WriteVector::read)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static WriteVector read(Path file) {
    try {
      return parse(file.getFileName().toString(), Files.readString(file, ISO_8859_1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static WriteVector parse(String name, String text) {
    boolean destination = name.startsWith("to-");
    int end = text.indexOf("\n\n");
    if (end < 0 || (destination && end + 2 != text.length())) {
      throw new IllegalArgumentException(name + ": the head has no end");
    }
    List<Map.Entry<String, String>> lines = new ArrayList<>();
    int place = 0;
    for (String line : text.substring(0, end).split("\n", -1)) {
      int colon = line.indexOf(": ");
      String key = colon < 0 ? line : line.substring(0, colon);
      place = destination ? known(key, name) : place(key, place, name);
      lines.add(Map.entry(key, utf8(line.substring(colon + 2))));
    }
    List<List<String>> table = new ArrayList<>();
    for (String row : destination ? new String[0] : text.substring(end + 2).split("\n", -1)) {
      if (!row.isEmpty()) {
        table.add(row(utf8(row), name));
      }
    }
    return new WriteVector(name, lines, table);
  }

  private static int known(String key, String name) {
    if (!DESTINATION.contains(key)) {
      throw new IllegalArgumentException(name + ": unknown key " + key);
    }
    return 0;
  }

  /** Where in the order of the keys a line stands; the keys of a report begin again with each. */
  private static int place(String key, int before, String name) {
    int inHead = HISTORY.indexOf(key);
    int inReport = REPORT.indexOf(key);
    int place = inHead >= 0 ? inHead : inReport + HISTORY.size();
    boolean next = key.equals("report") && before >= HISTORY.size() - 1;
    if ((inHead < 0 && inReport < 0) || (place < before && !next)) {
      throw new IllegalArgumentException(name + ": unknown key, or out of place: " + key);
    }
    return place;
  }

  private static List<String> row(String row, String name) {
    int quote = row.indexOf(" \"");
    String plain = quote < 0 ? row : row.substring(0, quote);
    List<String> cells = new ArrayList<>(List.of(plain.trim().split(" +", -1)));
    if (quote >= 0) {
      cells.add(Vector.unquoted(row.substring(quote + 1)));
    }
    if (cells.size() != (quote < 0 ? 11 : 12)) {
      throw new IllegalArgumentException(name + ": a row has " + cells.size() + " cells");
    }
    return cells;
  }

  /** The values of one key, in order. */
  List<String> of(String key) {
    return lines.stream().filter(it -> it.getKey().equals(key)).map(Map.Entry::getValue).toList();
  }

  /** The value of one key that stands there once. */
  String one(String key) {
    List<String> values = of(key);
    if (values.size() != 1) {
      throw new IllegalArgumentException(name + ": " + key + " stands there " + values.size());
    }
    return values.get(0);
  }

  /** A setting, or its default. */
  int set(String key, int otherwise) {
    return of("set").stream()
        .filter(it -> it.startsWith(key + "="))
        .map(it -> Integer.parseInt(it.substring(key.length() + 1)))
        .findFirst()
        .orElse(otherwise);
  }

  /** The lines of each report. */
  List<List<Map.Entry<String, String>>> reports() {
    List<List<Map.Entry<String, String>>> reports = new ArrayList<>();
    for (Map.Entry<String, String> line : lines) {
      if (line.getKey().equals("report")) {
        reports.add(new ArrayList<>());
      }
      if (REPORT.contains(line.getKey())) {
        reports.get(reports.size() - 1).add(line);
      }
    }
    return reports;
  }

  private static String utf8(String octets) {
    return new String(octets.getBytes(ISO_8859_1), UTF_8);
  }
}
