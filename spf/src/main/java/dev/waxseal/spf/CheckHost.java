package dev.waxseal.spf;

import dev.waxseal.dns.DnsAnswer;
import dev.waxseal.dns.DnsRecord;
import dev.waxseal.dns.DomainName;
import dev.waxseal.dns.RecordType;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * One check_host() with all those that it evaluates within (RFC 7208 section 4). For one check; its
 * parts run one after another, on whatever thread the answers come.
 */
final class CheckHost {
  private final SpfQueries queries;
  private final CheckState state;
  private final Tally tally = new Tally();

  CheckHost(SpfQueries queries, CheckState state) {
    this.queries = queries;
    this.state = state;
  }

  SpfQueries queries() {
    return queries;
  }

  CheckState state() {
    return state;
  }

  Tally tally() {
    return tally;
  }

  /** Looks the record of a domain up (section 4.4) and evaluates it. */
  CompletionStage<SpfOutcome> of(DomainName domain) {
    return queries
        .ask(domain, RecordType.TXT)
        .thenCompose(answer -> select(domain, new TraceBuilder(domain.toString(), tally), answer));
  }

  /** RFC 7208 section 4.5. */
  private CompletionStage<SpfOutcome> select(
      DomainName domain, TraceBuilder trace, SpfQueries.Answer<DnsRecord.Txt> answer) {
    if (answer.missing().isPresent()) {
      DnsAnswer.Cause cause = answer.missing().get();
      return over(domain, trace, SpfReason.DNS_UNAVAILABLE, domain + ": " + cause);
    }
    if (!answer.exists()) {
      return over(domain, trace, SpfReason.NO_SUCH_DOMAIN, domain.toString());
    }
    List<DnsRecord.Txt> selected = new ArrayList<>(1);
    for (DnsRecord.Txt txt : answer.records()) {
      if (SpfRecord.isSelected(txt.text())) {
        selected.add(txt);
      }
    }
    return switch (selected.size()) {
      case 0 -> over(domain, trace, SpfReason.NO_RECORD, domain.toString());
      case 1 -> evaluate(domain, trace, selected.get(0));
      default -> over(domain, trace, SpfReason.SEVERAL_RECORDS, domain + " has " + selected.size());
    };
  }

  /**
   * "The syntax of the record is validated first, and if there are any syntax errors anywhere in
   * the record, check_host() returns immediately" (section 4.6).
   */
  private CompletionStage<SpfOutcome> evaluate(
      DomainName domain, TraceBuilder trace, DnsRecord.Txt txt) {
    try {
      SpfRecord spfRecord = queries.read(txt);
      trace.record(spfRecord);
      return new RecordEvaluation(this, domain, spfRecord, trace).evaluate();
    } catch (RecordFault fault) {
      trace.brokenRecord(txt.text());
      return over(domain, trace, fault.reason(), domain + ": " + fault.about());
    }
  }

  private static CompletionStage<SpfOutcome> over(
      DomainName domain, TraceBuilder trace, SpfReason reason, String about) {
    return CompletableFuture.completedFuture(
        SpfOutcome.problem(new RecordProblem(reason, about), domain, trace.build()));
  }
}
