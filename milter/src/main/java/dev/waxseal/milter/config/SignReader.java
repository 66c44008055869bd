package dev.waxseal.milter.config;

import dev.waxseal.dns.DomainName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the domains, or the rules, of what is signed. For one thread, used once. */
final class SignReader {

  private final Section section;
  private final Keys keys;
  private final InputFiles files;
  private final FormReader forms;
  private final Problems problems;

  SignReader(Section section, Keys keys, InputFiles files, FormReader forms, Problems problems) {
    this.section = section;
    this.keys = keys;
    this.files = files;
    this.forms = forms;
    this.problems = problems;
  }

  SignSettings read() {
    List<SigningDomain> domains = new ArrayList<>();
    Set<DomainName> names = new HashSet<>();
    List<Section> entries = section.sections("domain", "[[sign.domain]]");
    SigningForm form = forms.read(section, SigningForm.RECOMMENDED, false);
    List<SigningRule> rules = new RuleReader(section, keys, files, forms, problems).read(form);
    boolean ruled = section.has("rule") || section.has("table");
    if (entries.isEmpty() && rules.isEmpty() && !section.has("table")) {
      section.problem(section.line(), "no domain to sign for; add a section [[sign.domain]]");
    } else if (ruled && !entries.isEmpty()) {
      section.problem(
          section.line(section.has("rule") ? "rule" : "table"),
          "[[sign.domain]] excludes [[sign.rule]] and table; write everything as rules");
    }
    for (Section entry : entries) {
      Optional<DomainName> name = Values.domain(entry, "name");
      boolean subdomains = entry.flag("subdomains");
      List<SelectedKey> own = keys.of(entry, name);
      SigningForm ownForm = forms.read(entry, form, false);
      entry.close();
      if (name.isPresent() && !names.add(name.get())) {
        entry.problem(entry.line("name"), name.get() + " is named twice; put its keys together");
      } else if (name.isPresent()) {
        domains.add(new SigningDomain(name.get(), subdomains, own, ownForm));
      }
    }
    SignSettings settings =
        new SignSettings(
            domains,
            rules,
            Values.networks(section, "networks"),
            section.flag("sign-for-anybody"),
            unsigned(),
            Values.optionalId(section, "submission-id", "\"submission.example.org\""),
            Values.ids(section, "other-ids", section.texts("other-ids", "[\"mx.example.org\"]")),
            Values.onError(section, Action.ACCEPT));
    section.close();
    return settings;
  }

  private Unsigned unsigned() {
    Optional<Section> found = section.section("unsigned");
    if (found.isEmpty()) {
      return Unsigned.NONE;
    }
    Section left = found.get();
    Unsigned unsigned =
        new Unsigned(
            patterns(left, "recipients"),
            patterns(left, "authors"),
            Values.networks(left, "networks"));
    left.close();
    return unsigned;
  }

  private static List<AddressPattern> patterns(Section section, String key) {
    return Values.patterns(section, key, section.texts(key, "[\"*@example.org\"]"));
  }
}
