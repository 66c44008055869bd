package dev.waxseal.milter.config;

import dev.waxseal.dkim.SigningKey;
import dev.waxseal.dns.DomainName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads rules for authors from a table, one a line: a pattern of authors, a selector, a key file
 * and, if it is not the author's, the domain of the signature. Lines with the same pattern are one
 * rule with several keys. For one thread.
 */
final class RuleTable {

  private static final String SHAPE =
      "AUTHORS SELECTOR KEYFILE, as in: *@example.org s1 keys/s1.pem";

  private final InputFiles files;
  private final Keys keys;
  private final Problems problems;

  /** A line that is well-formed. */
  private record Line(
      int number, AddressPattern from, String selector, String file, String domain) {

    Entry keyFile() {
      return new Entry(file, number);
    }
  }

  RuleTable(InputFiles files, Keys keys, Problems problems) {
    this.files = files;
    this.keys = keys;
    this.problems = problems;
  }

  List<SigningRule> read(Entry table, SigningForm form) {
    Optional<String> text = files.text(table);
    if (text.filter(SigningKey::isIn).isPresent()) { // an error would quote it
      problems.add(
          table.line(), "the table contains a private key; name the file of the key in it");
      return List.of();
    }
    Problems own = problems.of(table);
    Keys ownKeys = keys.ofTable(table);
    DomainFiles domainFiles = new DomainFiles(files, own);
    List<SigningRule> rules = new ArrayList<>();
    for (List<Line> lines : byPattern(text.orElse(""), own).values()) {
      rules.addAll(domainFiles.rules(draft(lines, form, ownKeys, own)));
    }
    if (text.filter(it -> it.lines().map(RuleTable::content).allMatch(String::isEmpty))
        .isPresent()) {
      problems.add(table.line(), "the table " + table.text() + " has no line; write " + SHAPE);
    }
    return rules;
  }

  private static Map<String, List<Line>> byPattern(String text, Problems problems) {
    Map<String, List<Line>> byPattern = new LinkedHashMap<>();
    int number = 0;
    for (String line : text.split("\r?\n", -1)) {
      number++;
      String content = content(line);
      if (!content.isEmpty()) {
        line(number, content.split("\\s+", -1), problems)
            .ifPresent(
                it ->
                    byPattern.computeIfAbsent(it.from().text(), any -> new ArrayList<>()).add(it));
      }
    }
    return byPattern;
  }

  /** A line without its comment. */
  private static String content(String line) {
    return line.replaceFirst("(^|\\s)#.*", "").strip();
  }

  private static Optional<Line> line(int number, String[] words, Problems problems) {
    if (words.length < 3 || words.length > 4) {
      problems.add(number, "a line has three words, or four with the domain; write " + SHAPE);
      return Optional.empty();
    }
    String domain = words.length == 4 ? words[3] : "%";
    if (!domain.equals("%")
        && DomainName.parse(domain).filter(name -> name.labelCount() > 1).isEmpty()) {
      problems.add(number, Section.quoted(domain) + " is not a domain of two labels or more, or %");
      return Optional.empty();
    }
    try {
      AddressPattern from = AddressPattern.parse(words[0]);
      return Optional.of(new Line(number, from, words[1], words[2], domain));
    } catch (IllegalArgumentException e) {
      problems.add(number, String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  private static RuleDraft draft(List<Line> lines, SigningForm form, Keys keys, Problems problems) {
    Line first = lines.get(0);
    Set<String> selectors = new HashSet<>();
    for (Line line : lines) {
      if (!line.domain().equals(first.domain())) {
        problems.add(
            line.number(), "line " + first.number() + " has these authors with another domain");
      } else if (!selectors.add(line.selector())) {
        problems.add(
            line.number(),
            "line " + first.number() + " has these authors and the selector; remove one");
      }
    }
    Optional<DomainName> domain = Optional.of(first.domain()).flatMap(DomainName::parse);
    return new RuleDraft(
        List.of(first.from()),
        domain,
        form,
        lines.stream().map(Line::keyFile).toList(),
        (signing, percent) ->
            lines.stream()
                .flatMap(
                    line ->
                        keys
                            .of(
                                new Entry(line.selector(), line.number()),
                                line.keyFile(),
                                signing,
                                percent)
                            .stream())
                .toList());
  }
}
