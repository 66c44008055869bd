package dev.waxseal.dns.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waxseal.dns.Dns;
import dev.waxseal.dns.DnsAnswer;
import dev.waxseal.dns.DnsRecord;
import dev.waxseal.dns.DomainName;
import dev.waxseal.dns.RecordType;
import dev.waxseal.dns.ZoneDns;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class DnsQueriesTest {

  private static final DomainName NAME = DomainName.of("a.example");
  private static final DomainName SILENT = DomainName.of("silent.example");
  private static final DnsAnswer<DnsRecord.Txt> TIMEOUT =
      new DnsAnswer.Unavailable<>(DnsAnswer.Cause.TIMEOUT);

  private final List<String> asked = new ArrayList<>();

  /** Writes down what is asked and answers as it is told. */
  private final class Recorder implements Dns {

    private final Dns answers;

    Recorder(Dns answers) {
      this.answers = answers;
    }

    @Override
    public <R extends DnsRecord> CompletionStage<DnsAnswer<R>> lookup(
        DomainName name, RecordType<R> type) {
      asked.add(type + " " + name);
      return answers.lookup(name, type);
    }
  }

  /** DNS that breaks its promises in a way of its own. */
  private interface Broken {
    CompletionStage<?> answer();
  }

  private static Dns broken(Broken how) {
    return new Dns() {
      @Override
      @SuppressWarnings("unchecked")
      public <R extends DnsRecord> CompletionStage<DnsAnswer<R>> lookup(
          DomainName name, RecordType<R> type) {
        return (CompletionStage<DnsAnswer<R>>) how.answer();
      }
    };
  }

  @Test
  void eachQueryIsSentOnce() {
    DnsQueries queries = new DnsQueries(new Recorder(Dns.zone("a.example. TXT \"x\"")));
    CompletableFuture<DnsAnswer<DnsRecord.Txt>> first = queries.lookup(NAME, RecordType.TXT);
    assertSame(first, queries.lookup(NAME, RecordType.TXT));
    queries.lookup(NAME, RecordType.CNAME).join();
    queries.lookup(DomainName.of("b.example"), RecordType.TXT).join();
    assertEquals(List.of("TXT a.example", "CNAME a.example", "TXT b.example"), asked);
    assertEquals(DnsAnswer.Kind.FOUND, first.join().kind());
  }

  @Test
  void everyKindOfStageIsAnAnswer() {
    DnsAnswer<DnsRecord.Txt> nothing = new DnsAnswer.Unavailable<>(DnsAnswer.Cause.REFUSED);
    for (CompletionStage<?> stage :
        List.of(
            CompletableFuture.completedFuture(nothing),
            CompletableFuture.completedStage(nothing),
            CompletableFuture.completedFuture(nothing).minimalCompletionStage(),
            new CompletableFuture<>().completeOnTimeout(nothing, 1, TimeUnit.MILLISECONDS),
            CompletableFuture.completedStage(true).thenApply(done -> nothing))) {
      DnsQueries queries = new DnsQueries(broken(() -> stage));
      assertEquals(nothing, queries.lookup(NAME, RecordType.TXT).join());
    }
  }

  @Test
  void whatIsOpenIsGivenUpAndWhatComesLaterIsNotAsked() {
    DnsQueries queries = new DnsQueries(new Recorder(ZoneDns.of().silent(NAME)));
    CompletableFuture<DnsAnswer<DnsRecord.Txt>> open = queries.lookup(NAME, RecordType.TXT);
    assertFalse(open.isDone());
    queries.giveUp();
    assertEquals(TIMEOUT, open.join());
    assertEquals(TIMEOUT, queries.lookup(DomainName.of("c.example"), RecordType.TXT).join());
    assertEquals(List.of("TXT a.example"), asked);
  }

  @Test
  void anAnswerThatCameIsKept() {
    DnsQueries queries = new DnsQueries(Dns.zone("a.example. TXT \"x\""));
    queries.lookup(NAME, RecordType.TXT).join();
    queries.giveUp();
    assertEquals(DnsAnswer.Kind.FOUND, queries.lookup(NAME, RecordType.TXT).join().kind());
  }

  @Test
  void aBrokenResolverHasNoAnswer() {
    List<Broken> ways =
        List.of(
            () -> {
              throw new IllegalStateException("broken");
            },
            () -> CompletableFuture.failedFuture(new IllegalStateException("broken")),
            () -> CompletableFuture.completedFuture(null));
    for (Broken way : ways) {
      DnsAnswer<DnsRecord.Txt> answer =
          new DnsQueries(broken(way)).lookup(NAME, RecordType.TXT).join();
      assertTrue(answer instanceof DnsAnswer.Unavailable, answer.toString());
    }
  }

  @Test
  void anAnswerThatIsNotThereIsUnavailable() {
    DnsQueries queries = new DnsQueries(ZoneDns.of("a.example. TXT \"x\"").silent(SILENT));
    assertEquals(TIMEOUT, queries.now(NAME, RecordType.TXT));
    CompletableFuture<DnsAnswer<DnsRecord.Txt>> found = queries.lookup(NAME, RecordType.TXT);
    assertEquals(found.join(), queries.now(NAME, RecordType.TXT));
    assertTrue(queries.answers().isDone());
    var open = queries.lookup(SILENT, RecordType.TXT);
    assertEquals(TIMEOUT, queries.now(SILENT, RecordType.TXT));
    assertFalse(queries.answers().isDone());
    assertFalse(open.isDone());
  }

  @Test
  void waitingEndsAtTheDeadline() {
    DnsQueries queries = new DnsQueries(ZoneDns.of().silent(NAME));
    CompletableFuture<DnsAnswer<DnsRecord.Txt>> open = queries.lookup(NAME, RecordType.TXT);
    DnsQueries.inTime(open, Duration.ofMillis(1)).join();
    assertFalse(open.isDone());
    queries.await(open, Duration.ofMillis(1));
    assertEquals(TIMEOUT, open.join());
  }

  @Test
  void aThreadThatIsInterruptedDoesNotWait() {
    DnsQueries queries = new DnsQueries(ZoneDns.of().silent(NAME));
    CompletableFuture<DnsAnswer<DnsRecord.Txt>> open = queries.lookup(NAME, RecordType.TXT);
    Thread.currentThread().interrupt();
    queries.await(open, Duration.ofDays(1));
    assertTrue(Thread.interrupted());
    assertEquals(TIMEOUT, open.join());
  }

  @Test
  void theQueriesOfASessionAreKept() {
    DnsQueries queries = new DnsQueries(ZoneDns.of());
    assertSame(queries, DnsQueries.of(queries));
  }
}
