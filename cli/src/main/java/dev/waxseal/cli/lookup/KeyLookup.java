package dev.waxseal.cli.lookup;

import dev.waxseal.diagnosis.Fact;
import dev.waxseal.dns.DomainName;
import java.util.ArrayList;
import java.util.List;

/**
 * What stands at the name of a key.
 *
 * @param name the name that was asked for
 * @param keys the TXT records there, explained
 * @param facts what else is known of a key that cannot be read, or is not there
 */
public record KeyLookup(DomainName name, List<ExplainedKey> keys, List<Fact> facts) {

  /** True if one of the records holds a key that verifies mail. */
  public boolean isUsable() {
    return keys.stream().anyMatch(ExplainedKey::isUsable);
  }

  /** What is wrong with the records as a whole. */
  public List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    if (keys.isEmpty()) {
      findings.add(Finding.error("there is no TXT record at this name (RFC 6376 6.1.2 step 3)"));
    }
    if (keys.size() > 1) {
      findings.add(
          Finding.warning(
              "there are "
                  + keys.size()
                  + " records, and what receivers do then is undefined (RFC 6376 3.6.2.2)"));
    }
    facts.forEach(fact -> findings.add(Finding.error(fact.sentence())));
    return List.copyOf(findings);
  }
}
