package dev.waxseal.dns;

import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.xbill.DNS.Cache;
import org.xbill.DNS.DClass;
import org.xbill.DNS.ExtendedResolver;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.ResolverConfig;
import org.xbill.DNS.WireParseException;
import org.xbill.DNS.lookup.LookupFailedException;
import org.xbill.DNS.lookup.LookupResult;
import org.xbill.DNS.lookup.LookupSession;
import org.xbill.DNS.lookup.NoSuchDomainException;
import org.xbill.DNS.lookup.NoSuchRRSetException;

/**
 * DNS over the network, through recursive servers, by dnsjava.
 *
 * <p>dnsjava gives the cache, the aliases, TCP after truncation and the asynchronous sockets with
 * their one thread. Neither the hosts file nor a search list is looked at.
 */
final class DnsjavaResolver implements Dns {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  /** Attempts with each server before the lookup fails, all within the timeout. */
  private static final int ATTEMPTS = 2;

  /** Names in the cache. A name holds a few hundred octets as a rule, 64 KB at worst. */
  private static final int CACHED_NAMES = 10_000;

  /** An owner's TTL may say 68 years; a key that he revokes must be gone in a day. */
  private static final int CACHE_SECONDS = 86_400;

  /** RFC 2308 section 5: one to three hours is sensible for negative answers. */
  private static final int NEGATIVE_CACHE_SECONDS = 3_600;

  /** It holds nothing before the first query, and nothing after its end. */
  private enum Stage {
    UNUSED,
    USED,
    CLOSED
  }

  private final Optional<LookupSession> session;
  private final Duration timeout;
  private final AtomicReference<Stage> stage = new AtomicReference<>(Stage.UNUSED);

  /** A resolver whose every lookup ends within the timeout; without servers it has no answers. */
  DnsjavaResolver(List<InetSocketAddress> servers, Duration timeout) {
    this.timeout = timeout;
    this.session =
        servers.isEmpty() ? Optional.empty() : Optional.of(session(List.copyOf(servers)));
  }

  static DnsjavaResolver system() {
    return new DnsjavaResolver(configuredServers(), TIMEOUT);
  }

  static DnsjavaResolver of(List<InetSocketAddress> servers) {
    if (servers.isEmpty()) {
      throw new IllegalArgumentException("DNS needs at least one server");
    }
    for (InetSocketAddress server : servers) {
      if (server.isUnresolved()) {
        throw new IllegalArgumentException("The address of " + server + " is not resolved");
      }
    }
    return new DnsjavaResolver(servers, TIMEOUT);
  }

  @Override
  public <R extends DnsRecord> CompletionStage<DnsAnswer<R>> lookup(
      DomainName name, RecordType<R> type) {
    Name absolute = WireNames.absolute(name);
    return session
        .filter(known -> isOpen())
        .map(known -> ask(known, absolute, type))
        .orElseGet(
            () ->
                CompletableFuture.completedFuture(
                    new DnsAnswer.Unavailable<>(DnsAnswer.Cause.NETWORK)));
  }

  @Override
  public void close() {
    if (stage.getAndSet(Stage.CLOSED) == Stage.USED) {
      SharedSockets.leave();
    }
  }

  private boolean isOpen() {
    if (stage.get() == Stage.UNUSED) {
      SharedSockets.enter();
      if (!stage.compareAndSet(Stage.UNUSED, Stage.USED)) {
        SharedSockets.leave(); // somebody else was quicker
      }
    }
    return stage.get() == Stage.USED;
  }

  private <R extends DnsRecord> CompletionStage<DnsAnswer<R>> ask(
      LookupSession known, Name name, RecordType<R> type) {
    try {
      return known
          .lookupAsync(name, type.number(), DClass.IN)
          .thenApply(result -> answer(result, type))
          .exceptionally(DnsjavaResolver::failure)
          .toCompletableFuture()
          .completeOnTimeout(
              new DnsAnswer.Unavailable<>(DnsAnswer.Cause.TIMEOUT),
              timeout.toNanos(),
              TimeUnit.NANOSECONDS);
    } catch (RuntimeException unsent) {
      return CompletableFuture.completedFuture(failure(unsent));
    }
  }

  private static <R extends DnsRecord> DnsAnswer<R> answer(
      LookupResult result, RecordType<R> type) {
    List<Record> records = type.among(result.getRecords());
    if (records.isEmpty()) {
      return new DnsAnswer.NoData<>(Optional.empty());
    }
    long ttl = records.stream().mapToLong(Record::getTTL).min().orElse(0);
    return new DnsAnswer.Found<>(type.read(records), Duration.ofSeconds(ttl));
  }

  private static <R extends DnsRecord> DnsAnswer<R> failure(Throwable thrown) {
    Throwable failure = thrown;
    while (failure instanceof CompletionException && failure.getCause() != null) {
      failure = failure.getCause();
    }
    if (failure instanceof NoSuchDomainException) {
      return new DnsAnswer.NoSuchDomain<>(Optional.empty());
    }
    if (failure instanceof NoSuchRRSetException) {
      return new DnsAnswer.NoData<>(Optional.empty());
    }
    return new DnsAnswer.Unavailable<>(cause(failure));
  }

  private static DnsAnswer.Cause cause(Throwable failure) {
    if (failure instanceof NameServer.NoAnswer reply) {
      return reply.reason();
    }
    if (failure instanceof SocketTimeoutException) {
      return DnsAnswer.Cause.TIMEOUT;
    }
    // A lookup fails over what the reply holds, aliases that loop among it; and dnsjava trips over
    // some replies, such as one without a question.
    if (failure instanceof WireParseException
        || failure instanceof LookupFailedException
        || failure instanceof RuntimeException) {
      return DnsAnswer.Cause.MALFORMED;
    }
    return DnsAnswer.Cause.NETWORK;
  }

  private static List<InetSocketAddress> configuredServers() {
    try {
      ResolverConfig.refresh(); // dnsjava keeps what it has read once
      return ResolverConfig.getCurrentConfig().servers().stream()
          .filter(server -> !server.isUnresolved())
          .toList();
    } catch (RuntimeException unreadable) {
      return List.of();
    }
  }

  private LookupSession session(List<InetSocketAddress> servers) {
    List<NameServer> nameServers =
        servers.stream()
            .map(server -> new NameServer(server, () -> stage.get() != Stage.CLOSED))
            .toList();
    ExtendedResolver resolver = new ExtendedResolver(List.copyOf(nameServers));
    resolver.setRetries(ATTEMPTS);
    // Longer than ours, which is the one that is to end the lookup.
    resolver.setTimeout(timeout.multipliedBy(2));
    Duration attempt = timeout.dividedBy((long) ATTEMPTS * servers.size());
    nameServers.forEach(server -> server.setTimeout(attempt));

    Cache cache = new Cache(DClass.IN);
    cache.setMaxEntries(CACHED_NAMES);
    cache.setMaxCache(CACHE_SECONDS);
    cache.setMaxNCache(NEGATIVE_CACHE_SECONDS);
    return LookupSession.builder().resolver(resolver).cache(cache).build();
  }
}
