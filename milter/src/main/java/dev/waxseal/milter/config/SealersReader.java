package dev.waxseal.milter.config;

import dev.waxseal.dns.DomainName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tomlj.TomlArray;

/** Reads a list of sealers of ours, with their key records. For one thread, used once. */
final class SealersReader {

  static final String EXAMPLE =
      "{ domain = \"mx.example.org\", selector = \"s1\", file = \"mx.pub\" }";

  private final Section section;
  private final String key;
  private final Keys keys;

  SealersReader(Section section, String key, Keys keys) {
    this.section = section;
    this.key = key;
    this.keys = keys;
  }

  /** At least one. */
  List<OwnSealer> needed() {
    if (section
        .any(key)
        .filter(it -> !(it instanceof TomlArray array) || !array.isEmpty())
        .isEmpty()) {
      section.problem(section.line(key), "no sealer; add " + key + " = [ " + EXAMPLE + " ]");
    }
    return read();
  }

  List<OwnSealer> read() {
    List<OwnSealer> sealers = new ArrayList<>();
    for (Section entry : section.sections(key, key + " = [ " + EXAMPLE + " ]")) {
      Optional<DomainName> domain = Values.domain(entry, "domain");
      Optional<DomainName> selector =
          entry.needed("selector", "\"s1\"").flatMap(text -> selector(entry, text));
      Optional<String> keyRecord = entry.needed("file", "\"mx.pub\"").flatMap(keys::keyRecord);
      entry.close();
      if (domain.isPresent() && selector.isPresent() && keyRecord.isPresent()) {
        sealers.add(new OwnSealer(domain.get(), selector.get(), keyRecord.get()));
      }
    }
    return sealers;
  }

  private static Optional<DomainName> selector(Section entry, Entry text) {
    Optional<DomainName> selector = DomainName.parse(text.text());
    if (selector.isEmpty()) {
      entry.problem(text.line(), "not a selector; write one such as \"s1\"");
    }
    return selector;
  }
}
