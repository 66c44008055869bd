package dev.waxseal.cli.migration;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Writes a {@code milter.toml}. For one thread, used once. */
final class MilterFile {

  private static final String HEAD =
      """
      # Written by "waxseal import opendkim". Look through it, then: waxseal milter --config FILE --check
      # The user of the daemon must be able to read the keys: 0640 and its group, for example.
      """;

  private final Options options;
  private final String hostName;
  private final List<String> notes;
  private final StringBuilder text = new StringBuilder();

  MilterFile(Options options, String hostName, List<String> notes) {
    this.options = options;
    this.hostName = hostName;
    this.notes = notes;
  }

  String text(List<Rule> rules) {
    String mode = options.value("mode").orElse(options.areKnown() ? "sv" : "s");
    boolean verifies = mode.contains("v");
    listens(verifies);
    if (verifies) {
      verify();
    }
    sign();
    joined(rules).forEach(this::rule);
    options.value("nameservers").ifPresent(this::dns);
    StringBuilder head = new StringBuilder(HEAD);
    notes.forEach(note -> head.append("# note: ").append(printable(note)).append('\n'));
    return head.append(text).toString();
  }

  private void listens(boolean verifies) {
    Socket socket = Socket.of(options, notes);
    if (verifies) {
      listen(socket.first(), socket.mode(), "verify", "# asked by the service of port 25");
    }
    String signs = verifies ? socket.second() : socket.first();
    listen(signs, socket.mode(), "sign", "# asked by the service submission");
  }

  private void listen(String socket, Optional<String> mode, String role, String comment) {
    text.append("\n[[listen]]").append("\nsocket = ").append(quoted(socket));
    text.append(" ").append(comment);
    mode.ifPresent(bits -> text.append("\nmode = ").append(quoted(bits)));
    text.append("\nrole = ").append(quoted(role)).append('\n');
  }

  private void verify() {
    Optional<Line> id = options.line("authservid");
    boolean own = id.map(Line::value).filter(name -> !name.equals("HOSTNAME")).isPresent();
    if (!own) {
      notes.add(
          "no AuthservID is set: authserv-id is the name of this machine; look if it is right");
    }
    text.append("\n[verify]\nauthserv-id = ");
    text.append(quoted(own ? id.map(Line::value).orElseThrow() : hostName)).append('\n');
    options
        .value("on-dnserror")
        .filter(action -> action.startsWith("t"))
        .ifPresent(action -> text.append("on-defer = \"tempfail\"\n"));
    options.line("minimumkeybits").ifPresent(this::minimumKeyBits);
  }

  private void minimumKeyBits(Line line) {
    String bits = line.value();
    if (!bits.matches("[0-9]{1,4}") || Integer.parseInt(bits) > 4096) {
      options.refusals().add(line, "write a number of bits from 1024 to 4096");
    } else if (Integer.parseInt(bits) < 1024) {
      notes.add(
          line.place() + ": MinimumKeyBits: keys of less than 1024 bits never count (RFC 8301)");
    } else {
      text.append("minimum-key-bits = ").append(Integer.parseInt(bits)).append('\n');
    }
  }

  private void sign() {
    text.append("\n[sign]\n");
    List<String> networks = options.networks("internalhosts", notes);
    if (options.line("internalhosts").isEmpty()) {
      text.append(
          """
          # OpenDKIM signs for 127.0.0.1 unless told otherwise. If neither content filters nor list
          # servers come from there, but programs without a login do:
          # networks = ["127.0.0.1"]
          """);
    } else if (!networks.isEmpty()) {
      text.append("networks = ").append(quoted(networks)).append('\n');
    }
    new Choices(options, notes).lines().forEach(line -> text.append(line).append('\n'));
  }

  /** Rules one after the other with the same keys are one. */
  private static List<Rule> joined(List<Rule> rules) {
    List<Rule> joined = new ArrayList<>();
    for (Rule rule : rules) {
      int last = joined.size() - 1;
      if (last >= 0 && joined.get(last).keys().equals(rule.keys())) {
        List<String> from = new ArrayList<>(joined.get(last).from());
        from.addAll(rule.from());
        joined.set(last, new Rule(from, rule.keys(), rule.line()));
      } else {
        joined.add(rule);
      }
    }
    return joined;
  }

  private void rule(Rule rule) {
    text.append("\n[[sign.rule]]\nfrom = ").append(quoted(rule.from()));
    text.append("\ndomain = ").append(quoted(rule.keys().get(0).domain()));
    String keys =
        rule.keys().stream()
            .map(
                key ->
                    "{ selector = "
                        + quoted(key.selector())
                        + ", file = "
                        + quoted(key.file())
                        + " }")
            .collect(Collectors.joining(", "));
    text.append("\nkeys = [ ").append(keys).append(" ]\n");
  }

  private void dns(String servers) {
    List<String> addresses = List.of(servers.split("[,\\s]+", -1));
    text.append("\n[dns]\nservers = ").append(quoted(addresses)).append('\n');
  }

  static String quoted(List<String> values) {
    return values.stream().map(MilterFile::quoted).collect(Collectors.joining(", ", "[", "]"));
  }

  static String quoted(String value) {
    return '"' + printable(value).replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  private static String printable(String value) {
    return value.replaceAll("\\p{Cntrl}", "?");
  }
}
