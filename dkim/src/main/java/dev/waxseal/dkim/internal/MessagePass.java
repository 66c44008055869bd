package dev.waxseal.dkim.internal;

import dev.waxseal.dns.Dns;
import dev.waxseal.dns.DnsQuestions;
import dev.waxseal.mime.BodyHashes;
import dev.waxseal.mime.HeaderOverflow;
import dev.waxseal.mime.Headers;
import dev.waxseal.mime.Limits;
import dev.waxseal.mime.MessageHandler;
import dev.waxseal.mime.MessageScanner;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The one pass over the bytes of a message, whatever is judged in it.
 *
 * <p>When the header ends, the plan reads it, asks DNS for all that it will need, and says which
 * hashes of the body it needs; so DNS runs while the body arrives. At the end, or at the deadline,
 * it judges. Memory is the header and small buffers, whatever the size of the body.
 *
 * <p>For one message, one thread, used once.
 *
 * @param <R> the report that comes out
 */
public final class MessagePass<R> {

  private final Duration deadline;
  private final DnsQuestions dns;
  private final Plan<R> plan;
  private final MessageScanner scanner;

  private Optional<Judgement<R>> judgement = Optional.empty();
  private Optional<HeaderOverflow> overflow = Optional.empty();
  private BodyHashes bodyHashes = new BodyHashes(List.of());
  private boolean finished;

  /**
   * What is to be judged.
   *
   * @param <R> the report that comes out
   */
  public interface Plan<R> {

    /** Reads the header and asks DNS. */
    Judgement<R> begin(Headers headers, Dns dns);

    /** The report on a message whose header is too large to be looked at. */
    R overflow(HeaderOverflow which);
  }

  /**
   * A judgement that waits for the body and for DNS.
   *
   * @param <R> the report that comes out
   */
  public interface Judgement<R> {

    /** The hashes of the body that it needs. */
    Collection<BodyHashes.Need> bodyNeeds();

    /** Complete when DNS has said all that it will be asked. */
    CompletableFuture<?> answers();

    /**
     * Judges; after {@link #answers()}, so that nothing blocks.
     *
     * @param hashes the hashes that it needs, perhaps among others
     */
    R judge(BodyHashes hashes);
  }

  /** A pass that has seen nothing yet. */
  public MessagePass(Limits limits, Dns dns, Plan<R> plan) {
    this.deadline = limits.dnsDeadline();
    this.dns = new DnsQuestions(dns);
    this.plan = plan;
    this.scanner = new MessageScanner(limits, new Intake());
  }

  /**
   * Takes the next bytes of the message.
   *
   * @throws IllegalStateException if the message has ended already
   */
  public void write(byte[] bytes, int offset, int length) {
    requireOpen();
    scanner.write(bytes, offset, length);
  }

  /**
   * Ends the message and judges it. Blocks until DNS has answered, until the deadline at most; what
   * has not been answered then counts as unavailable, and so it does when the thread is
   * interrupted.
   *
   * @throws IllegalStateException if the message has ended already
   */
  public R finish() {
    CompletableFuture<?> answers = end();
    try {
      answers.get(deadline.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      // What is missing is told apart by each answer.
    }
    return report();
  }

  /**
   * Ends the message and judges it without blocking. The stage completes at the deadline at the
   * latest.
   *
   * @param executor where it is judged when the answers are there, so that no thread of DNS is held
   *     up
   * @throws IllegalStateException if the message has ended already
   */
  public CompletionStage<R> finishAsync(Executor executor) {
    return end()
        .thenApply(done -> true)
        .completeOnTimeout(false, deadline.toNanos(), TimeUnit.NANOSECONDS)
        .handleAsync((done, failed) -> report(), executor);
  }

  private CompletableFuture<?> end() {
    requireOpen();
    finished = true;
    scanner.finish();
    bodyHashes.finish();
    return judgement.isPresent()
        ? judgement.get().answers()
        : CompletableFuture.completedFuture(true);
  }

  private R report() {
    dns.giveUp();
    return judgement.isPresent()
        ? judgement.get().judge(bodyHashes)
        : plan.overflow(overflow.orElseThrow());
  }

  private void requireOpen() {
    if (finished) {
      throw new IllegalStateException("The message has ended; begin a new session for the next");
    }
  }

  private final class Intake implements MessageHandler {

    @Override
    public void headers(Headers headers) {
      Judgement<R> begun = plan.begin(headers, dns);
      judgement = Optional.of(begun);
      bodyHashes = new BodyHashes(begun.bodyNeeds());
    }

    @Override
    public void headerOverflow(HeaderOverflow which) {
      overflow = Optional.of(which);
    }

    @Override
    public void body(byte[] bytes, int offset, int length) {
      bodyHashes.write(bytes, offset, length);
    }
  }
}
