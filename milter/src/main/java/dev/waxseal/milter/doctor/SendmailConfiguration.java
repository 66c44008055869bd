package dev.waxseal.milter.doctor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The configuration of sendmail: {@code sendmail.cf}, which is made of {@code sendmail.mc}. */
public final class SendmailConfiguration {

  private static final String PORTS = "daemonportoptions";

  /**
   * What {@code cf/m4/proto.m4} writes where host names are looked up in DNS: {@code nocanonify}
   * writes another line.
   */
  private static final String CANONIFY = "$* $| $* < @ $* > $* $: $2 < @ $[ $3 $] > $4";

  private final Map<String, List<String>> options = new LinkedHashMap<>();
  private final Map<String, String> filters = new LinkedHashMap<>();
  private final Map<Character, List<String>> others = new LinkedHashMap<>();

  private SendmailConfiguration() {}

  /** Reads the text of {@code sendmail.cf}. */
  public static SendmailConfiguration read(String text) {
    SendmailConfiguration configuration = new SendmailConfiguration();
    for (String line : joined(text)) {
      configuration.add(line.charAt(0), line.substring(1).strip());
    }
    return configuration;
  }

  private void add(char kind, String rest) {
    if (kind == 'O') {
      String[] parts = rest.split("=", 2);
      options
          .computeIfAbsent(parts[0].strip().toLowerCase(Locale.ROOT), name -> new ArrayList<>())
          .add(parts.length > 1 ? parts[1].strip() : "");
    } else if (kind == 'X') {
      String[] parts = rest.split("[\\s,]", 2);
      filters.put(parts[0], parts.length > 1 ? parts[1].strip() : "");
    } else {
      others
          .computeIfAbsent(kind, name -> new ArrayList<>())
          .add(kind == 'R' ? rest.replaceAll("\\s+", " ") : rest);
    }
  }

  /** A line that begins with white space continues the one before. */
  private static List<String> joined(String text) {
    List<String> lines = new ArrayList<>();
    for (String line : text.lines().toList()) {
      boolean continues = !line.isBlank() && Character.isWhitespace(line.charAt(0));
      if (continues && !lines.isEmpty()) {
        lines.set(lines.size() - 1, lines.get(lines.size() - 1) + " " + line.strip());
      } else if (!line.isBlank() && !line.startsWith("#")) {
        lines.add(line);
      }
    }
    return lines;
  }

  /**
   * Where it takes mail.
   *
   * @param settings by the first letter of their names, the only one that sendmail looks at
   */
  record Port(Map<Character, String> settings, int number) {

    /** The name that milters are told. */
    String name() {
      return setting('N').orElse("Daemon" + number);
    }

    /** A setting; empty if it is not there. */
    Optional<String> setting(char letter) {
      return Optional.ofNullable(settings.get(letter));
    }

    /** True if nobody can connect but programs of this machine. */
    boolean isLocal() {
      return setting('A').filter(Hosts::isLoopback).isPresent();
    }
  }

  /** The ports; one at 25 if none is named. */
  List<Port> ports() {
    List<Port> ports = new ArrayList<>();
    for (String line : options.getOrDefault(PORTS, List.of(""))) {
      ports.add(new Port(settings(line), ports.size()));
    }
    return ports;
  }

  /** The milters of a port, by their names: its own, or those of all. */
  Map<String, Map<Character, String>> filters(Port port) {
    Map<String, Map<Character, String>> asked = new LinkedHashMap<>();
    for (String name :
        port.setting('I').orElse(option("InputMailFilters").orElse("")).split("[;,\\s]+", -1)) {
      Optional.ofNullable(filters.get(name)).ifPresent(line -> asked.put(name, settings(line)));
    }
    return asked;
  }

  /** An option; empty if it is not set. */
  Optional<String> option(String name) {
    List<String> values = options.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
    return values.isEmpty() ? Optional.empty() : Optional.of(values.get(values.size() - 1));
  }

  /** The domain of {@code MASQUERADE_AS}; empty if there is none. */
  Optional<String> masquerade() {
    return others.getOrDefault('D', List.of()).stream()
        .filter(macro -> macro.startsWith("M") && macro.length() > 1)
        .map(macro -> macro.substring(1))
        .findFirst();
  }

  /** True if there is a lookup table of a name. */
  boolean hasMap(String name) {
    return others.getOrDefault('K', List.of()).stream()
        .anyMatch(map -> map.startsWith(name + " ") || map.startsWith(name + "\t"));
  }

  /** True if host names in addresses are looked up in DNS, and aliases replaced. */
  boolean canonifies() {
    return others.getOrDefault('R', List.of()).contains(CANONIFY);
  }

  private static Map<Character, String> settings(String line) {
    Map<Character, String> settings = new LinkedHashMap<>();
    for (String setting : line.split(",", -1)) {
      String[] parts = setting.strip().split("=", 2);
      if (parts.length > 1 && !parts[0].isEmpty()) {
        settings.put(parts[0].charAt(0), parts[1].strip());
      }
    }
    return settings;
  }
}
