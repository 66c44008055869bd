package dev.waxseal.benchmarks;

import dev.waxseal.dns.Dns;
import dev.waxseal.dns.DnsAnswer;
import dev.waxseal.dns.DnsRecord;
import dev.waxseal.dns.DomainName;
import dev.waxseal.dns.RecordType;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/** Answers at once, each worked out only once: what DNS costs is no question where it is used. */
final class MemoryDns implements Dns {

  private final Dns zone;
  private final Map<Question, CompletionStage<?>> answers = new ConcurrentHashMap<>();

  private record Question(DomainName name, RecordType<?> type) {}

  /** Lines of a master file. */
  MemoryDns(String... lines) {
    this.zone = Dns.zone(lines);
  }

  @Override
  @SuppressWarnings("unchecked") // the type is part of the question
  public <R extends DnsRecord> CompletionStage<DnsAnswer<R>> lookup(
      DomainName name, RecordType<R> type) {
    Question question = new Question(name, type);
    CompletionStage<?> known = answers.get(question); // takes no lock, where computeIfAbsent may
    return (CompletionStage<DnsAnswer<R>>)
        (known != null
            ? known
            : answers.computeIfAbsent(question, asked -> zone.lookup(name, type)));
  }
}
