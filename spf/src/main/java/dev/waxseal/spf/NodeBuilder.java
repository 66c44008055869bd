package dev.waxseal.spf;

import dev.waxseal.dns.DomainName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A node of the tree in the making. */
final class NodeBuilder {
  private static final int MAX_TERMS = 200;
  private static final int MAX_RECORD = 1000;

  private final DomainName domain;
  private final String text;
  private final List<SpfTree.Term> terms = new ArrayList<>();
  private int leftOut;

  NodeBuilder(DomainName domain, String text) {
    this.domain = domain;
    this.text = Texts.printable(text, MAX_RECORD);
  }

  /**
   * A term and its part in the worst case.
   *
   * @param term the term
   * @param ignored true after {@code all}, and for a redirect beside one
   */
  record Item(SpfTerm term, boolean ignored) {
    boolean isRedirect() {
      return term instanceof SpfModifier modifier && modifier.kind() == SpfModifier.Kind.REDIRECT;
    }

    boolean causesLookups() {
      return isRedirect()
          || (term instanceof SpfDirective directive && directive.mechanism().causesLookups());
    }

    /** True if it leads to another record. */
    boolean leadsOn() {
      return isRedirect() || mechanism() == SpfMechanism.INCLUDE;
    }

    SpfMechanism mechanism() {
      return term instanceof SpfDirective directive ? directive.mechanism() : SpfMechanism.ALL;
    }

    Optional<MacroString> target() {
      return term instanceof SpfDirective directive
          ? directive.target()
          : Optional.of(((SpfModifier) term).value());
    }

    SpfFinding withoutRecord() {
      return isRedirect() ? SpfFinding.REDIRECT_WITHOUT_RECORD : SpfFinding.INCLUDE_WITHOUT_RECORD;
    }
  }

  DomainName domain() {
    return domain;
  }

  /** The terms in the order in which they are evaluated. */
  List<Item> inOrder(SpfRecord spfRecord) {
    List<Item> items = new ArrayList<>();
    boolean afterAll = false;
    for (SpfDirective directive : spfRecord.directives()) {
      items.add(new Item(directive, afterAll));
      afterAll |= directive.mechanism() == SpfMechanism.ALL;
    }
    for (SpfTerm term : spfRecord.terms()) {
      if (term instanceof SpfModifier modifier) {
        items.add(new Item(modifier, afterAll && modifier.kind() == SpfModifier.Kind.REDIRECT));
      }
    }
    return items;
  }

  void add(SpfTerm term, SpfTree.TermState state, int lookups) {
    add(term, state, lookups, Optional.empty());
  }

  void add(SpfTerm term, SpfTree.TermState state, int lookups, Optional<SpfTree.Node> nested) {
    if (terms.size() >= MAX_TERMS && nested.isEmpty()) {
      leftOut++;
    } else {
      terms.add(new SpfTree.Term(Texts.about(term), state, lookups, nested));
    }
  }

  SpfTree.Node build(SpfTree.NodeState state) {
    return new SpfTree.Node(
        Texts.about(domain.toString()), state, Optional.of(text), terms, leftOut);
  }
}
