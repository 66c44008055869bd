package dev.waxseal.milter.config;

import dev.waxseal.authres.AuthservIds;
import dev.waxseal.dns.DomainName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads values specific to mail: domains, authserv-ids, networks. */
final class Values {

  private static final List<Action> ON_ERROR = List.of(Action.ACCEPT, Action.TEMPFAIL);

  /** The least that counts, and the most that every verifier works with (RFC 8301 section 3.2). */
  private static final int LEAST_KEY_BITS = 1024;

  private static final int MOST_KEY_BITS = 4096;

  private Values() {}

  /** A required domain of at least two labels. */
  static Optional<DomainName> domain(Section section, String key) {
    return section.needed(key, "\"example.org\"").flatMap(entry -> domain(section, key, entry));
  }

  /** Domains, each once. */
  static List<String> domains(Section section, String key) {
    List<String> domains = new ArrayList<>();
    for (Entry entry : section.texts(key, "[\"lists.example.org\"]")) {
      Optional<DomainName> domain = domain(section, key, entry);
      if (domain.isPresent()) {
        addOnce(section, key, domain.get().toString(), entry, domains);
      }
    }
    return domains;
  }

  /** A required authserv-id; a placeholder if it cannot be used. */
  static String id(Section section, String key) {
    return section
        .needed(key, "\"mx.example.org\"")
        .flatMap(entry -> id(section, key, entry))
        .orElse("invalid");
  }

  /** An optional authserv-id. */
  static Optional<String> optionalId(Section section, String key, String example) {
    return section.text(key, example).flatMap(entry -> id(section, key, entry));
  }

  /** Networks, each once. */
  static List<Network> networks(Section section, String key) {
    List<Network> networks = new ArrayList<>();
    List<String> seen = new ArrayList<>();
    for (Entry entry : section.texts(key, "[\"192.0.2.0/24\"]")) {
      try {
        Network network = Network.parse(entry.text());
        addOnce(section, key, network.toString(), entry, seen);
        networks.add(network);
      } catch (IllegalArgumentException e) {
        section.problem(entry.line(), key + ": " + e.getMessage());
      }
    }
    return networks;
  }

  /** Patterns of addresses. */
  static List<AddressPattern> patterns(Section section, String key, List<Entry> entries) {
    List<AddressPattern> patterns = new ArrayList<>();
    for (Entry entry : entries) {
      try {
        patterns.add(AddressPattern.parse(entry.text()));
      } catch (IllegalArgumentException e) {
        section.problem(entry.line(), key + ": " + e.getMessage());
      }
    }
    return patterns;
  }

  /** Authserv-ids, each once. */
  static List<String> ids(Section section, String key, List<Entry> entries) {
    List<String> ids = new ArrayList<>();
    for (Entry entry : entries) {
      Optional<String> id = id(section, key, entry);
      if (id.isPresent()) {
        addOnce(section, key, id.get(), entry, ids);
      }
    }
    return ids;
  }

  /** The action for errors. */
  static Action onError(Section section, Action otherwise) {
    return section.choice("on-error", ON_ERROR, Action::word, otherwise);
  }

  /** The length of the shortest RSA key that counts. */
  static int minimumKeyBits(Section section) {
    String key = "minimum-key-bits";
    Optional<Object> bits = section.any(key);
    if (bits.isPresent() && bits.get() instanceof Long few && few < LEAST_KEY_BITS) {
      section.problem(
          section.line(key),
          key
              + " is "
              + few
              + "; write a number from 1024 to 4096: \"Verifiers MUST NOT consider signatures using"
              + " RSA keys of less than 1024 bits as valid signatures\" (RFC 8301 section 3.2)");
      return LEAST_KEY_BITS;
    }
    return section.number(key, LEAST_KEY_BITS, MOST_KEY_BITS, LEAST_KEY_BITS);
  }

  private static Optional<DomainName> domain(Section section, String key, Entry entry) {
    Optional<DomainName> domain =
        DomainName.parse(entry.text()).filter(name -> name.labelCount() > 1);
    if (domain.isEmpty()) {
      section.problem(
          entry.line(),
          key
              + ": "
              + Section.quoted(entry.text())
              + " is not a domain of two labels or more; write one such as \"example.org\"");
    }
    return domain;
  }

  private static Optional<String> id(Section section, String key, Entry entry) {
    try {
      AuthservIds.of(entry.text());
      return Optional.of(entry.text());
    } catch (IllegalArgumentException e) {
      section.problem(
          entry.line(), key + ": " + e.getMessage() + "; write one such as \"mx.example.org\"");
      return Optional.empty();
    }
  }

  private static void addOnce(
      Section section, String key, String value, Entry entry, List<String> values) {
    Set<String> before = new HashSet<>();
    values.forEach(known -> before.add(known.toLowerCase(Locale.ROOT)));
    if (before.contains(value.toLowerCase(Locale.ROOT))) {
      section.problem(entry.line(), key + " names " + Section.quoted(value) + " twice; remove one");
    } else {
      values.add(value);
    }
  }
}
