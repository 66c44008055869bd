package dev.waxseal.spf;

import dev.waxseal.dns.DnsRecord;
import dev.waxseal.dns.DomainName;
import dev.waxseal.dns.RecordType;
import dev.waxseal.spf.SpfTree.TermState;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Asks DNS about the terms of a record, for clients of both families: the queries are those of
 * {@link Mechanisms} if none matches.
 *
 * @param queries the queries of the explanation
 */
record TermAnswers(SpfQueries queries) {

  /** Looks up the addresses of a host. */
  CompletionStage<TermState> host(DomainName name) {
    return queries
        .ask(name, RecordType.A)
        .thenCombine(
            queries.ask(name, RecordType.AAAA),
            (four, six) ->
                together(
                    state(four, TermState.VOID_FOR_IPV4), state(six, TermState.VOID_FOR_IPV6)));
  }

  /** Looks up the addresses of each of the mail servers. */
  CompletionStage<TermState> mailServers(SpfQueries.Answer<DnsRecord.Mx> answer) {
    List<DomainName> hosts =
        answer.records().stream().flatMap(record -> record.lookupName().stream()).toList();
    CompletionStage<TermState> all =
        CompletableFuture.completedFuture(state(answer, TermState.VOID));
    if (answer.records().size() > Mechanisms.MAX_MX_NAMES) {
      return all; // an error before any of them is looked up
    }
    for (DomainName host : hosts) {
      all = all.thenCombine(host(host), TermAnswers::together);
    }
    return all;
  }

  /** Looks up the IPv4 address of a name, which decides for all clients (section 5.7). */
  CompletionStage<TermState> name(DomainName name) {
    return queries.ask(name, RecordType.A).thenApply(answer -> state(answer, TermState.VOID));
  }

  private static TermState state(SpfQueries.Answer<?> answer, TermState nothing) {
    if (answer.missing().isPresent()) {
      return TermState.UNAVAILABLE;
    }
    return answer.isVoid() ? nothing : TermState.FOUND;
  }

  /** A term counts once, whichever of its look-ups are void. */
  private static TermState together(TermState one, TermState other) {
    if (one == other || other == TermState.FOUND) {
      return one;
    }
    if (one == TermState.FOUND) {
      return other;
    }
    return one == TermState.UNAVAILABLE || other == TermState.UNAVAILABLE
        ? TermState.UNAVAILABLE
        : TermState.VOID;
  }
}
