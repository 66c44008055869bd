package dev.waxseal.cli.migration;

import dev.waxseal.dns.DomainName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The authors that OpenDKIM signs for, as rules (opendkim.conf(5), SigningTable). A {@code file:}
 * is searched from the exact to the general, in whatever order its lines stand; a {@code refile:}
 * has patterns that are tried from top to bottom.
 */
final class SigningTable {

  private static final String ANY = "*";

  /** The shape of a name in a plain table, by which it is searched: the first is tried first. */
  private enum Shape {
    ADDRESS,
    HOST,
    USER_BELOW,
    BELOW,
    USER,
    EVERYBODY
  }

  private record Ranked(Shape shape, int labels, Rule rule) {}

  private final Map<String, KeyTable.Key> keys;
  private final Refusals refusals;

  SigningTable(Map<String, KeyTable.Key> keys, Refusals refusals) {
    this.keys = keys;
    this.refusals = refusals;
  }

  /** The rules of a plain table, the first of which comes first in the search. */
  List<Rule> plain(String file) {
    List<Ranked> ranked = new ArrayList<>();
    for (Line line : Line.of(file)) {
      String name = line.name().toLowerCase(Locale.ROOT);
      Optional<Shape> shape = shape(name);
      if (shape.isEmpty()) {
        refusals.add(
            line,
            name.contains(ANY)
                ? "a plain table has no patterns; if it is one of patterns, write refile:FILE"
                : "it is neither an address nor a domain");
        continue;
      }
      String domain = name.substring(name.indexOf('@') + 1);
      int labels = domain.split("\\.", -1).length;
      rules(line, pattern(shape.get(), name))
          .forEach(rule -> ranked.add(new Ranked(shape.get(), labels, rule)));
    }
    ranked.sort(
        Comparator.comparing(Ranked::shape)
            .thenComparing(Ranked::labels, Comparator.reverseOrder()));
    return ranked.stream().map(Ranked::rule).toList();
  }

  private static Optional<Shape> shape(String name) {
    int at = name.lastIndexOf('@');
    String domain = name.substring(at + 1);
    boolean below = domain.startsWith(".");
    boolean valid = DomainName.parse(below ? domain.substring(1) : domain).isPresent();
    if (name.equals(ANY)) {
      return Optional.of(Shape.EVERYBODY);
    }
    if (at < 0) {
      return valid ? Optional.of(below ? Shape.BELOW : Shape.HOST) : Optional.empty();
    }
    if (!name.substring(0, at).matches("[!-~&&[^*@\"\\\\]]+")) {
      return Optional.empty();
    }
    if (domain.equals(ANY)) {
      return Optional.of(Shape.USER);
    }
    return valid ? Optional.of(below ? Shape.USER_BELOW : Shape.ADDRESS) : Optional.empty();
  }

  private static String pattern(Shape shape, String name) {
    return switch (shape) {
      case ADDRESS, USER, EVERYBODY -> name;
      case HOST -> "*@" + name;
      case BELOW -> "*@*" + name;
      case USER_BELOW -> name.replace("@", "@*");
    };
  }

  /** The rules of a table of patterns, in its order. */
  List<Rule> patterns(String file) {
    List<Rule> rules = new ArrayList<>();
    for (Line line : Line.of(file)) {
      String name = line.name().toLowerCase(Locale.ROOT);
      if (name.matches("\\*[a-z0-9._-]+")) {
        rules.addAll(rules(line, "*@" + name)); // nothing but the asterisk can be the at sign
      } else if (name.equals(ANY) || name.matches("[a-z0-9._*=/+-]+@[a-z0-9._*-]+")) {
        rules.addAll(rules(line, name));
      } else {
        refusals.add(
            line,
            name.contains("@")
                ? "not a pattern of an address in letters, digits and . _ * = / + -"
                : "it matches no address; a pattern is one such as *@example.org");
      }
    }
    return rules;
  }

  private List<Rule> rules(Line line, String pattern) {
    String key = line.value();
    if (key.contains(":")) {
      refusals.add(line, "i= cannot be chosen here; leave out the colon and what is behind it");
    } else if (key.equals("%")) {
      return ofDomains(line, pattern);
    } else if (!keys.containsKey(key)) {
      refusals.add(line, "the KeyTable has no key of this name");
    } else {
      return List.of(new Rule(List.of(pattern), List.of(keys.get(key)), line));
    }
    return List.of();
  }

  /** The rules where the author's domain is the name of the key. */
  private List<Rule> ofDomains(Line line, String pattern) {
    int at = pattern.lastIndexOf('@');
    String localPart = at < 0 ? ANY : pattern.substring(0, at);
    String domains = at < 0 ? ANY : pattern.substring(at + 1);
    List<Rule> rules = new ArrayList<>();
    keys.forEach(
        (name, key) -> {
          String domain = name.toLowerCase(Locale.ROOT);
          if (KeyTable.isDomain(domain) && matches(domains, domain)) {
            rules.add(new Rule(List.of(localPart + "@" + domain), List.of(key), line));
          }
        });
    if (rules.isEmpty()) {
      refusals.add(line, "no key in the KeyTable has the name of such a domain");
    }
    return rules;
  }

  private static boolean matches(String pattern, String domain) {
    return domain.matches("\\Q" + pattern.replace(ANY, "\\E.*\\Q") + "\\E");
  }
}
