package dev.waxseal.spf;

import dev.waxseal.dns.DnsRecord;
import dev.waxseal.dns.DomainName;
import dev.waxseal.dns.RecordType;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The mechanisms that compare the client with something (RFC 7208 section 5).
 *
 * @param queries the queries of the check
 * @param ip the client's address
 */
record Mechanisms(SpfQueries queries, InetAddress ip) {

  /** RFC 7208 section 4.6.4. */
  static final int MAX_MX_NAMES = 10;

  /**
   * What an {@code ip4}, {@code ip6}, {@code a}, {@code mx}, {@code ptr} or {@code exists} does.
   */
  CompletionStage<Match> match(SpfDirective directive, DomainName target) {
    return switch (directive.mechanism()) {
      case IP4, IP6 -> done(network(directive));
      case A -> queries.addresses(target, ip).thenApply(answer -> hosts(directive, target, answer));
      case MX ->
          queries
              .ask(target, RecordType.MX)
              .thenCompose(answer -> mailServers(directive, target, answer));
      case PTR -> new HostNames(queries, ip).within(target).thenApply(Mechanisms::named);
      case EXISTS -> queries.ask(target, RecordType.A).thenApply(answer -> exists(target, answer));
      case ALL, INCLUDE ->
          throw new IllegalArgumentException(directive.mechanism() + " compares nothing");
    };
  }

  private Match network(SpfDirective directive) {
    InetAddress network = directive.network().orElseThrow();
    return Addresses.sameNetwork(network, ip, prefix(directive)) ? Match.YES : Match.NO;
  }

  private Match hosts(
      SpfDirective directive, DomainName host, SpfQueries.Answer<InetAddress> answer) {
    if (answer.missing().isPresent()) {
      return unavailable(host, answer);
    }
    for (InetAddress address : answer.records()) {
      if (Addresses.sameNetwork(address, ip, prefix(directive))) {
        return Match.YES;
      }
    }
    return Match.no(answer.isVoid());
  }

  /**
   * The hosts one after another until one matches. More than ten are an error from the start, so
   * that the outcome does not depend on the order in which DNS gives them.
   */
  private CompletionStage<Match> mailServers(
      SpfDirective directive, DomainName domain, SpfQueries.Answer<DnsRecord.Mx> answer) {
    if (answer.missing().isPresent()) {
      return done(unavailable(domain, answer));
    }
    if (answer.records().size() > MAX_MX_NAMES) {
      return done(
          Match.problem(
              SpfReason.TOO_MANY_MX_NAMES,
              domain + " has " + answer.records().size() + " of them"));
    }
    // A null MX (RFC 7505) has no address to compare.
    List<DomainName> hosts =
        answer.records().stream().flatMap(record -> record.lookupName().stream()).toList();
    AtomicBoolean anyVoid = new AtomicBoolean(answer.isVoid());
    return Steps.first(hosts.iterator(), host -> mailServer(directive, host, anyVoid))
        .thenApply(match -> match.orElseGet(() -> Match.no(anyVoid.get())));
  }

  private CompletionStage<Optional<Match>> mailServer(
      SpfDirective directive, DomainName host, AtomicBoolean anyVoid) {
    return queries
        .addresses(host, ip)
        .thenApply(
            answer -> {
              Match match = hosts(directive, host, answer);
              if (match.isVoid()) {
                anyVoid.set(true);
              }
              return match.matches() || match.problem().isPresent()
                  ? Optional.of(match)
                  : Optional.empty();
            });
  }

  private static Match named(HostNames.Named named) {
    return named.name().isPresent() ? Match.YES : Match.no(named.isVoid());
  }

  private static Match exists(DomainName name, SpfQueries.Answer<?> answer) {
    if (answer.missing().isPresent()) {
      return unavailable(name, answer);
    }
    return answer.records().isEmpty() ? Match.no(true) : Match.YES;
  }

  private static Match unavailable(DomainName name, SpfQueries.Answer<?> answer) {
    return Match.problem(SpfReason.DNS_UNAVAILABLE, name + ": " + answer.missing().orElseThrow());
  }

  private int prefix(SpfDirective directive) {
    return ip instanceof Inet4Address ? directive.ip4Prefix() : directive.ip6Prefix();
  }

  private static CompletionStage<Match> done(Match match) {
    return CompletableFuture.completedFuture(match);
  }
}
