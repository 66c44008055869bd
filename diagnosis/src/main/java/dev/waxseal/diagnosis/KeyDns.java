package dev.waxseal.diagnosis;

import dev.waxseal.dkim.signature.DkimKeyRecord;
import dev.waxseal.dns.Dns;
import dev.waxseal.dns.DnsAnswer;
import dev.waxseal.dns.DnsRecord;
import dev.waxseal.dns.DomainName;
import dev.waxseal.dns.RecordType;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * What stands in DNS where keys do, or should. Blocks, until a deadline for all questions together.
 * For one diagnosis, one thread.
 */
final class KeyDns {

  private final Dns dns;
  private final long deadline;

  /**
   * Asks until a time.
   *
   * @param patience how long all questions together may take, from now on
   */
  KeyDns(Dns dns, Duration patience) {
    this.dns = dns;
    this.deadline = System.nanoTime() + patience.toNanos();
  }

  /** The texts at some names, of those that have any; all are asked for at once. */
  Map<DomainName, List<String>> texts(List<DomainName> names) {
    Map<DomainName, CompletableFuture<DnsAnswer<DnsRecord.Txt>>> asked = new LinkedHashMap<>();
    for (DomainName name : names) {
      asked.computeIfAbsent(name, it -> dns.lookup(it, RecordType.TXT).toCompletableFuture());
    }
    await(CompletableFuture.allOf(asked.values().toArray(CompletableFuture[]::new)));
    Map<DomainName, List<String>> texts = new LinkedHashMap<>();
    asked.forEach(
        (name, answer) -> {
          if (answer.getNow(new DnsAnswer.Unavailable<>(DnsAnswer.Cause.TIMEOUT))
              instanceof DnsAnswer.Found<DnsRecord.Txt> found) {
            texts.put(name, found.records().stream().map(DnsRecord.Txt::text).toList());
          }
        });
    return texts;
  }

  /** Where a name is an alias of; empty if it is none. */
  Optional<String> alias(DomainName name) {
    CompletableFuture<DnsAnswer<DnsRecord.Cname>> asked =
        dns.lookup(name, RecordType.CNAME).toCompletableFuture();
    await(asked);
    return asked.getNow(new DnsAnswer.Unavailable<>(DnsAnswer.Cause.TIMEOUT))
            instanceof DnsAnswer.Found<DnsRecord.Cname> found
        ? Optional.of(found.records().get(0).target())
        : Optional.empty();
  }

  /** The key record in a text; empty if it is none, or holds no key. */
  static Optional<DkimKeyRecord> read(String text) {
    return DkimKeyRecord.parse(text) instanceof DkimKeyRecord.Parsed.Valid valid
            && !valid.keyRecord().isRevoked()
        ? Optional.of(valid.keyRecord())
        : Optional.empty();
  }

  private void await(CompletableFuture<?> answers) {
    try {
      answers.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      // What has not been answered is told apart by each answer.
    }
  }
}
