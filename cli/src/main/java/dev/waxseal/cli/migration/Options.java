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
          "nameservers");

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
  private static final String BY_POSTFIX =
      "Waxseal has no such exception; let those services of the mail server ask no milter";

  private static final Map<String, String> NOTES =
      Map.ofEntries(
          Map.entry("domain", BY_A_KEY_TABLE),
          Map.entry("selector", BY_A_KEY_TABLE),
          Map.entry("keyfile", BY_A_KEY_TABLE),
          Map.entry("subdomains", "OpenDKIM ignores it where there is a SigningTable"),
          Map.entry("canonicalization", "Waxseal signs relaxed/relaxed"),
          Map.entry("signheaders", "Waxseal signs the recommended fields"),
          Map.entry("omitheaders", "Waxseal signs the recommended fields"),
          Map.entry("oversignheaders", "Waxseal over-signs the recommended fields, From included"),
          Map.entry("minimumkeybits", "Waxseal takes RSA keys from 1024 bits on"),
          Map.entry("signaturealgorithm", "the algorithm is that of the key"),
          Map.entry("signaturettl", "Waxseal's signatures do not expire"),
          Map.entry("trustanchorfile", "DNSSEC is left to a resolver that validates"),
          Map.entry("exemptdomains", BY_POSTFIX),
          Map.entry("dontsignmailto", BY_POSTFIX),
          Map.entry("peerlist", BY_POSTFIX),
          Map.entry("senderheaders", "Waxseal looks at From alone"),
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
      boolean same =
          (name.equals("canonicalization") && line.value().equals("relaxed/relaxed"))
              || (name.equals("minimumkeybits") && line.value().equals("1024"));
      if (!TAKEN.contains(name) && !NOT_NEEDED.contains(name) && !same) {
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

  /** The networks of InternalHosts; empty if there are none. */
  List<String> networks(List<String> notes) {
    List<String> networks = new ArrayList<>();
    for (Line entry : line("internalhosts").map(this::entries).orElse(List.of())) {
      if (entry.name().startsWith("!")) {
        refusals.add(entry, "exceptions (!) cannot be told here; write the networks without them");
      } else if (entry
          .name()
          .matches("[0-9.]+(/[0-9]+)?|\\[?[0-9a-fA-F:.]*:[0-9a-fA-F:.]*]?(/[0-9]+)?")) {
        networks.add(entry.name().replaceAll("[\\[\\]]", ""));
      } else {
        notes.add(entry.place() + ": InternalHosts: only addresses and networks are taken over");
      }
    }
    return networks.stream().distinct().toList();
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
