package dev.waxseal.cli.migration;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The options of an {@code opendkim.conf}: those that are taken over, and notes of the others. */
final class Options {

  private static final Set<String> TAKEN =
      Set.of(
          "mode",
          "socket",
          "umask",
          "internalhosts",
          "authservid",
          "on-dnserror",
          "multiplesignatures",
          "keytable",
          "signingtable",
          "nameservers",
          "canonicalization",
          "signheaders",
          "omitheaders",
          "oversignheaders",
          "minimumkeybits",
          "signaturettl",
          "exemptdomains",
          "dontsignmailto",
          "peerlist",
          "senderheaders");

  private static final Set<String> NOT_NEEDED =
      Set.of(
          "syslog",
          "syslogfacility",
          "syslogname",
          "syslogsuccess",
          "logwhy",
          "logresults",
          "userid",
          "pidfile",
          "background",
          "autorestart",
          "autorestartcount",
          "autorestartrate",
          "basedirectory",
          "externalignorelist",
          "alwaysaddarheader",
          "requiresafekeys",
          "temporarydirectory",
          "milterdebug",
          "querycache",
          "enablecoredumps",
          "softwareheader");

  private static final String BY_A_KEY_TABLE = "OpenDKIM ignores it where there is a KeyTable";
  static final String NO_EXCEPTIONS =
      "exceptions (!) cannot be told here; write the entries without them";

  private static final Map<String, String> NOTES =
      Map.ofEntries(
          Map.entry("domain", BY_A_KEY_TABLE),
          Map.entry("selector", BY_A_KEY_TABLE),
          Map.entry("keyfile", BY_A_KEY_TABLE),
          Map.entry("subdomains", "OpenDKIM ignores it where there is a SigningTable"),
          Map.entry("signaturealgorithm", "the algorithm is that of the key"),
          Map.entry("trustanchorfile", "DNSSEC is left to a resolver that validates"),
          Map.entry("mta", "the socket decides who is signed for; see role in milter.toml"),
          Map.entry("macrolist", "clients that have authenticated are signed for"),
          Map.entry("include", "the other file is not read"));

  private final Map<String, Line> values = new LinkedHashMap<>();
  private final List<Line> lines;
  private final Refusals refusals;

  Options(Optional<String> file, Refusals refusals) {
    this.lines = file.map(Line::of).orElse(List.of());
    this.refusals = refusals;
    lines.forEach(line -> values.put(line.name().toLowerCase(Locale.ROOT), line));
  }

  boolean areKnown() {
    return !lines.isEmpty();
  }

  Optional<Line> line(String name) {
    return Optional.ofNullable(values.get(name));
  }

  Optional<String> value(String name) {
    return line(name).map(Line::value);
  }

  boolean isSet(String name) {
    return value(name).filter(text -> text.matches("[YyTt1].*")).isPresent();
  }

  /** What is not taken over, or not needed, each with its place. */
  List<String> notes() {
    List<String> notes = new ArrayList<>();
    for (Line line : lines) {
      String name = line.name().toLowerCase(Locale.ROOT);
      if (name.equals("senderheaders") && !line.value().equalsIgnoreCase("From")) {
        refusals.add(
            line, "mail is signed for the author in From alone; remove this line if that is right");
      } else if (!TAKEN.contains(name) && !NOT_NEEDED.contains(name)) {
        Optional<String> note = Optional.ofNullable(NOTES.get(name));
        notes.add(
            line.place()
                + ": "
                + note.map(text -> line.name() + ": " + text)
                    .orElse("this option has no equivalent"));
      }
    }
    return notes;
  }

  /** The addresses and networks in an option; empty if there are none. */
  List<String> networks(String option, List<String> notes) {
    List<String> networks = new ArrayList<>();
    for (Line entry : entries(option)) {
      if (entry.name().startsWith("!")) {
        refusals.add(entry, NO_EXCEPTIONS);
      } else if (entry
          .name()
          .matches("[0-9.]+(/[0-9]+)?|\\[?[0-9a-fA-F:.]*:[0-9a-fA-F:.]*]?(/[0-9]+)?")) {
        networks.add(entry.name().replaceAll("[\\[\\]]", ""));
      } else {
        notes.add(
            entry.place()
                + ": "
                + line(option).map(Line::name).orElse(option)
                + ": only addresses and networks are taken over");
      }
    }
    return networks.stream().distinct().toList();
  }

  /** The entries of the data set in an option; none if it is not there. */
  List<Line> entries(String option) {
    return line(option).map(this::entries).orElse(List.of());
  }

  /** A data set: a list with commas, or the lines of a file. */
  private List<Line> entries(Line line) {
    String value = line.value();
    String file = value.replaceFirst("^(re)?file:", "");
    if (file.startsWith("/")) {
      return Line.of(file);
    }
    if (value.matches("[a-z]+:.*") && !value.startsWith("csl:")) {
      refusals.add(line, "a data set of this kind is not read; write a list or the path of a file");
      return List.of();
    }
    return Arrays.stream(value.replaceFirst("^csl:", "").split("[,\\s]+", -1))
        .filter(text -> !text.isEmpty())
        .map(text -> new Line(line.file(), line.number(), text, ""))
        .toList();
  }

  Refusals refusals() {
    return refusals;
  }
}
