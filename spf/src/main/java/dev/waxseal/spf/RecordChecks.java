package dev.waxseal.spf;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * Finds the faults that show in a record alone.
 *
 * @param spfRecord the record
 * @param decides true if it is the domain's policy; false if another record includes it
 */
record RecordChecks(SpfRecord spfRecord, boolean decides) {

  /** More than 65,536 addresses: far more than anybody sends mail from. */
  private static final int SMALL_IP4_PREFIX = 16;

  /** More than a provider gets for all of its customers. */
  private static final int SMALL_IP6_PREFIX = 32;

  void run(BiConsumer<SpfFinding, String> found) {
    List<SpfDirective> directives = spfRecord.directives();
    Optional<SpfDirective> all =
        directives.stream().filter(each -> each.mechanism() == SpfMechanism.ALL).findFirst();
    all.ifPresent(directive -> all(directive, found));
    if (all.isEmpty() && spfRecord.redirect().isEmpty() && decides) {
      found.accept(SpfFinding.NO_ALL, "");
    }
    directives.stream()
        .dropWhile(each -> each.mechanism() != SpfMechanism.ALL)
        .skip(1)
        .findFirst()
        .ifPresent(after -> found.accept(SpfFinding.TERMS_AFTER_ALL, after.text()));
    if (all.isPresent()) {
      spfRecord
          .redirect()
          .ifPresent(redirect -> found.accept(SpfFinding.REDIRECT_BESIDE_ALL, redirect.text()));
    }
    directives.forEach(directive -> directive(directive, found));
    spfRecord.terms().stream()
        .filter(
            term ->
                term instanceof SpfModifier modifier && modifier.kind() == SpfModifier.Kind.UNKNOWN)
        .forEach(term -> found.accept(SpfFinding.UNKNOWN_MODIFIER, Suggestion.of(term.text())));
  }

  private void all(SpfDirective all, BiConsumer<SpfFinding, String> found) {
    switch (all.qualifier()) {
      case PASS -> found.accept(SpfFinding.ANYBODY_PASSES, all.text());
      case NEUTRAL -> ifDecides(SpfFinding.NEUTRAL_ALL, all.text(), found);
      case FAIL -> ifDecides(SpfFinding.HARD_FAIL, all.text(), found);
      case SOFTFAIL -> {
        // What most domains have; there is nothing to say about it.
      }
    }
  }

  private void ifDecides(SpfFinding finding, String about, BiConsumer<SpfFinding, String> found) {
    if (decides) {
      found.accept(finding, about);
    }
  }

  private static void directive(SpfDirective directive, BiConsumer<SpfFinding, String> found) {
    if (directive.mechanism() == SpfMechanism.PTR
        || directive.target().filter(text -> text.uses("p")).isPresent()) {
      found.accept(SpfFinding.PTR_USED, directive.text());
    }
    if (isHuge(directive)) {
      found.accept(SpfFinding.HUGE_RANGE, directive.text());
    }
  }

  private static boolean isHuge(SpfDirective directive) {
    if (directive.qualifier() != SpfQualifier.PASS) {
      return false;
    }
    Optional<InetAddress> network = directive.network();
    boolean four = network.isEmpty() || network.get() instanceof Inet4Address;
    boolean six = network.isEmpty() || !(network.get() instanceof Inet4Address);
    return (four && directive.ip4Prefix() < SMALL_IP4_PREFIX)
        || (six && directive.ip6Prefix() < SMALL_IP6_PREFIX);
  }
}
