package vectors;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A file of {@code testvectors/}, in the format that its README specifies. An unknown key is an
 * error, so that the format cannot rot.
 *
 * @param name the path below {@code testvectors/}
 * @param head the lines of the head by key, in order
 * @param message the message, byte for byte
 */
record Vector(String name, Map<String, List<String>> head, String message) {

  private static final Pattern ESCAPE = Pattern.compile("\\\\(x[0-9a-fA-F]{2}|[rnt\\\\\"])");

  private static final Set<String> KEYS =
      Set.of("rfc", "about", "now", "dns", "client", "trust", "seal", "expect", "source");

  /** Where {@code testvectors/} is. */
  static Path folder() {
    return Path.of(System.getProperty("waxseal.root", "../..")).resolve("testvectors");
  }

  /** All vectors of one folder. */
  static List<Vector> all(String room) {
    try (Stream<Path> files = Files.list(folder().resolve(room))) {
      return files
          .filter(file -> file.toString().endsWith(".vec"))
          .sorted()
          .map(Vector::read)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One file. */
  static Vector read(Path file) {
    try {
      return parse(
          folder().relativize(file).toString(), new String(Files.readAllBytes(file), ISO_8859_1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The text of a file, one character an octet. */
  static Vector parse(String name, String text) {
    int end = text.indexOf("\n\n");
    if (end < 0) {
      throw new IllegalArgumentException(name + ": no empty line ends the head");
    }
    Map<String, List<String>> head = new LinkedHashMap<>();
    for (String line : text.substring(0, end).split("\n", -1)) {
      int colon = line.indexOf(": ");
      String key = colon < 0 ? line : line.substring(0, colon);
      if (colon < 0 || !KEYS.contains(key)) {
        throw new IllegalArgumentException(name + ": unknown key in the line: " + line);
      }
      head.computeIfAbsent(key, k -> new ArrayList<>()).add(utf8(line.substring(colon + 2)));
    }
    if (!head.keySet().containsAll(List.of("rfc", "about", "expect"))) {
      throw new IllegalArgumentException(name + ": rfc, about and expect are required");
    }
    return new Vector(name, head, text.substring(end + 2));
  }

  /** The values of one key, in order. */
  List<String> all(Key key) {
    return head.getOrDefault(key.name(), List.of());
  }

  /** The keys that tests ask for. */
  enum Key {
    about,
    now,
    dns,
    seal,
    expect
  }

  byte[] bytes() {
    return message.getBytes(ISO_8859_1);
  }

  private static String utf8(String octets) {
    return new String(octets.getBytes(ISO_8859_1), UTF_8);
  }

  /** The octets of a quoted text with the escapes \r \n \t \\ \" and \xHH. */
  static String unquoted(String quoted) {
    if (quoted.length() < 2 || !quoted.startsWith("\"") || !quoted.endsWith("\"")) {
      throw new IllegalArgumentException("not quoted: " + quoted);
    }
    StringBuilder text = new StringBuilder();
    Matcher escapes = ESCAPE.matcher(quoted.substring(1, quoted.length() - 1));
    while (escapes.find()) {
      escapes.appendReplacement(text, Matcher.quoteReplacement(octet(escapes.group(1))));
    }
    return escapes.appendTail(text).toString();
  }

  private static String octet(String escape) {
    return switch (escape.charAt(0)) {
      case 'r' -> "\r";
      case 'n' -> "\n";
      case 't' -> "\t";
      case 'x' -> String.valueOf((char) Integer.parseInt(escape.substring(1), 16));
      default -> escape;
    };
  }

  /** The words of an expectation, the quoted text at its end in one piece. */
  static List<String> words(String expectation) {
    int quote = expectation.indexOf(" \"");
    String plain = quote < 0 ? expectation : expectation.substring(0, quote);
    List<String> words = new ArrayList<>(Arrays.asList(plain.trim().split(" +", -1)));
    if (quote >= 0) {
      words.add(expectation.substring(quote + 1));
    }
    return words;
  }
}
