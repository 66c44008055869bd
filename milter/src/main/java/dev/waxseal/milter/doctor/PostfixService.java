package dev.waxseal.milter.doctor;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A line of {@code master.cf}.
 *
 * @param name an address and a port, or a word
 * @param type {@code inet}, {@code unix} and others
 * @param chroot true if it is locked up in the queue directory: {@code y}, {@code n} or {@code -}
 * @param processes how many there may be: a number, or {@code -}
 * @param command the program
 * @param options what {@code -o} says, by its name
 */
record PostfixService(
    String name,
    String type,
    String chroot,
    String processes,
    String command,
    Map<String, String> options) {

  private static final int CHROOT = 4;
  private static final int PROCESSES = 6;
  private static final int COLUMNS = 8;
  private static final Map<String, String> PORTS =
      Map.of("smtp", "25", "smtps", "465", "submissions", "465", "submission", "587");

  /** Copies the map. */
  PostfixService {
    options = Map.copyOf(options);
  }

  /** Reads a line; empty if it does not describe a service. */
  static Optional<PostfixService> read(String line) {
    List<String> words = words(line, " \t");
    if (words.size() < COLUMNS) {
      return Optional.empty();
    }
    Map<String, String> options = new HashMap<>();
    for (int i = COLUMNS; i + 1 < words.size(); i++) {
      if (words.get(i).equals("-o")) {
        String option = words.get(i + 1);
        int equals = option.indexOf('=');
        if (equals > 0) {
          options.put(option.substring(0, equals).strip(), option.substring(equals + 1).strip());
        }
      }
    }
    return Optional.of(
        new PostfixService(
            words.get(0),
            words.get(1),
            words.get(CHROOT),
            words.get(PROCESSES),
            words.get(COLUMNS - 1),
            options));
  }

  /** The elements of a list, separated by white space or commas. */
  static List<String> words(String list) {
    return words(list, " \t,");
  }

  /** Braces group their content; braces around a whole word are removed. */
  private static List<String> words(String line, String separators) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    int depth = 0;
    String text = line + " ";
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      depth += c == '{' ? 1 : c == '}' ? -1 : 0;
      if (depth <= 0 && separators.indexOf(c) >= 0) {
        if (!word.isEmpty()) {
          words.add(bare(word.toString()));
        }
        word.setLength(0);
      } else {
        word.append(c);
      }
    }
    return words;
  }

  private static String bare(String word) {
    return word.startsWith("{") && word.endsWith("}")
        ? word.substring(1, word.length() - 1).strip()
        : word;
  }

  boolean isServer() {
    return type.equals("inet") && command.equals("smtpd");
  }

  /** The port where it takes mail, as a number where that is known. */
  String port() {
    String port = name.substring(name.lastIndexOf(':') + 1);
    return PORTS.getOrDefault(port, port);
  }

  /** The address where it takes mail; empty for all. */
  String host() {
    int colon = name.lastIndexOf(':');
    return colon < 0 ? "" : name.substring(0, colon).replaceAll("[\\[\\]]", "");
  }

  /** True if that address and port lead to this service. */
  boolean isAt(String otherHost, String otherPort) {
    return isServer()
        && port().equals(PORTS.getOrDefault(otherPort, otherPort))
        && (host().isEmpty() || Hosts.isSame(host(), otherHost));
  }

  /** The same program at the address of another service, which hands its connections over. */
  PostfixService behind(PostfixService door) {
    return new PostfixService(door.name, door.type, chroot, processes, command, options);
  }
}
