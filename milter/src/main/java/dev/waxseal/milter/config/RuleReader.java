package dev.waxseal.milter.config;

import dev.waxseal.dns.DomainName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the rules for authors, of sections and of a table. For one thread, used once. */
final class RuleReader {

  private final Section section;
  private final Keys keys;
  private final InputFiles files;
  private final FormReader forms;
  private final Problems problems;

  RuleReader(Section section, Keys keys, InputFiles files, FormReader forms, Problems problems) {
    this.section = section;
    this.keys = keys;
    this.files = files;
    this.forms = forms;
    this.problems = problems;
  }

  /**
   * The rules: those of the sections, then those of the table.
   *
   * @param form the form of signatures where a rule does not say otherwise
   */
  List<SigningRule> read(SigningForm form) {
    DomainFiles domainFiles = new DomainFiles(files, problems);
    List<SigningRule> rules = new ArrayList<>();
    for (Section entry : section.sections("rule", "[[sign.rule]]")) {
      rules.addAll(domainFiles.rules(draft(entry, form)));
      entry.close();
    }
    section
        .text("table", "\"domains.table\"")
        .ifPresent(file -> rules.addAll(new RuleTable(files, keys, problems).read(file, form)));
    return rules;
  }

  private RuleDraft draft(Section entry, SigningForm form) {
    return new RuleDraft(
        Values.patterns(entry, "from", entry.neededTexts("from", "[\"*@example.org\"]")),
        domain(entry),
        forms.read(entry, form, false),
        keys.names(entry),
        (domain, percent) -> keys.of(entry, domain, percent));
  }

  /** The domain of the signatures; empty for that of each author. */
  private static Optional<DomainName> domain(Section entry) {
    Optional<Entry> text = entry.text("domain", "\"example.org\"");
    return text.filter(it -> it.text().equals("%")).isPresent()
        ? Optional.empty()
        : Values.domain(entry, "domain");
  }
}
