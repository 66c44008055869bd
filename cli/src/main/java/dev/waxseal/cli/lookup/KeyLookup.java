package dev.waxseal.cli.lookup;

import dev.waxseal.diagnosis.Fact;
import dev.waxseal.dkim.DkimExplanation;
import dev.waxseal.dns.DomainName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The key records at a name, as they are shown.
 *
 * @param explanation the records with their findings
 * @param facts what else is known of a key that cannot be read, or is not there
 * @param alias the name that the records are at, if the name that was looked up is an alias
 */
public record KeyLookup(DkimExplanation explanation, List<Fact> facts, Optional<String> alias) {

  /** The name that was looked up. */
  public DomainName name() {
    return explanation.name();
  }

  /** The TXT records at the name. */
  public List<ExplainedKey> keys() {
    return explanation.keys().stream().map(ExplainedKey::of).toList();
  }

  /** True if one of the records holds a key that verifies mail. */
  public boolean isUsable() {
    return explanation.isUsable();
  }

  /** The findings about the records as a whole. */
  public List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    explanation.findings().forEach(finding -> findings.add(Finding.of(finding)));
    facts.forEach(fact -> findings.add(Finding.error(fact.sentence())));
    return List.copyOf(findings);
  }
}
