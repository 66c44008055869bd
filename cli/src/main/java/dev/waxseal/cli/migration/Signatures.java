package dev.waxseal.cli.migration;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes rules that do the same where OpenDKIM may sign by several lines of its table. */
final class Signatures {

  private static final String STANDS_ABOVE =
      "the name stands above, and OpenDKIM takes that line; remove one of them";

  private final Refusals refusals;

  Signatures(Refusals refusals) {
    this.refusals = refusals;
  }

  /** The rules where the first line that matches counts. */
  List<Rule> first(List<Rule> rules, boolean plain, boolean known) {
    List<Rule> all = new ArrayList<>();
    for (Rule rule : rules) {
      Optional<Rule> before = same(all, rule);
      if (before.isEmpty()) {
        stopped(all, rule);
        all.add(rule);
      } else if (plain || known) {
        refusals.add(rule.line(), STANDS_ABOVE);
      } else {
        refusals.add(
            rule.line(),
            "the pattern stands above; both lines count only with MultipleSignatures, so give"
                + " opendkim.conf, too, or remove one");
      }
    }
    return all;
  }

  /**
   * With a percent sign for the name of the key OpenDKIM refuses mail of a domain without a key; a
   * rule of ours below would sign it.
   */
  private void stopped(List<Rule> all, Rule rule) {
    boolean after =
        all.stream()
            .anyMatch(it -> it.line().value().equals("%") && !it.line().equals(rule.line()));
    if (after) {
      refusals.add(
          rule.line(),
          "a line with the key % is tried before it, and OpenDKIM refuses mail of domains without"
              + " a key there; write that line out for each domain");
    }
  }

  /** The rules where all lines that match count: equal patterns become one rule. */
  List<Rule> all(List<Rule> rules, boolean plain) {
    List<Rule> all = new ArrayList<>();
    for (Rule rule : rules) {
      Optional<Rule> before = same(all, rule);
      boolean oneDomain =
          before
              .filter(it -> !it.keys().get(0).domain().equals(rule.keys().get(0).domain()))
              .isEmpty();
      if (before.isPresent() && plain) {
        refusals.add(rule.line(), STANDS_ABOVE);
      } else if (!oneDomain) {
        refusals.add(rule.line(), "signatures of two domains on one message cannot be told here");
      } else if (before.isPresent()) {
        List<KeyTable.Key> keys = new ArrayList<>(before.get().keys());
        keys.addAll(rule.keys());
        all.set(all.indexOf(before.get()), new Rule(rule.from(), keys, before.get().line()));
      } else {
        if (all.stream().anyMatch(rule::meets)) {
          refusals.add(
              rule.line(),
              "with MultipleSignatures this line and one above can match the same address; here"
                  + " the first alone counts");
        }
        all.add(rule);
      }
    }
    return all;
  }

  private static Optional<Rule> same(List<Rule> rules, Rule rule) {
    return rules.stream().filter(it -> it.pattern().equals(rule.pattern())).findFirst();
  }
}
