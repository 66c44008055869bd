package dev.waxseal.benchmarks;

import dev.waxseal.dns.Dns;
import dev.waxseal.dns.DnsAnswer;
import dev.waxseal.dns.DnsRecord;
import dev.waxseal.dns.DomainName;
import dev.waxseal.dns.RecordType;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Answers as another DNS does, each answer after the same time, however many are under way. */
final class DelayedDns implements Dns {

  private final Dns dns;
  private final Duration delay;
  private final ScheduledExecutorService executor;

  DelayedDns(Dns dns, Duration delay, ScheduledExecutorService executor) {
    this.dns = dns;
    this.delay = delay;
    this.executor = executor;
  }

  @Override
  @SuppressWarnings("FutureReturnValueIgnored") // what is scheduled completes the answer
  public <R extends DnsRecord> CompletionStage<DnsAnswer<R>> lookup(
      DomainName name, RecordType<R> type) {
    CompletableFuture<DnsAnswer<R>> late = new CompletableFuture<>();
    executor.schedule(
        () -> dns.lookup(name, type).thenAccept(late::complete),
        delay.toNanos(),
        TimeUnit.NANOSECONDS);
    return late;
  }
}
