package dev.waxseal.cli.lookup;

import dev.waxseal.cli.terminal.CommandFailure;
import dev.waxseal.cli.terminal.ExitStatus;
import dev.waxseal.dns.DnsAnswer;
import dev.waxseal.dns.DnsRecord;
import dev.waxseal.dns.DomainName;
import dev.waxseal.mime.Limits;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The deadline for all DNS answers of a command; it starts when this is created. */
public final class DnsDeadline {

  private final long start = System.nanoTime();

  /** An answer; unavailable if it does not come in time. */
  public <R extends DnsRecord> DnsAnswer<R> answer(CompletionStage<DnsAnswer<R>> stage) {
    return inTime(stage).orElse(new DnsAnswer.Unavailable<>(DnsAnswer.Cause.TIMEOUT));
  }

  /**
   * Waits for answers.
   *
   * @param stage the answers
   * @param name the name that was asked
   * @throws CommandFailure if it does not come in time
   */
  public <T> T result(CompletionStage<T> stage, DomainName name) {
    return inTime(stage).orElseThrow(() -> failure(name, DnsAnswer.Cause.TIMEOUT));
  }

  /** The failure for a name without an answer. */
  public static CommandFailure failure(DomainName name, DnsAnswer.Cause cause) {
    return new CommandFailure(
        ExitStatus.TEMPORARY, "DNS did not answer about " + name + ": " + cause);
  }

  private <T> Optional<T> inTime(CompletionStage<T> stage) {
    long left = Limits.defaults().dnsDeadline().toNanos() - (System.nanoTime() - start);
    try {
      return Optional.of(stage.toCompletableFuture().get(Math.max(left, 0), TimeUnit.NANOSECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      // no answer, whatever the reason
    }
    return Optional.empty();
  }
}
