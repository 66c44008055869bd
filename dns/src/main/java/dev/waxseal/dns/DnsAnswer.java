package dev.waxseal.dns;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * What DNS says about a name and a type of record. An answer is never an exception.
 *
 * <p>Immutable; share it among threads.
 *
 * @param <R> the data of such a record
 */
public sealed interface DnsAnswer<R extends DnsRecord> {

  /**
   * There are records.
   *
   * @param records the records, one at least, in no order that means anything
   * @param ttl for how long they may be kept
   */
  record Found<R extends DnsRecord>(List<R> records, Duration ttl) implements DnsAnswer<R> {

    /** Copies the list. */
    public Found {
      records = List.copyOf(records);
      if (records.isEmpty()) {
        throw new IllegalArgumentException("An answer without records is NoData");
      }
    }
  }

  /**
   * The name exists and has no record of this type (RFC 2308 section 2.2).
   *
   * @param ttl for how long that may be kept; zero where the resolver does not tell
   */
  record NoData<R extends DnsRecord>(Duration ttl) implements DnsAnswer<R> {}

  /**
   * The name does not exist, and nothing below it does (RFC 8020).
   *
   * @param ttl for how long that may be kept; zero where the resolver does not tell
   */
  record NoSuchDomain<R extends DnsRecord>(Duration ttl) implements DnsAnswer<R> {}

  /**
   * There is no answer now; there may be one later.
   *
   * @param cause what went wrong
   */
  record Unavailable<R extends DnsRecord>(Cause cause) implements DnsAnswer<R> {}

  /** Why there is no answer. */
  enum Cause {
    /** Nothing came in time. */
    TIMEOUT,
    /** The server could not or would not answer: SERVFAIL, REFUSED and the like. */
    SERVER_FAILURE,
    /** What came makes no sense, such as aliases that go round in a circle. */
    BAD_ANSWER,
    /** No server could be reached. */
    NETWORK;

    /** The cause in words, for people. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }
}
