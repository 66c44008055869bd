package dev.waxseal.pass.internal;

import dev.waxseal.dns.DomainName;
import dev.waxseal.mime.internal.BodyHashes;
import dev.waxseal.pass.LineEnds;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * One message being evaluated: the header is read, the body and the answers of DNS are arriving.
 *
 * <p>For one message, one thread.
 *
 * @param <R> the report of one message
 */
public interface Evaluation<R> {

  /** The body hashes to compute while the body passes. */
  Collection<BodyHashes.Need> bodyNeeds();

  /**
   * The domains that the message claims to come from, for evaluations that can look up their
   * policies early.
   */
  default List<DomainName> claimedDomains() {
    return List.of();
  }

  /**
   * Takes the next octets of the body, for evaluations that look at more of it than its hashes.
   *
   * @param bytes the array that holds them; it belongs to the caller
   */
  default void body(byte[] bytes, int offset, int length) {}

  /** Completes when all DNS queries are answered; never exceptionally. */
  CompletableFuture<?> answers();

  /**
   * The report. Called once, after the body has ended and {@link #answers()} has completed or been
   * given up. Does not block.
   *
   * @param hashes the body hashes; those of {@link #bodyNeeds()} are among them
   * @param lineEnds what was done with the line ends of the message
   */
  R report(BodyHashes hashes, LineEnds lineEnds);
}
