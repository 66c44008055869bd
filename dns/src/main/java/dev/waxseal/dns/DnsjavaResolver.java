package dev.waxseal.dns;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Cache;
import org.xbill.DNS.DClass;
import org.xbill.DNS.ExtendedResolver;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.lookup.LookupFailedException;
import org.xbill.DNS.lookup.LookupResult;
import org.xbill.DNS.lookup.LookupSession;
import org.xbill.DNS.lookup.NoSuchDomainException;
import org.xbill.DNS.lookup.NoSuchRRSetException;
import org.xbill.DNS.lookup.RedirectLoopException;
import org.xbill.DNS.lookup.RedirectOverflowException;
import org.xbill.DNS.lookup.ServerFailedException;

/** DNS over the network, by dnsjava: its cache, its following of aliases, its TCP where needed. */
final class DnsjavaResolver implements Dns {

  private static final Duration TRY = Duration.ofSeconds(3);
  private static final Duration DEADLINE = Duration.ofSeconds(10);

  private final LookupSession session;
  private final Duration deadline;

  DnsjavaResolver(Resolver resolver, Duration deadline) {
    this.session = LookupSession.builder().resolver(resolver).cache(new Cache(DClass.IN)).build();
    this.deadline = deadline;
  }

  static DnsjavaResolver system() {
    return new DnsjavaResolver(limited(new ExtendedResolver(), TRY), DEADLINE);
  }

  static DnsjavaResolver of(List<InetSocketAddress> servers) {
    return of(servers, TRY, DEADLINE);
  }

  static DnsjavaResolver of(List<InetSocketAddress> servers, Duration oneTry, Duration deadline) {
    if (servers.isEmpty()) {
      throw new IllegalArgumentException("There has to be a DNS server to ask");
    }
    List<Resolver> resolvers =
        servers.stream().map(server -> limited(new SimpleResolver(server), oneTry)).toList();
    return new DnsjavaResolver(limited(new ExtendedResolver(resolvers), oneTry), deadline);
  }

  @Override
  public <R extends DnsRecord> CompletionStage<DnsAnswer<R>> lookup(
      DomainName name, RecordType<R> type) {
    CompletableFuture<LookupResult> result;
    try {
      result = session.lookupAsync(absolute(name), type.number()).toCompletableFuture();
    } catch (RuntimeException e) {
      return CompletableFuture.completedFuture(failed(e));
    }
    return result
        .thenApply(LookupResult::getRecords)
        .thenApply(records -> found(records, type))
        .orTimeout(deadline.toNanos(), TimeUnit.NANOSECONDS)
        .exceptionally(DnsjavaResolver::failed);
  }

  private static <R extends DnsRecord> DnsAnswer<R> found(
      List<Record> records, RecordType<R> type) {
    List<R> data = type.read(records);
    long ttl = records.stream().mapToLong(Record::getTTL).min().orElse(0);
    return data.isEmpty()
        ? new DnsAnswer.NoData<>(Duration.ofSeconds(ttl))
        : new DnsAnswer.Found<>(data, Duration.ofSeconds(ttl));
  }

  /** The answer that a failed lookup is; dnsjava does not tell the TTL of negative ones. */
  private static <R extends DnsRecord> DnsAnswer<R> failed(Throwable thrown) {
    Throwable failure = cause(thrown);
    if (failure instanceof NoSuchDomainException) {
      return new DnsAnswer.NoSuchDomain<>(Duration.ZERO);
    }
    if (failure instanceof NoSuchRRSetException) {
      return new DnsAnswer.NoData<>(Duration.ZERO);
    }
    return new DnsAnswer.Unavailable<>(unavailable(failure));
  }

  private static DnsAnswer.Cause unavailable(Throwable failure) {
    if (isTimeout(failure) || isTimeout(failure.getCause())) {
      return DnsAnswer.Cause.TIMEOUT;
    }
    if (failure instanceof RedirectLoopException || failure instanceof RedirectOverflowException) {
      return DnsAnswer.Cause.BAD_ANSWER;
    }
    if (failure.getCause() instanceof IOException || failure instanceof IOException) {
      return DnsAnswer.Cause.NETWORK;
    }
    return failure instanceof ServerFailedException || failure instanceof LookupFailedException
        ? DnsAnswer.Cause.SERVER_FAILURE
        : DnsAnswer.Cause.BAD_ANSWER;
  }

  private static boolean isTimeout(@Nullable Throwable failure) {
    return failure instanceof TimeoutException
        || failure instanceof SocketTimeoutException
        || (failure instanceof IOException
            && String.valueOf(failure.getMessage()).startsWith("Timed out"));
  }

  private static Throwable cause(Throwable thrown) {
    Throwable cause = thrown.getCause();
    return thrown instanceof CompletionException && cause != null ? cause(cause) : thrown;
  }

  private static Resolver limited(Resolver resolver, Duration oneTry) {
    resolver.setTimeout(oneTry);
    return resolver;
  }

  /** The name as dnsjava has it, with the dot at its end, so that no search list applies. */
  static Name absolute(DomainName name) {
    try {
      return Name.fromString(name + ".");
    } catch (TextParseException e) {
      throw new IllegalStateException("A checked name was refused: " + name, e);
    }
  }
}
