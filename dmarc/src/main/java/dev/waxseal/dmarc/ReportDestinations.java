package dev.waxseal.dmarc;

import dev.waxseal.dmarc.ReportDestination.State;
import dev.waxseal.dns.DnsAnswer;
import dev.waxseal.dns.DomainName;
import dev.waxseal.dns.RecordType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds out if reports may go where a record wants them (RFC 9990 section 4). */
final class ReportDestinations {

  /** Hosts that are asked about; honest records name one or two. */
  private static final int MOST_HOSTS = 20;

  private final DmarcQueries queries;
  private final AppliedRecord applied;
  private final Set<DomainName> hosts = new HashSet<>();
  private final Map<DomainName, Optional<DomainName>> organizations = new HashMap<>();
  private final Map<DomainName, List<DmarcRecord>> records = new HashMap<>();

  ReportDestinations(DmarcQueries queries, AppliedRecord applied) {
    this.queries = queries;
    this.applied = applied;
  }

  /** Sends the queries: the organization of each host, and its consent (step 5). */
  void ask() {
    queries.askWalk(applied.domain());
    applied.dmarcRecord().aggregateReports().forEach(this::ask);
    applied.dmarcRecord().failureReports().forEach(this::ask);
  }

  /** The destinations, those of {@code rua} first, when the queries are answered. */
  List<ReportDestination> all() {
    List<ReportDestination> all = new ArrayList<>();
    applied.dmarcRecord().aggregateReports().forEach(uri -> all.add(destination("rua", uri)));
    applied.dmarcRecord().failureReports().forEach(uri -> all.add(destination("ruf", uri)));
    return List.copyOf(all);
  }

  private void ask(DmarcRecord.ReportUri uri) {
    Optional<DomainName> host = uri.host().filter(it -> !it.equals(applied.domain()));
    if (host.isPresent() && hosts.size() < MOST_HOSTS && hosts.add(host.get())) {
      queries.askWalk(host.get());
      consent(host.get()).ifPresent(name -> queries.ask(name, RecordType.TXT));
    }
  }

  /** The name of a host's consent; empty if it would be too long. */
  private Optional<DomainName> consent(DomainName host) {
    return host.prefixed(applied.domain() + "._report._dmarc");
  }

  private ReportDestination destination(String tag, DmarcRecord.ReportUri uri) {
    if (uri.host().isEmpty()) {
      return new ReportDestination(tag, uri, State.NO_HOST, Optional.empty(), List.of());
    }
    DomainName host = uri.host().get();
    State state = state(host);
    if (state != State.AUTHORIZED) {
      return new ReportDestination(tag, uri, state, Optional.empty(), List.of());
    }
    return external(tag, uri, consent(host).orElseThrow());
  }

  /** Steps 1 to 5: if the consent of a host counts, as far as its name and organization tell. */
  private State state(DomainName host) {
    if (host.equals(applied.domain())) {
      return State.INSIDE;
    }
    if (!hosts.contains(host)) {
      return State.NOT_CHECKED;
    }
    Optional<DomainName> own = organization(applied.domain());
    Optional<DomainName> theirs = organization(host);
    if (own.isEmpty() || theirs.isEmpty()) {
      return State.UNAVAILABLE;
    }
    if (own.equals(theirs)) {
      return State.INSIDE;
    }
    return consent(host).isPresent() ? State.AUTHORIZED : State.NAME_TOO_LONG;
  }

  private Optional<DomainName> organization(DomainName domain) {
    return organizations.computeIfAbsent(domain, name -> queries.walk(name).organizationalDomain());
  }

  private List<DmarcRecord> records(DomainName consent) {
    return records.computeIfAbsent(
        consent,
        name ->
            queries.texts(name).stream()
                .map(queries::parse)
                .filter(DmarcRecord.Parsed.Valid.class::isInstance)
                .map(it -> ((DmarcRecord.Parsed.Valid) it).dmarcRecord())
                .toList());
  }

  /** Steps 6 to 9: what the host has published. */
  private ReportDestination external(String tag, DmarcRecord.ReportUri uri, DomainName name) {
    if (queries.now(name, RecordType.TXT).kind() == DnsAnswer.Kind.UNAVAILABLE) {
      return new ReportDestination(tag, uri, State.UNAVAILABLE, Optional.of(name), List.of());
    }
    List<DmarcRecord.ReportUri> instead =
        records(name).stream()
            .flatMap(
                it -> (tag.equals("rua") ? it.aggregateReports() : it.failureReports()).stream())
            .toList();
    boolean elsewhere = instead.stream().anyMatch(it -> !it.host().equals(uri.host()));
    State state =
        records(name).isEmpty()
            ? State.UNAUTHORIZED
            : elsewhere ? State.SENT_ELSEWHERE : State.AUTHORIZED;
    return new ReportDestination(tag, uri, state, Optional.of(name), instead);
  }
}
