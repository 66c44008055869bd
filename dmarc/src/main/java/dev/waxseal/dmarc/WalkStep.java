package dev.waxseal.dmarc;

import dev.waxseal.dns.DnsAnswer;
import dev.waxseal.dns.DomainName;
import java.util.Optional;

/**
 * What a tree walk found at one domain: the TXT records at {@code _dmarc} below it.
 *
 * <p>Immutable; {@link #kind()} is there to switch on.
 */
public sealed interface WalkStep {

  /** The kinds of step, one for each record of this interface. */
  enum Kind {
    /** {@link Found}. */
    FOUND,
    /** {@link Nothing}. */
    NOTHING,
    /** {@link Several}. */
    SEVERAL,
    /** {@link Malformed}. */
    MALFORMED,
    /** {@link Unavailable}. */
    UNAVAILABLE
  }

  /** The domain. */
  DomainName domain();

  /** Which of the records of this interface this is. */
  Kind kind();

  /** The record, if there is exactly one and it is valid. */
  default Optional<DmarcRecord> dmarcRecord() {
    return Optional.empty();
  }

  /**
   * Exactly one DMARC Policy Record.
   *
   * @param domain the domain
   * @param valid the record
   */
  record Found(DomainName domain, DmarcRecord valid) implements WalkStep {
    @Override
    public Kind kind() {
      return Kind.FOUND;
    }

    @Override
    public Optional<DmarcRecord> dmarcRecord() {
      return Optional.of(valid);
    }
  }

  /**
   * No DMARC Policy Record: no such name, no TXT record, or others only.
   *
   * @param domain the domain
   * @param nearMiss why a text there that was meant to be one is none, if there is such a text: for
   *     people, printable ASCII without its first capital and its full stop
   */
  record Nothing(DomainName domain, Optional<String> nearMiss) implements WalkStep {

    /** None, and nothing that looks like one. */
    public Nothing(DomainName domain) {
      this(domain, Optional.empty());
    }

    @Override
    public Kind kind() {
      return Kind.NOTHING;
    }
  }

  /**
   * More than one DMARC Policy Record, so that "they are all discarded" (RFC 9989 section 4.10).
   *
   * @param domain the domain
   * @param count how many
   */
  record Several(DomainName domain, int count) implements WalkStep {
    @Override
    public Kind kind() {
      return Kind.SEVERAL;
    }
  }

  /**
   * One DMARC Policy Record that is improperly formatted as a whole. Nothing in it counts.
   *
   * @param domain the domain
   * @param invalid the text and what is wrong with it
   */
  record Malformed(DomainName domain, DmarcRecord.Parsed.Invalid invalid) implements WalkStep {
    @Override
    public Kind kind() {
      return Kind.MALFORMED;
    }
  }

  /**
   * DNS did not answer.
   *
   * @param domain the domain
   * @param cause why not
   */
  record Unavailable(DomainName domain, DnsAnswer.Cause cause) implements WalkStep {
    @Override
    public Kind kind() {
      return Kind.UNAVAILABLE;
    }
  }
}
