package dev.waxseal.benchmarks;

import dev.waxseal.dns.Dns;
import dev.waxseal.dns.DnsAnswer;
import dev.waxseal.dns.DnsRecord;
import dev.waxseal.dns.DomainName;
import dev.waxseal.dns.RecordType;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Puts no question to another DNS before the one before it is answered. */
final class OneAtATimeDns implements Dns {

  private final Dns dns;
  private CompletionStage<?> last = CompletableFuture.completedStage(true);

  OneAtATimeDns(Dns dns) {
    this.dns = dns;
  }

  @Override
  public synchronized <R extends DnsRecord> CompletionStage<DnsAnswer<R>> lookup(
      DomainName name, RecordType<R> type) {
    CompletionStage<DnsAnswer<R>> answer = last.thenCompose(before -> dns.lookup(name, type));
    last = answer;
    return answer;
  }
}
