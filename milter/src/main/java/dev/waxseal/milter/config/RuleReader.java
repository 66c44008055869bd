package dev.waxseal.milter.config;

import dev.waxseal.dns.DomainName;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads the rules for authors. In the name of a key file {@code %} stands for the author's domain:
 * such a rule becomes one for each domain that has the file. For one thread, used once.
 */
final class RuleReader {

  private static final String PERCENT = "%";

  private final Section section;
  private final Keys keys;
  private final InputFiles files;
  private final FormReader forms;

  RuleReader(Section section, Keys keys, InputFiles files, FormReader forms) {
    this.section = section;
    this.keys = keys;
    this.files = files;
    this.forms = forms;
  }

  /**
   * The rules.
   *
   * @param form the form of signatures where a rule does not say otherwise
   */
  List<SigningRule> read(SigningForm form) {
    List<SigningRule> rules = new ArrayList<>();
    for (Section entry : section.sections("rule", "[[sign.rule]]")) {
      List<AddressPattern> from =
          Values.patterns(entry, "from", entry.neededTexts("from", "[\"*@example.org\"]"));
      Optional<DomainName> domain = domain(entry);
      SigningForm own = forms.read(entry, form, false);
      List<Entry> perDomain =
          keys.names(entry).stream().filter(file -> file.text().contains(PERCENT)).toList();
      if (perDomain.isEmpty()) {
        rules.add(new SigningRule(from, Optional.empty(), domain, keys.of(entry, domain), own));
      } else {
        expand(entry, from, domain, perDomain.get(0), own, rules);
      }
      entry.close();
    }
    return rules;
  }

  /** The domain of the signatures; empty for that of each author. */
  private static Optional<DomainName> domain(Section entry) {
    Optional<Entry> text = entry.text("domain", "\"example.org\"");
    return text.filter(it -> it.text().equals(PERCENT)).isPresent()
        ? Optional.empty()
        : Values.domain(entry, "domain");
  }

  /** One rule for each domain that has the file, and one without keys for all other domains. */
  private void expand(
      Section entry,
      List<AddressPattern> from,
      Optional<DomainName> domain,
      Entry file,
      SigningForm form,
      List<SigningRule> rules) {
    Set<DomainName> domains = domains(file);
    if (domains.isEmpty()) {
      entry.problem(
          file.line(),
          "there is no file "
              + file.text()
              + " for any domain; the name of one is that of a file"
              + " or directory in place of %");
    }
    for (DomainName name : domains) {
      Optional<DomainName> own = domain.or(() -> Optional.of(name));
      rules.add(
          new SigningRule(
              from, Optional.of(name), domain, keys.of(entry, own, name.toString()), form));
    }
    rules.add(new SigningRule(from, Optional.empty(), domain, List.of(), form));
  }

  /** The domains that have a key file, by the names in the directory above the first percent. */
  private Set<DomainName> domains(Entry file) {
    Set<DomainName> domains = new TreeSet<>(Comparator.comparing(DomainName::toString));
    Optional<Path> path = files.path(file).map(Path::toAbsolutePath);
    if (path.isEmpty()) {
      return domains;
    }
    Path whole = path.get();
    int index = 0;
    while (!whole.getName(index).toString().contains(PERCENT)) {
      index++;
    }
    Path directory = Optional.ofNullable(whole.getRoot()).orElse(whole);
    directory = index == 0 ? directory : directory.resolve(whole.subpath(0, index));
    String[] around = whole.getName(index).toString().split(PERCENT, 2);
    files.watch(directory);
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
      for (Path each : entries) {
        between(around[0], String.valueOf(each.getFileName()), around[1])
            .filter(domain -> hasFile(whole, domain))
            .ifPresent(domains::add);
      }
    } catch (IOException e) {
      section.problem(file.line(), "cannot list " + directory + ": " + InputFiles.why(e));
    }
    return domains;
  }

  private static Optional<DomainName> between(String before, String name, String after) {
    boolean fits =
        name.length() > before.length() + after.length()
            && name.startsWith(before)
            && name.endsWith(after);
    return Optional.of(name)
        .filter(any -> fits)
        .flatMap(
            any -> DomainName.parse(any.substring(before.length(), any.length() - after.length())))
        .filter(domain -> domain.labelCount() > 1);
  }

  private boolean hasFile(Path pattern, DomainName domain) {
    Path file = Path.of(pattern.toString().replace(PERCENT, domain.toString()));
    files.watch(file);
    return Files.exists(file);
  }
}
