package endtoend;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The header of a message, unfolded.
 *
 * @param lines the fields, from the top down
 */
record MessageFields(List<String> lines) {

  private static final Pattern FOLD = Pattern.compile("\r\n[ \t]+");

  /** The header of a message. */
  static MessageFields of(String message) {
    String header = message.substring(0, message.indexOf("\r\n\r\n"));
    return new MessageFields(FOLD.matcher(header).replaceAll(" ").lines().toList());
  }

  /** The values of all fields of a name, from the top down. */
  List<String> all(String name) {
    String start = name.toLowerCase(Locale.ROOT) + ":";
    return lines.stream()
        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(start))
        .map(line -> line.substring(start.length()).strip())
        .toList();
  }

  /** The value of the topmost field of a name; empty if there is none. */
  String first(String name) {
    return all(name).stream().findFirst().orElse("");
  }
}
