package dev.waxseal.spf;

import dev.waxseal.dns.DnsRecord;
import dev.waxseal.dns.DomainName;
import dev.waxseal.dns.RecordType;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * The text that a domain publishes for clients that it refuses (RFC 7208 section 6.2).
 *
 * @param queries the queries of the check
 * @param state the values of macros
 * @param domain the domain whose record refused the client
 */
record Explanation(SpfQueries queries, CheckState state, DomainName domain) {

  /** A reply line of SMTP has 512 octets (RFC 5321 section 4.5.3.1.5). */
  private static final int MAX_LENGTH = 500;

  /**
   * The explanation. "If there are any DNS processing errors, or if no records are returned, or if
   * more than one record is returned, or if there are syntax errors in the explanation string, then
   * proceed as if no "exp" modifier was given."
   */
  CompletionStage<Optional<String>> at(MacroString target) {
    if (state.matchesNothing(target)) {
      return Steps.none();
    }
    return with(target, expander -> expander.name(target))
        .thenCompose(name -> name.map(this::fetch).orElseGet(Steps::none));
  }

  private CompletionStage<Optional<String>> fetch(DomainName name) {
    return queries
        .ask(name, RecordType.TXT)
        .thenCompose(
            answer ->
                answer.records().size() == 1 ? expand(answer.records().get(0)) : Steps.none());
  }

  private CompletionStage<Optional<String>> expand(DnsRecord.Txt record) {
    try {
      MacroString text = MacroParser.explainString(record.text());
      return with(text, expander -> Optional.of(expander.text(text, MAX_LENGTH)))
          .thenApply(expanded -> expanded.map(Explanation::printable).filter(t -> !t.isBlank()));
    } catch (RecordFault fault) {
      return Steps.none();
    }
  }

  /** Expands a text; the macro p needs DNS first, which does not count here (section 4.6.4). */
  private <R> CompletionStage<R> with(MacroString text, Function<MacroExpander, R> expand) {
    CompletionStage<String> validated =
        text.uses("p")
            ? new HostNames(queries, state.ip()).best(domain).thenApply(HostNames.Named::text)
            : CompletableFuture.completedFuture(HostNames.UNKNOWN);
    return validated.thenApply(name -> expand.apply(new MacroExpander(state, domain, name)));
  }

  /**
   * "The explanation string MUST be limited to [US-ASCII]": control characters go, others are "?".
   */
  private static String printable(String text) {
    StringBuilder safe = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= ' ' && c != 0x7F) {
        safe.append(c < 0x7F ? c : '?');
      }
    }
    return safe.toString();
  }
}
