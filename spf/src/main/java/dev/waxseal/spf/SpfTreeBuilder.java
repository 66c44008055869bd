package dev.waxseal.spf;

import dev.waxseal.dns.DnsRecord;
import dev.waxseal.dns.DomainName;
import dev.waxseal.dns.RecordFinding;
import dev.waxseal.dns.RecordType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Walks the records of a domain without a client. For one walk.
 *
 * <p>It ends: a domain is not followed below itself, and after a hundred terms that cause look-ups
 * none is.
 */
final class SpfTreeBuilder {
  private static final int MAX_LOOKUPS = 100;
  private static final int MANY_LOOKUPS = 8;
  private static final int MAX_FINDINGS = 100;

  /** The part of a text that is shown if it is not a record. */
  private static final int SHOWN = 60;

  /** RFC 7208 section 3.4. */
  private static final int MAX_OCTETS = 450;

  private final SpfQueries queries;
  private final TermAnswers answers;
  private final List<RecordFinding> findings = new ArrayList<>();
  private int lookups;
  private int voidForIpv4;
  private int voidForIpv6;
  private boolean cut;

  SpfTreeBuilder(SpfQueries queries) {
    this.queries = queries;
    this.answers = new TermAnswers(queries);
  }

  CompletionStage<SpfTree> of(DomainName domain) {
    return node(domain, List.of(), true)
        .thenApply(
            root -> {
              if (root.state() == SpfTree.NodeState.NO_RECORD
                  || root.state() == SpfTree.NodeState.NO_SUCH_DOMAIN) {
                found(SpfFinding.NO_RECORD, domain, "");
              }
              countFindings(domain);
              return new SpfTree(
                  domain,
                  root,
                  lookups,
                  new SpfTree.VoidLookups(voidForIpv4, voidForIpv6),
                  findings);
            });
  }

  private void countFindings(DomainName domain) {
    if (lookups > Tally.MAX_LOOKUPS) {
      found(SpfFinding.TOO_MANY_LOOKUPS, domain, lookups + " of 10");
    } else if (lookups >= MANY_LOOKUPS) {
      found(SpfFinding.MANY_LOOKUPS, domain, lookups + " of 10");
    }
    if (voidForIpv4 == voidForIpv6) {
      countVoid(domain, voidForIpv4, "");
    } else {
      countVoid(domain, voidForIpv4, " for IPv4 clients");
      countVoid(domain, voidForIpv6, " for IPv6 clients");
    }
  }

  private void countVoid(DomainName domain, int count, String clients) {
    if (count > Tally.MAX_VOID_LOOKUPS) {
      found(SpfFinding.TOO_MANY_VOID_LOOKUPS, domain, count + " of 2" + clients);
    }
  }

  /**
   * The record of a domain.
   *
   * @param above the domains whose records led here
   * @param decides true if its end is the domain's policy; false in an include
   */
  private CompletionStage<SpfTree.Node> node(
      DomainName domain, List<DomainName> above, boolean decides) {
    return queries
        .ask(domain, RecordType.TXT)
        .thenCompose(
            answer -> {
              List<String> texts =
                  answer.records().stream()
                      .map(DnsRecord.Txt::text)
                      .filter(SpfRecord::isSelected)
                      .toList();
              checkSize(domain, answer);
              answer.records().forEach(txt -> checkSelection(domain, txt.text()));
              return texts.size() == 1
                  ? read(domain, above, decides, texts.get(0))
                  : CompletableFuture.completedFuture(without(domain, answer, texts.size()));
            });
  }

  /** A text that was meant to be an SPF record, and is not taken for one. */
  private void checkSelection(DomainName domain, String text) {
    SpfRecord.nearMiss(text)
        .ifPresent(
            why ->
                found(
                    SpfFinding.NOT_SELECTED,
                    domain,
                    Texts.printable(text, SHOWN) + " (" + why + ")"));
  }

  private void checkSize(DomainName domain, SpfQueries.Answer<DnsRecord.Txt> answer) {
    int octets =
        domain.toString().length()
            + answer.records().stream().mapToInt(record -> record.text().length()).sum();
    if (octets > MAX_OCTETS) {
      found(SpfFinding.RECORD_TOO_LONG, domain, octets + " octets");
    }
  }

  private SpfTree.Node without(
      DomainName domain, SpfQueries.Answer<DnsRecord.Txt> answer, int records) {
    SpfTree.NodeState state =
        records > 1
            ? SpfTree.NodeState.SEVERAL_RECORDS
            : answer.exists() ? SpfTree.NodeState.NO_RECORD : SpfTree.NodeState.NO_SUCH_DOMAIN;
    if (records > 1) {
      found(SpfFinding.SEVERAL_RECORDS, domain, records + " records");
    }
    if (answer.missing().isPresent()) {
      state = SpfTree.NodeState.UNAVAILABLE;
      found(SpfFinding.DNS_UNAVAILABLE, domain, "TXT: " + answer.missing().get());
    }
    return new SpfTree.Node(domain.toString(), state, Optional.empty(), List.of(), 0);
  }

  private CompletionStage<SpfTree.Node> read(
      DomainName domain, List<DomainName> above, boolean decides, String text) {
    NodeBuilder builder = new NodeBuilder(domain, text);
    try {
      SpfRecord spfRecord = SpfRecordParser.parse(text);
      new RecordChecks(spfRecord, decides).run((what, about) -> found(what, domain, about));
      List<DomainName> path = new ArrayList<>(above);
      path.add(domain);
      return Steps.first(
              builder.inOrder(spfRecord).iterator(),
              term -> term(builder, path, decides, term).thenApply(done -> Optional.empty()))
          .thenApply(done -> builder.build(SpfTree.NodeState.RECORD));
    } catch (RecordFault fault) {
      syntax(fault, domain);
      return CompletableFuture.completedFuture(builder.build(SpfTree.NodeState.SYNTAX));
    }
  }

  private CompletionStage<Void> term(
      NodeBuilder node, List<DomainName> path, boolean decides, NodeBuilder.Item item) {
    SpfTerm term = item.term();
    if (item.ignored() || !item.causesLookups()) {
      boolean ignored = item.ignored();
      node.add(term, ignored ? SpfTree.TermState.IGNORED : SpfTree.TermState.PLAIN, lookups);
      return CompletableFuture.completedFuture(null);
    }
    if (lookups >= MAX_LOOKUPS) {
      if (!cut) {
        cut = true;
        found(SpfFinding.CUT, node.domain(), term.text());
      }
      node.add(term, SpfTree.TermState.CUT, lookups);
      return CompletableFuture.completedFuture(null);
    }
    lookups += item.target().filter(text -> text.uses("p")).isPresent() ? 2 : 1;
    if (item.target().filter(MacroString::hasMacros).isPresent()) {
      node.add(term, SpfTree.TermState.DEPENDS_ON_MESSAGE, lookups);
      return CompletableFuture.completedFuture(null);
    }
    Optional<DomainName> name =
        item.target().map(SpfTreeBuilder::name).orElse(Optional.of(node.domain()));
    return item.leadsOn()
        ? follow(node, path, decides && item.isRedirect(), item, name)
        : look(item, name).thenAccept(state -> node.add(term, counted(state, node, term), lookups));
  }

  private void syntax(RecordFault fault, DomainName domain) {
    if (fault.reason() == SpfReason.UNKNOWN_MECHANISM) {
      String term = fault.about().replaceAll("^\"|\"$", "");
      found(SpfFinding.UNKNOWN_MECHANISM, domain, Suggestion.of(term));
    } else {
      found(SpfFinding.RECORD_SYNTAX, domain, fault.about());
    }
  }

  private static Optional<DomainName> name(MacroString text) {
    String plain = text.plain();
    return DomainName.forLookup(
        plain.endsWith(".") ? plain.substring(0, plain.length() - 1) : plain);
  }

  /** An include or a redirect. */
  private CompletionStage<Void> follow(
      NodeBuilder node,
      List<DomainName> path,
      boolean decides,
      NodeBuilder.Item item,
      Optional<DomainName> name) {
    SpfTerm term = item.term();
    if (name.filter(target -> target.labelCount() > 1).isEmpty()) {
      found(item.withoutRecord(), node.domain(), term.text());
      node.add(term, SpfTree.TermState.NO_NAME, lookups);
      return CompletableFuture.completedFuture(null);
    }
    if (path.contains(name.get())) {
      found(SpfFinding.LOOP, node.domain(), term.text());
      node.add(term, SpfTree.TermState.LOOP, lookups);
      return CompletableFuture.completedFuture(null);
    }
    return node(name.get(), path, decides)
        .thenAccept(
            nested -> {
              SpfTree.NodeState state = nested.state();
              if (state == SpfTree.NodeState.NO_RECORD
                  || state == SpfTree.NodeState.NO_SUCH_DOMAIN) {
                found(item.withoutRecord(), node.domain(), term.text());
              }
              node.add(
                  term,
                  state == SpfTree.NodeState.UNAVAILABLE
                      ? SpfTree.TermState.UNAVAILABLE
                      : SpfTree.TermState.FOUND,
                  lookups,
                  Optional.of(nested));
            });
  }

  /** Asks if DNS has records for an {@code a}, {@code mx}, {@code exists} or {@code ptr}. */
  private CompletionStage<SpfTree.TermState> look(
      NodeBuilder.Item item, Optional<DomainName> name) {
    if (name.isEmpty()) {
      return CompletableFuture.completedFuture(SpfTree.TermState.NO_NAME);
    }
    DomainName target = name.get();
    return switch (item.mechanism()) {
      case A -> answers.host(target);
      case MX -> queries.ask(target, RecordType.MX).thenCompose(answer -> mx(target, answer));
      case EXISTS -> answers.name(target);
      default -> CompletableFuture.completedFuture(SpfTree.TermState.DEPENDS_ON_MESSAGE);
    };
  }

  private CompletionStage<SpfTree.TermState> mx(
      DomainName domain, SpfQueries.Answer<DnsRecord.Mx> answer) {
    if (answer.records().size() > Mechanisms.MAX_MX_NAMES) {
      found(SpfFinding.TOO_MANY_MX_NAMES, domain, answer.records().size() + " of 10");
    }
    return answers.mailServers(answer);
  }

  private SpfTree.TermState counted(SpfTree.TermState state, NodeBuilder node, SpfTerm term) {
    voidForIpv4 += isVoid(state) && state != SpfTree.TermState.VOID_FOR_IPV6 ? 1 : 0;
    voidForIpv6 += isVoid(state) && state != SpfTree.TermState.VOID_FOR_IPV4 ? 1 : 0;
    if (state == SpfTree.TermState.VOID) {
      found(SpfFinding.VOID_LOOKUP, node.domain(), term.text());
    }
    if (state == SpfTree.TermState.UNAVAILABLE) {
      found(SpfFinding.DNS_UNAVAILABLE, node.domain(), term.text());
    }
    return state;
  }

  private static boolean isVoid(SpfTree.TermState state) {
    return switch (state) {
      case VOID, VOID_FOR_IPV4, VOID_FOR_IPV6 -> true;
      default -> false;
    };
  }

  private void found(SpfFinding what, DomainName domain, String about) {
    if (findings.size() < MAX_FINDINGS) {
      findings.add(new RecordFinding(what, Texts.about(domain.toString()), Texts.about(about)));
    }
  }
}
