package dev.waxseal.dns.internal;

import dev.waxseal.dns.Dns;
import dev.waxseal.dns.DnsAnswer;
import dev.waxseal.dns.DnsRecord;
import dev.waxseal.dns.DomainName;
import dev.waxseal.dns.RecordType;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The DNS queries of one message: each is sent once, and whoever asks again gets the same answer.
 * At the deadline, the queries that are still open are given up.
 *
 * <p>A resolver that breaks the promises of {@link Dns} costs its answer, not the message: this is
 * the one place that guards against it.
 *
 * <p>For one message; may be used by several threads.
 */
public final class DnsQueries implements Dns {

  private final Dns dns;
  private final Map<Query, CompletableFuture<? extends DnsAnswer<?>>> sent =
      new ConcurrentHashMap<>();
  private volatile boolean givenUp;

  private record Query(DomainName name, RecordType<?> type) {

    // Java links these of a record when they are first called, which takes longer than a query.

    @Override
    public boolean equals(Object other) {
      return other instanceof Query query && name.equals(query.name) && type.equals(query.type);
    }

    @Override
    public int hashCode() {
      return 31 * name.hashCode() + type.hashCode();
    }
  }

  /** No queries yet; they will go to the given DNS. */
  public DnsQueries(Dns dns) {
    this.dns = dns;
  }

  /** The queries of a message: the given DNS itself if it keeps them, as that of a session does. */
  public static DnsQueries of(Dns messageDns) {
    return messageDns instanceof DnsQueries queries ? queries : new DnsQueries(messageDns);
  }

  /**
   * Runs work that waits for nothing but its queries, and blocks for its result. Queries that are
   * open at the deadline, or when the thread is interrupted, are given up.
   *
   * @param dns where the queries go
   * @param deadline the longest time to wait
   * @param work the work; its result must never be exceptional
   */
  public static <R> R run(
      Dns dns, Duration deadline, Function<DnsQueries, CompletionStage<R>> work) {
    DnsQueries queries = new DnsQueries(dns);
    CompletableFuture<R> result = work.apply(queries).toCompletableFuture();
    queries.await(result, deadline);
    return result.join();
  }

  /** As {@link #run}, without blocking: the stage completes at the deadline at the latest. */
  public static <R> CompletableFuture<R> runAsync(
      Dns dns, Duration deadline, Function<DnsQueries, CompletionStage<R>> work) {
    DnsQueries queries = new DnsQueries(dns);
    CompletableFuture<R> result = work.apply(queries).toCompletableFuture();
    return inTime(result, deadline)
        .thenCompose(
            done -> {
              queries.giveUp();
              return result;
            });
  }

  @Override
  public <R extends DnsRecord> CompletableFuture<DnsAnswer<R>> lookup(
      DomainName name, RecordType<R> type) {
    CompletableFuture<DnsAnswer<R>> answer =
        typed(
            sent.computeIfAbsent(
                new Query(name, type),
                query -> givenUp ? new CompletableFuture<DnsAnswer<R>>() : send(name, type)));
    if (givenUp) {
      giveUp(answer);
    }
    return answer;
  }

  /**
   * The answer to a query, without waiting: an answer that has not arrived, and the answer to a
   * query that was never sent, is {@link DnsAnswer.Unavailable}.
   */
  public <R extends DnsRecord> DnsAnswer<R> now(DomainName name, RecordType<R> type) {
    @Nullable CompletableFuture<? extends DnsAnswer<?>> answer = sent.get(new Query(name, type));
    return answer == null || !answer.isDone()
        ? new DnsAnswer.Unavailable<>(DnsAnswer.Cause.TIMEOUT)
        : DnsQueries.<R>typed(answer).join();
  }

  /** Completes when all queries that have been sent by now are answered; never exceptionally. */
  public CompletableFuture<?> answers() {
    return all(sent.values());
  }

  /** Completes when all of these have; no future is made for them where they have. */
  public static CompletableFuture<?> all(Collection<? extends CompletableFuture<?>> answers) {
    for (CompletableFuture<?> answer : answers) {
      if (!answer.isDone() || answer.isCompletedExceptionally()) {
        return CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new));
      }
    }
    return CompletableFuture.completedFuture(true);
  }

  /**
   * Blocks until the answers have arrived, at most until the deadline or an interruption of the
   * thread; then gives the open queries up.
   *
   * @param answers what is waited for, something that depends on these queries
   * @param deadline the longest time to wait from now on
   */
  public void await(Future<?> answers, Duration deadline) {
    try {
      answers.get(deadline.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      // Each missing answer is unavailable by itself.
    }
    giveUp();
  }

  /**
   * Completes when the answers have arrived, at the deadline at the latest, and never
   * exceptionally. Nothing is given up; the caller does that on a thread of its choice.
   *
   * @param answers what is waited for, something that depends on these queries
   * @param deadline the longest time to wait from now on
   */
  public static CompletableFuture<?> inTime(CompletableFuture<?> answers, Duration deadline) {
    return answers
        .handle((done, failed) -> true)
        .completeOnTimeout(false, deadline.toNanos(), TimeUnit.NANOSECONDS);
  }

  /**
   * Ends the waiting: every query without an answer is {@link DnsAnswer.Unavailable} from now on,
   * and so is every later one.
   */
  public void giveUp() {
    givenUp = true;
    sent.values().forEach(DnsQueries::giveUp);
  }

  private static <A extends DnsAnswer<?>> void giveUp(CompletableFuture<A> answer) {
    if (answer.isDone()) {
      return;
    }
    @SuppressWarnings("unchecked") // an answer without records is one of any type
    A timeout = (A) new DnsAnswer.Unavailable<>(DnsAnswer.Cause.TIMEOUT);
    answer.complete(timeout);
  }

  @SuppressWarnings("unchecked") // the answer under a type was given for that type
  private static <R extends DnsRecord> CompletableFuture<DnsAnswer<R>> typed(
      CompletableFuture<? extends DnsAnswer<?>> answer) {
    return (CompletableFuture<DnsAnswer<R>>) answer;
  }

  private <R extends DnsRecord> CompletableFuture<DnsAnswer<R>> send(
      DomainName name, RecordType<R> type) {
    CompletableFuture<DnsAnswer<R>> answer = new CompletableFuture<>();
    try {
      CompletionStage<DnsAnswer<R>> stage = dns.lookup(name, type);
      if (isPlain(stage) && stage.toCompletableFuture().isDone()) {
        answer.complete(given(stage.toCompletableFuture().getNow(null)));
      } else {
        stage.whenComplete((given, failed) -> answer.complete(given(given)));
      }
    } catch (RuntimeException e) {
      answer.complete(given(null));
    }
    return answer;
  }

  /** A subclass may not say whether it is done: that of {@code completedStage} throws. */
  private static boolean isPlain(CompletionStage<?> stage) {
    return stage.getClass() == CompletableFuture.class;
  }

  private static <R extends DnsRecord> DnsAnswer<R> given(@Nullable DnsAnswer<R> answer) {
    return answer == null ? new DnsAnswer.Unavailable<>(DnsAnswer.Cause.SERVER_FAILURE) : answer;
  }
}
