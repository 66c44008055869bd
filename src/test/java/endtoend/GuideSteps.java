package endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The steps from nothing to sealed mail, as the table of the guide has them: what is typed, and the
 * number of the step on each machine.
 *
 * @param typed by machine, in the order of their numbers: a command, the path of a file, or DNS
 */
record GuideSteps(Map<String, List<String>> typed) {

  /** The row for what is put into DNS. */
  static final String DNS = "DNS";

  private static final String HEAD = "| typed | ";

  /** Copies the map. */
  GuideSteps {
    typed = Map.copyOf(typed);
  }

  /**
   * Reads the table.
   *
   * @throws IllegalStateException if the steps of a machine do not count from 1 upwards
   */
  static GuideSteps read(String guide) {
    List<String> lines;
    try {
      lines = Files.readAllLines(Programs.root().resolve(guide), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    List<List<String>> rows =
        lines.stream()
            .dropWhile(line -> !line.startsWith(HEAD))
            .takeWhile(line -> line.startsWith("|"))
            .map(line -> List.of(line.substring(1).split("\\|", -1)))
            .toList();
    Map<String, List<String>> typed = new LinkedHashMap<>();
    for (int column = 1; column < rows.get(0).size() - 1; column++) {
      List<String> steps = new ArrayList<>();
      for (List<String> row : rows.subList(2, rows.size())) {
        String number = row.get(column).strip();
        if (!number.isEmpty()) {
          steps.add(what(row.get(0)));
          if (Integer.parseInt(number) != steps.size()) {
            throw new IllegalStateException(
                "step " + steps.size() + " is " + number + " in " + row);
          }
        }
      }
      typed.put(rows.get(0).get(column).strip(), steps);
    }
    return new GuideSteps(typed);
  }

  private static String what(String cell) {
    return cell.strip().startsWith(DNS) ? DNS : cell.replaceFirst(".*?`([^`]+)`.*", "$1");
  }

  /** The steps on a machine. */
  List<String> on(String machine) {
    return typed.getOrDefault(machine, List.of());
  }
}
