package dev.waxseal.pass.internal;

import dev.waxseal.dns.Dns;
import dev.waxseal.mime.Headers;

/**
 * Starts the evaluation of a message when its header has arrived.
 *
 * @param <R> the report of one message
 */
public interface Evaluator<R> {

  /**
   * Reads the header and sends all DNS queries that the message needs.
   *
   * @param headers the whole header
   * @param dns answers the queries of this one message; each distinct query is sent once, and an
   *     answer that has not arrived at the deadline is {@code Unavailable}
   */
  Evaluation<R> begin(Headers headers, Dns dns);

  /** The report on a message whose header exceeds the limits. */
  R overflow(Headers.Overflow overflow);
}
