package dev.waxseal.dns;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The questions that one message asks of DNS: each is asked once, and whoever asks again gets the
 * same answer. When time is up, those that are still open are given up.
 *
 * <p>A resolver that breaks the promises of {@link Dns} costs its answer, not the message.
 *
 * <p>For one message; may be used by several threads.
 */
public final class DnsQuestions implements Dns {

  private final Dns dns;
  private final Map<Question, CompletableFuture<? extends DnsAnswer<?>>> asked =
      new ConcurrentHashMap<>();
  private volatile boolean givenUp;

  private record Question(DomainName name, RecordType<?> type) {}

  /**
   * Questions that nobody has asked yet.
   *
   * @param dns whom to ask
   */
  public DnsQuestions(Dns dns) {
    this.dns = dns;
  }

  @Override
  public <R extends DnsRecord> CompletableFuture<DnsAnswer<R>> lookup(
      DomainName name, RecordType<R> type) {
    @SuppressWarnings("unchecked") // what stands under a type was answered for that type
    CompletableFuture<DnsAnswer<R>> answer =
        (CompletableFuture<DnsAnswer<R>>)
            asked.computeIfAbsent(
                new Question(name, type),
                question -> givenUp ? new CompletableFuture<DnsAnswer<R>>() : ask(name, type));
    if (givenUp) {
      giveUp(answer);
    }
    return answer;
  }

  /**
   * Ends the waiting: what has not been answered is {@link DnsAnswer.Unavailable} from now on, and
   * so is all that is asked later.
   */
  public void giveUp() {
    givenUp = true;
    asked.values().forEach(DnsQuestions::giveUp);
  }

  private static <A extends DnsAnswer<?>> void giveUp(CompletableFuture<A> answer) {
    if (answer.isDone()) {
      return;
    }
    @SuppressWarnings("unchecked") // an answer without records is one of any type
    A timeout = (A) new DnsAnswer.Unavailable<>(DnsAnswer.Cause.TIMEOUT);
    answer.complete(timeout);
  }

  private <R extends DnsRecord> CompletableFuture<DnsAnswer<R>> ask(
      DomainName name, RecordType<R> type) {
    DnsAnswer<R> broken = new DnsAnswer.Unavailable<>(DnsAnswer.Cause.SERVER_FAILURE);
    CompletableFuture<DnsAnswer<R>> answer = new CompletableFuture<>();
    try {
      CompletionStage<DnsAnswer<R>> stage = dns.lookup(name, type);
      stage.whenComplete((given, failed) -> answer.complete(given == null ? broken : given));
    } catch (RuntimeException e) {
      answer.complete(broken);
    }
    return answer;
  }
}
