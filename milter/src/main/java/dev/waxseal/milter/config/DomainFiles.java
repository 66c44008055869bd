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
 * Makes rules of drafts. In the name of a key file {@code %} stands for the author's domain: such a
 * rule becomes one for each domain that has the file. For one thread.
 */
final class DomainFiles {

  private static final String PERCENT = "%";

  private final InputFiles files;
  private final Problems problems;

  DomainFiles(InputFiles files, Problems problems) {
    this.files = files;
    this.problems = problems;
  }

  /** The rules of a draft: one, or one for each domain and one without keys for all others. */
  List<SigningRule> rules(RuleDraft draft) {
    Optional<Entry> file =
        draft.files().stream().filter(it -> it.text().contains(PERCENT)).findFirst();
    return file.isEmpty()
        ? List.of(rule(draft, Optional.empty(), draft.source().keys(draft.domain(), PERCENT)))
        : expanded(draft, file.get());
  }

  private static SigningRule rule(
      RuleDraft draft, Optional<DomainName> only, List<SelectedKey> keys) {
    return new SigningRule(draft.from(), only, draft.domain(), keys, draft.form());
  }

  private List<SigningRule> expanded(RuleDraft draft, Entry file) {
    List<SigningRule> rules = new ArrayList<>();
    Set<DomainName> domains = domains(file);
    if (domains.isEmpty()) {
      problems.add(
          file.line(),
          "there is no file "
              + file.text()
              + " for any domain; the name of one is that of a file"
              + " or directory in place of %");
    }
    for (DomainName name : domains) {
      Optional<DomainName> own = draft.domain().or(() -> Optional.of(name));
      rules.add(rule(draft, Optional.of(name), draft.source().keys(own, name.toString())));
    }
    rules.add(rule(draft, Optional.empty(), List.of()));
    return rules;
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
      problems.add(file.line(), "cannot list " + directory + ": " + InputFiles.why(e));
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
