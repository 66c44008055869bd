package dev.waxseal.dmarc;

import dev.waxseal.dns.DnsAnswer;
import dev.waxseal.dns.DnsRecord;
import dev.waxseal.dns.DomainName;
import dev.waxseal.dns.RecordType;
import dev.waxseal.dns.internal.DnsQueries;
import dev.waxseal.dns.internal.ReadRecords;
import dev.waxseal.mime.Limits;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * The DNS queries that DMARC sends for one message, or to explain one domain. Walks overlap nearly
 * everywhere; each name is asked for once.
 *
 * <p>For one thread while queries are sent; answers may then be read by any.
 */
final class DmarcQueries {

  private static final String PREFIX = "_dmarc";

  private final DnsQueries dns;
  private final Limits limits;
  private final ReadRecords<DmarcRecord.Parsed> known;
  private final Set<CompletableFuture<?>> sent = new LinkedHashSet<>();

  /**
   * No queries yet.
   *
   * @param known what records said that have been read lately, under the same limits
   */
  DmarcQueries(DnsQueries dns, Limits limits, ReadRecords<DmarcRecord.Parsed> known) {
    this.dns = dns;
    this.limits = limits;
    this.known = known;
  }

  /** The name at which the record of a domain stands; empty if it is too long for DNS. */
  static Optional<DomainName> recordName(DomainName domain) {
    return domain.prefixed(PREFIX);
  }

  /** Sends all queries that a walk may need. */
  void askWalk(DomainName start) {
    for (DomainName domain : TreeWalk.names(start)) {
      recordName(domain).ifPresent(name -> ask(name, RecordType.TXT));
    }
  }

  /**
   * Asks if a name exists: "if the response code received for a query for a domain name is
   * NXDOMAIN", it does not (RFC 9989 section 3.2.13). The query is for CNAME, so that an alias
   * which leads nowhere is not followed: the alias itself exists.
   */
  void askExistence(DomainName domain) {
    ask(domain, RecordType.CNAME);
  }

  /** Asks for the records of a type at a name. */
  void ask(DomainName name, RecordType<?> type) {
    sent.add(dns.lookup(name, type));
  }

  /** Completes when all that was asked is answered; never exceptionally. */
  CompletableFuture<?> answers() {
    return DnsQueries.all(sent);
  }

  /** The walk, as far as it has been asked and answered; what has not is unavailable. */
  TreeWalk walk(DomainName start) {
    List<TreeWalk.Step> steps = new ArrayList<>();
    TreeWalk.names(start).forEach(domain -> steps.add(step(domain)));
    return new TreeWalk(start, steps);
  }

  AppliedRecord.Existence exists(DomainName domain) {
    return switch (now(domain, RecordType.CNAME).kind()) {
      case NO_SUCH_DOMAIN -> AppliedRecord.Existence.NON_EXISTENT;
      case FOUND, NO_DATA -> AppliedRecord.Existence.EXISTENT;
      case UNAVAILABLE -> AppliedRecord.Existence.UNKNOWN;
    };
  }

  /** The answer for a name, without waiting. */
  <R extends DnsRecord> DnsAnswer<R> now(DomainName name, RecordType<R> type) {
    return dns.now(name, type);
  }

  /** The texts at a name, one character an octet; none where there is no answer. */
  List<String> texts(DomainName name) {
    return now(name, RecordType.TXT) instanceof DnsAnswer.Found<DnsRecord.Txt> found
        ? found.records().stream().map(DnsRecord.Txt::text).toList()
        : List.of();
  }

  /** Reads a text within the limits. */
  DmarcRecord.Parsed parse(String text) {
    return DmarcRecord.parse(text, limits);
  }

  private DmarcRecord.Parsed parse(DnsRecord.Txt txt) {
    return known.said(txt).orElseGet(() -> known.keep(txt, parse(txt.text())));
  }

  private TreeWalk.Step step(DomainName domain) {
    Optional<DomainName> name = recordName(domain);
    if (name.isEmpty()) {
      return new TreeWalk.Step.Nothing(domain); // longer than DNS has names
    }
    DnsAnswer<DnsRecord.Txt> answer = now(name.get(), RecordType.TXT);
    if (answer instanceof DnsAnswer.Unavailable<DnsRecord.Txt> unavailable) {
      return new TreeWalk.Step.Unavailable(domain, unavailable.cause());
    }
    return answer instanceof DnsAnswer.Found<DnsRecord.Txt> found
        ? step(domain, found)
        : new TreeWalk.Step.Nothing(domain);
  }

  private TreeWalk.Step step(DomainName domain, DnsAnswer.Found<DnsRecord.Txt> answer) {
    List<DmarcRecord.Parsed> found = new ArrayList<>(answer.records().size());
    Optional<String> nearMiss = Optional.empty();
    for (DnsRecord.Txt txt : answer.records()) {
      DmarcRecord.Parsed parsed = parse(txt);
      if (!(parsed instanceof DmarcRecord.Parsed.Other other)) {
        found.add(parsed);
      } else if (nearMiss.isEmpty()) {
        nearMiss = other.nearMiss();
      }
    }
    if (found.size() > 1) {
      return new TreeWalk.Step.Several(domain, found.size());
    }
    if (found.isEmpty()) {
      return new TreeWalk.Step.Nothing(domain, nearMiss);
    }
    return found.get(0) instanceof DmarcRecord.Parsed.Valid valid
        ? new TreeWalk.Step.Found(domain, valid.dmarcRecord())
        : new TreeWalk.Step.Malformed(domain, (DmarcRecord.Parsed.Invalid) found.get(0));
  }
}
