package dev.waxseal.cli.lookup;

import dev.waxseal.cli.lookup.ReportDestination.State;
import dev.waxseal.dmarc.AppliedRecord;
import dev.waxseal.dmarc.DmarcRecord;
import dev.waxseal.dmarc.DmarcVerifier;
import dev.waxseal.dmarc.TreeWalk;
import dev.waxseal.dns.Dns;
import dev.waxseal.dns.DnsAnswer;
import dev.waxseal.dns.DnsRecord;
import dev.waxseal.dns.DomainName;
import dev.waxseal.dns.RecordType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

/** Finds out whether reports may go where a record wants them (RFC 9990 section 4). */
final class ReportDestinations {

  /** Hosts that are asked about; honest records name one or two. */
  private static final int MOST_HOSTS = 20;

  private final Dns dns;
  private final DmarcVerifier verifier;
  private final AppliedRecord applied;
  private final Map<DomainName, Host> hosts = new LinkedHashMap<>();
  private final DnsDeadline deadline = new DnsDeadline();

  /** What is asked about a host: its organization, and step 5 of the RFC. */
  private record Host(
      CompletionStage<TreeWalk> walk,
      Optional<DomainName> name,
      Optional<CompletionStage<DnsAnswer<DnsRecord.Txt>>> texts) {}

  ReportDestinations(Dns dns, DmarcVerifier verifier, AppliedRecord applied) {
    this.dns = dns;
    this.verifier = verifier;
    this.applied = applied;
  }

  /** The destinations of the record that applies, those of {@code rua} first. */
  List<ReportDestination> all() {
    List<DmarcRecord.ReportUri> aggregate = applied.dmarcRecord().aggregateReports();
    List<DmarcRecord.ReportUri> failure = applied.dmarcRecord().failureReports();
    CompletionStage<TreeWalk> own = verifier.walk(applied.domain());
    aggregate.forEach(this::ask);
    failure.forEach(this::ask);
    Optional<DomainName> organization = own.toCompletableFuture().join().organizationalDomain();
    List<ReportDestination> all = new ArrayList<>();
    aggregate.forEach(uri -> all.add(destination("rua", uri, organization)));
    failure.forEach(uri -> all.add(destination("ruf", uri, organization)));
    return List.copyOf(all);
  }

  private void ask(DmarcRecord.ReportUri uri) {
    Optional<DomainName> host = uri.host().filter(it -> !it.equals(applied.domain()));
    if (host.isPresent() && hosts.size() < MOST_HOSTS) {
      hosts.computeIfAbsent(
          host.get(),
          it -> {
            Optional<DomainName> name = it.prefixed(applied.domain() + "._report._dmarc");
            return new Host(
                verifier.walk(it), name, name.map(asked -> dns.lookup(asked, RecordType.TXT)));
          });
    }
  }

  private ReportDestination destination(
      String tag, DmarcRecord.ReportUri uri, Optional<DomainName> organization) {
    if (uri.host().isEmpty()) {
      return new ReportDestination(tag, uri, State.NO_HOST, Optional.empty(), "");
    }
    DomainName domain = uri.host().get();
    Host host = hosts.get(domain);
    if (host == null) {
      State state = domain.equals(applied.domain()) ? State.INSIDE : State.NOT_CHECKED;
      return new ReportDestination(tag, uri, state, Optional.empty(), "");
    }
    Optional<DomainName> theirs = host.walk().toCompletableFuture().join().organizationalDomain();
    if (organization.isEmpty() || theirs.isEmpty()) {
      return new ReportDestination(tag, uri, State.UNAVAILABLE, Optional.empty(), "");
    }
    if (organization.equals(theirs)) {
      return new ReportDestination(tag, uri, State.INSIDE, Optional.empty(), "");
    }
    if (host.texts().isEmpty()) {
      return new ReportDestination(tag, uri, State.NAME_TOO_LONG, Optional.empty(), "");
    }
    return external(tag, uri, host.name(), deadline.answer(host.texts().get()));
  }

  /** Steps 6 to 9: what the one who would get the reports has published. */
  private static ReportDestination external(
      String tag,
      DmarcRecord.ReportUri uri,
      Optional<DomainName> asked,
      DnsAnswer<DnsRecord.Txt> answer) {
    if (answer instanceof DnsAnswer.Unavailable<DnsRecord.Txt>) {
      return new ReportDestination(tag, uri, State.UNAVAILABLE, asked, "");
    }
    List<DmarcRecord> records =
        DmarcInquiry.texts(answer).stream()
            .map(DmarcRecord::parse)
            .filter(DmarcRecord.Parsed.Valid.class::isInstance)
            .map(it -> ((DmarcRecord.Parsed.Valid) it).dmarcRecord())
            .toList();
    List<DmarcRecord.ReportUri> instead =
        records.stream()
            .flatMap(
                it -> (tag.equals("rua") ? it.aggregateReports() : it.failureReports()).stream())
            .toList();
    boolean elsewhere = instead.stream().anyMatch(it -> !it.host().equals(uri.host()));
    State state =
        records.isEmpty()
            ? State.UNAUTHORIZED
            : elsewhere ? State.SENT_ELSEWHERE : State.AUTHORIZED;
    String texts =
        instead.stream().map(DmarcRecord.ReportUri::text).collect(Collectors.joining(","));
    return new ReportDestination(tag, uri, state, asked, texts);
  }
}
