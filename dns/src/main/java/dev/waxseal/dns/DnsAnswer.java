package dev.waxseal.dns;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * The answer of DNS for a name and a type, aliases (CNAME) already followed.
 *
 * <p>Instances are immutable. {@link #kind()} is there to switch on.
 *
 * @param <R> the data of a record of the type that was asked for
 */
public sealed interface DnsAnswer<R extends DnsRecord> {

  /** The kinds of answer, one for each record of this interface. */
  enum Kind {
    /** {@link Found}. */
    FOUND,
    /** {@link NoData}. */
    NO_DATA,
    /** {@link NoSuchDomain}. */
    NO_SUCH_DOMAIN,
    /** {@link Unavailable}. */
    UNAVAILABLE
  }

  /** The causes of a missing answer; a later query may get one. */
  enum Cause {
    /** No server replied in time. */
    TIMEOUT,
    /**
     * The server could not answer: SERVFAIL, or another response code that is neither an answer nor
     * REFUSED (RFC 1035 section 4.1.1). A validating server answers so for forged records, too.
     */
    SERVER_FAILURE,
    /** The server would not answer: REFUSED (RFC 1035 section 4.1.1). */
    REFUSED,
    /** The server could not be reached, or no server is configured. */
    NETWORK,
    /** The reply was not a DNS reply to the question, or its aliases loop or are too many. */
    MALFORMED;

    /** {@return the cause in words, for people} */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }

  /** {@return the record of this interface that this is} */
  Kind kind();

  /**
   * The name has records of the type.
   *
   * @param <R> the data of a record of the type
   * @param records the records, at least one, in no particular order
   * @param ttl the time for which they may be kept: the smallest TTL among them, as the server gave
   *     it
   */
  record Found<R extends DnsRecord>(List<R> records, Duration ttl) implements DnsAnswer<R> {
    /**
     * An answer of these records.
     *
     * @param records the records
     * @param ttl the time for which they may be kept
     * @throws IllegalArgumentException if there is none
     */
    public Found {
      records = List.copyOf(records);
      Objects.requireNonNull(ttl, "ttl");
      if (records.isEmpty()) {
        throw new IllegalArgumentException("An answer without records is NoData");
      }
    }

    @Override
    public Kind kind() {
      return Kind.FOUND;
    }
  }

  /**
   * The name exists and has no record of the type (RFC 2308 section 2.2).
   *
   * @param <R> the data of a record of the type
   * @param ttl the time for which this may be kept (RFC 2308 section 5), where it is known: a zone
   *     text with an SOA record gives it, a lookup over the network does not
   */
  record NoData<R extends DnsRecord>(Optional<Duration> ttl) implements DnsAnswer<R> {
    /**
     * An answer without records.
     *
     * @param ttl the time for which it may be kept
     */
    public NoData {
      Objects.requireNonNull(ttl, "ttl");
    }

    @Override
    public Kind kind() {
      return Kind.NO_DATA;
    }
  }

  /**
   * Neither the name nor a name below it exists: NXDOMAIN (RFC 2308 section 2.1, RFC 8020).
   *
   * @param <R> the data of a record of the type
   * @param ttl the time for which this may be kept, where it is known, as for {@link NoData}
   */
  record NoSuchDomain<R extends DnsRecord>(Optional<Duration> ttl) implements DnsAnswer<R> {
    /**
     * An answer without a name.
     *
     * @param ttl the time for which it may be kept
     */
    public NoSuchDomain {
      Objects.requireNonNull(ttl, "ttl");
    }

    @Override
    public Kind kind() {
      return Kind.NO_SUCH_DOMAIN;
    }
  }

  /**
   * There is no answer now.
   *
   * @param <R> the data of a record of the type
   * @param cause the cause
   */
  record Unavailable<R extends DnsRecord>(Cause cause) implements DnsAnswer<R> {
    /**
     * No answer.
     *
     * @param cause its cause
     */
    public Unavailable {
      Objects.requireNonNull(cause, "cause");
    }

    @Override
    public Kind kind() {
      return Kind.UNAVAILABLE;
    }
  }
}
