package dev.waxseal.cli.migration;

import dev.waxseal.dkim.SigningKey;
import dev.waxseal.dns.DomainName;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The keys of OpenDKIM, by name, in the order of the file (opendkim.conf(5), KeyTable). */
final class KeyTable {

  private static final String PERCENT = "%";

  /**
   * A key.
   *
   * @param domain {@code d=}, or a percent sign for the domain of the author
   * @param selector {@code s=}
   * @param file the absolute path of the private key; a percent sign is the author's domain
   */
  record Key(String domain, String selector, String file) {}

  private KeyTable() {}

  static Map<String, Key> read(String file, Refusals refusals) {
    Map<String, Key> keys = new LinkedHashMap<>();
    for (Line line : Line.of(file)) {
      Optional<Key> key = key(line, refusals);
      if (key.isPresent() && keys.putIfAbsent(line.name(), key.get()) != null) {
        refusals.add(line, "the name has a key above, which OpenDKIM takes; remove one line");
      }
    }
    return keys;
  }

  private static Optional<Key> key(Line line, Refusals refusals) {
    String[] parts = line.value().split(":", 3);
    if (parts.length < 3 || line.value().matches(".*\\s.*")) {
      refusals.add(line, "a key is written NAME DOMAIN:SELECTOR:/PATH, without white space in it");
    } else if (!parts[2].startsWith("/") || SigningKey.isIn(parts[2])) {
      refusals.add(line, parts[2].startsWith(".") ? RELATIVE : INLINE);
    } else if (!parts[0].equals(PERCENT) && !isDomain(parts[0])) {
      refusals.add(line, "DOMAIN is neither a domain of two labels or more nor %");
    } else if (DomainName.parse(parts[1]).isEmpty()) {
      refusals.add(line, "SELECTOR is not a selector");
    } else if (parts[2].matches(".*%[^/]*%.*") || parts[2].matches(".*\\p{Cntrl}.*")) {
      refusals.add(line, "PATH has two % in one name, or a control character");
    } else {
      return Optional.of(new Key(parts[0], parts[1], parts[2]));
    }
    return Optional.empty();
  }

  private static final String RELATIVE =
      "the path is relative to where opendkim runs; write it from the root on";

  private static final String INLINE =
      "the key stands in the table itself; write it into a file with mode 0600, and the path of"
          + " that file, from the root on, in its place";

  static boolean isDomain(String text) {
    return DomainName.parse(text).filter(name -> name.labelCount() > 1).isPresent();
  }
}
