package dev.waxseal.cli.migration;

import dev.waxseal.dkim.SignedHeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The options of OpenDKIM that choose what is signed and how, as lines of {@code [sign]}. */
final class Choices {

  private static final String ADDRESS = "[a-z0-9._=/+-]+@[a-z0-9.-]+";
  private static final String PATTERN = "[a-z0-9._*=/+-]+@[a-z0-9._*-]+";
  private static final Set<String> NEVER = Set.of("received", "return-path", "dkim-signature");
  private static final String DEFAULTS = "*";

  private final Options options;
  private final List<String> notes;

  Choices(Options options, List<String> notes) {
    this.options = options;
    this.notes = notes;
  }

  /** The lines, each with a key. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    fields(lines);
    options.line("canonicalization").flatMap(this::canonicalization).ifPresent(lines::add);
    options.line("signaturettl").flatMap(this::expiration).ifPresent(lines::add);
    unsigned().ifPresent(lines::add);
    return lines;
  }

  private void fields(List<String> lines) {
    List<String> over = names("oversignheaders");
    List<String> signed = names("signheaders");
    List<String> omitted = names("omitheaders");
    boolean all = options.line("signheaders").isPresent() && !signed.remove(DEFAULTS);
    omitted.remove(DEFAULTS);
    List<String> away = new ArrayList<>();
    taken(signed, "-").forEach(away::add);
    away.addAll(omitted.stream().filter(name -> !name.startsWith("-")).map(Choices::bare).toList());
    over.removeIf(name -> name.equals("from"));
    List<String> kept =
        signed.stream()
            .map(Choices::bare)
            .filter(name -> !over.contains(name) && !away.contains(name) && !name.equals("from"))
            .filter(this::isSigned)
            .toList();
    add(lines, "signed-fields", kept);
    add(lines, "over-signed-fields", over.stream().filter(this::isSigned).toList());
    if (all) {
      add(lines, "omitted-fields", List.of(DEFAULTS));
    } else {
      away.removeIf(name -> !isRecommended(name) || over.contains(name));
      add(lines, "omitted-fields", away.stream().distinct().toList());
    }
  }

  /** Takes the names with a mark out of a list. */
  private static List<String> taken(List<String> names, String mark) {
    List<String> taken = names.stream().filter(name -> name.startsWith(mark)).toList();
    names.removeAll(taken);
    return taken.stream().map(Choices::bare).toList();
  }

  private static String bare(String name) {
    return name.replaceFirst("^[+-]", "");
  }

  private boolean isSigned(String name) {
    return !NEVER.contains(name);
  }

  private static boolean isRecommended(String name) {
    SignedHeaders fields = SignedHeaders.recommended();
    return !name.equals("from")
        && Stream.of(fields.overSigned(), fields.overSignedIfPresent(), fields.signed())
            .flatMap(Set::stream)
            .anyMatch(name::equalsIgnoreCase);
  }

  /** The names of fields in a data set, in lower case, with the marks of a difference. */
  private List<String> names(String option) {
    Set<String> names = new TreeSet<>();
    for (Line entry : options.entries(option)) {
      String name = entry.name().toLowerCase(Locale.ROOT);
      if (name.equals(DEFAULTS) || name.equals(".") || name.matches("[+-]?[a-z0-9][a-z0-9_-]*")) {
        names.add(name);
      } else {
        options.refusals().add(entry, "not the name of a header field");
      }
    }
    names.remove(".");
    return new ArrayList<>(names);
  }

  private static void add(List<String> lines, String key, List<String> values) {
    if (!values.isEmpty()) {
      lines.add(key + " = " + MilterFile.quoted(values));
    }
  }

  /** A form alone is that of the header; the body is then simple. */
  private Optional<String> canonicalization(Line line) {
    String forms = line.value().toLowerCase(Locale.ROOT);
    if (!forms.matches("(simple|relaxed)(/(simple|relaxed))?")) {
      options.refusals().add(line, "not a canonical form such as relaxed/simple");
      return Optional.empty();
    }
    String both = forms.contains("/") ? forms : forms + "/simple";
    return Optional.of("canonicalization = " + MilterFile.quoted(both));
  }

  private Optional<String> expiration(Line line) {
    if (!line.value().matches("[0-9]{1,9}")) {
      options.refusals().add(line, "not a number of seconds");
      return Optional.empty();
    }
    int seconds = Integer.parseInt(line.value());
    String span = seconds % 86_400 == 0 ? seconds / 86_400 + "d" : seconds + "s";
    return Optional.of("expires-after = " + MilterFile.quoted(span)).filter(any -> seconds > 0);
  }

  private Optional<String> unsigned() {
    List<String> parts = new ArrayList<>();
    add(parts, "recipients", recipients());
    add(parts, "authors", exemptDomains());
    add(parts, "networks", options.networks("peerlist", notes));
    note(
        "dontsignmailto",
        "here a message is left unsigned only if all of its recipients are named");
    note("exemptdomains", "taken over for signing; see exempt-domains of [verify]");
    note("peerlist", "taken over for signing; see exempt-networks of [verify]");
    return Optional.of("unsigned = { " + String.join(", ", parts) + " }")
        .filter(any -> !parts.isEmpty());
  }

  private List<String> recipients() {
    boolean patterns =
        options.value("dontsignmailto").filter(set -> set.startsWith("refile:")).isPresent();
    return taken(
        "dontsignmailto",
        name -> name.matches(patterns ? PATTERN : ADDRESS),
        "only addresses are taken over");
  }

  /** OpenDKIM compares whole domains here: a name that begins with a dot exempts nobody. */
  private List<String> exemptDomains() {
    return taken("exemptdomains", KeyTable::isDomain, "only domains are taken over").stream()
        .map(name -> "*@" + name)
        .toList();
  }

  private List<String> taken(String option, Predicate<String> fits, String otherwise) {
    List<String> taken = new ArrayList<>();
    for (Line entry : options.entries(option)) {
      String name = entry.name().toLowerCase(Locale.ROOT);
      if (name.startsWith("!")) {
        options.refusals().add(entry, Options.NO_EXCEPTIONS);
      } else if (fits.test(name)) {
        taken.add(name);
      } else {
        notes.add(entry.place() + ": " + otherwise);
      }
    }
    return taken.stream().distinct().toList();
  }

  private void note(String option, String sentence) {
    options
        .line(option)
        .ifPresent(line -> notes.add(line.place() + ": " + line.name() + ": " + sentence));
  }
}
