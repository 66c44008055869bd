package dev.waxseal.diagnosis;

import dev.waxseal.dkim.DkimExplanation;
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
 * Looks up key records, blocking until a deadline that holds for all look-ups together. For one
 * diagnosis, one thread.
 */
final class KeyDns {

  private final Dns dns;
  private final long deadline;

  /**
   * Look-ups until a deadline.
   *
   * @param patience the time for all look-ups together, from now on
   */
  KeyDns(Dns dns, Duration patience) {
    this.dns = dns;
    this.deadline = System.nanoTime() + patience.toNanos();
  }

  /** The texts of the TXT records at each name that has some. */
  Map<DomainName, List<String>> texts(List<DomainName> names) {
    Map<DomainName, List<String>> texts = new LinkedHashMap<>();
    records(names)
        .forEach(
            (name, records) -> texts.put(name, records.stream().map(DnsRecord.Txt::text).toList()));
    return texts;
  }

  /** The TXT records at each name that has some; all names are looked up at once. */
  Map<DomainName, List<DnsRecord.Txt>> records(List<DomainName> names) {
    Map<DomainName, CompletableFuture<DnsAnswer<DnsRecord.Txt>>> asked = new LinkedHashMap<>();
    for (DomainName name : names) {
      asked.computeIfAbsent(name, it -> dns.lookup(it, RecordType.TXT).toCompletableFuture());
    }
    await(CompletableFuture.allOf(asked.values().toArray(CompletableFuture[]::new)));
    Map<DomainName, List<DnsRecord.Txt>> found = new LinkedHashMap<>();
    asked.forEach(
        (name, answer) -> {
          if (answer.getNow(new DnsAnswer.Unavailable<>(DnsAnswer.Cause.TIMEOUT))
              instanceof DnsAnswer.Found<DnsRecord.Txt> records) {
            found.put(name, records.records());
          }
        });
    return found;
  }

  /** The target of an alias; empty if the name is not an alias. */
  Optional<String> alias(DomainName name) {
    CompletableFuture<DnsAnswer<DnsRecord.Cname>> asked =
        dns.lookup(name, RecordType.CNAME).toCompletableFuture();
    await(asked);
    return asked.getNow(new DnsAnswer.Unavailable<>(DnsAnswer.Cause.TIMEOUT))
            instanceof DnsAnswer.Found<DnsRecord.Cname> found
        ? Optional.of(found.records().get(0).target())
        : Optional.empty();
  }

  /** The key record in a text; empty if the text is not one, or holds no key. */
  static Optional<DkimKeyRecord> read(String text) {
    return DkimExplanation.Key.of(text).keyRecord().filter(it -> !it.isRevoked());
  }

  private void await(CompletableFuture<?> answers) {
    try {
      answers.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      // Each answer says whether it has arrived.
    }
  }
}
