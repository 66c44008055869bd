package dev.waxseal.dmarc;

import dev.waxseal.dns.DnsAnswer;
import dev.waxseal.dns.DomainName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A DNS Tree Walk: the records at a domain and above it (RFC 9989 section 4.10).
 *
 * <p>The RFC asks one name after the other and stops at a record that says what its domain is. Here
 * all names are asked at once, and what comes after that record is left out, which is the same
 * result sooner.
 *
 * <p>Immutable; share it among threads.
 *
 * @param start the domain where the walk started
 * @param steps its steps, from the longest name to the shortest, the start first; never empty. A
 *     record with {@code psd=y} or {@code psd=n} is the last step
 */
public record TreeWalk(DomainName start, List<Step> steps) {

  /** A name with this many labels or more is cut, so that there are at most this many queries. */
  private static final int MOST_LABELS = 8;

  /** Copies the list up to where the walk stops. */
  public TreeWalk {
    steps = List.copyOf(untilStop(steps));
  }

  /**
   * The domains that a walk asks about if nothing stops it, in order: the start; the name above it,
   * or the last seven labels of a start with eight or more; and every name above that (RFC 9989
   * section 4.10 steps 3 to 7).
   */
  public static List<DomainName> names(DomainName start) {
    List<DomainName> names = new ArrayList<>(List.of(start));
    Optional<DomainName> next =
        start.labelCount() < MOST_LABELS
            ? start.parent()
            : Optional.of(ancestor(start, MOST_LABELS - 1));
    while (next.isPresent()) {
      names.add(next.get());
      next = next.get().parent();
    }
    return names;
  }

  /**
   * The Organizational Domain of the start (RFC 9989 section 4.10.2); empty if a question that it
   * depends on was not answered.
   */
  public Optional<DomainName> organizationalDomain() {
    if (unavailable().isPresent()) {
      return Optional.empty();
    }
    DomainName organizational = start;
    for (Step step : steps) {
      Optional<DmarcRecord> found = step.dmarcRecord();
      if (found.isPresent()) {
        // The label below a public suffix is taken from the start: in the walk of a long name it is
        // missing. A start that is a suffix has no name below it, and is its own organization.
        int below = found.get().publicSuffix() == DmarcRecord.PublicSuffix.YES ? 1 : 0;
        organizational = ancestor(start, step.domain().labelCount() + below);
      }
    }
    return Optional.of(organizational);
  }

  /** The first query of the walk that was not answered, if there is one. */
  public Optional<Step.Unavailable> unavailable() {
    for (Step step : steps) {
      if (step instanceof Step.Unavailable unavailable) {
        return Optional.of(unavailable);
      }
    }
    return Optional.empty();
  }

  /** The step at a domain, if the walk came to it. */
  Optional<Step> at(DomainName domain) {
    for (Step step : steps) {
      if (step.domain().equals(domain)) {
        return Optional.of(step);
      }
    }
    return Optional.empty();
  }

  private static List<Step> untilStop(List<Step> steps) {
    for (int i = 0; i < steps.size(); i++) {
      Optional<DmarcRecord> found = steps.get(i).dmarcRecord();
      if (found.isPresent() && found.get().publicSuffix() != DmarcRecord.PublicSuffix.UNKNOWN) {
        return steps.subList(0, i + 1);
      }
    }
    return steps;
  }

  /** The name of that many labels that the name is below; itself if it has no more. */
  private static DomainName ancestor(DomainName name, int labels) {
    DomainName ancestor = name;
    while (ancestor.labelCount() > labels) {
      ancestor = ancestor.parent().orElseThrow();
    }
    return ancestor;
  }

  /**
   * What a tree walk found at one domain: the TXT records at {@code _dmarc} below it.
   *
   * <p>Immutable; {@link #kind()} is there to switch on.
   */
  public sealed interface Step {

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

    /** The record of this interface that this is. */
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
    record Found(DomainName domain, DmarcRecord valid) implements Step {
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
     * @param nearMiss the fault of a text there that looks like one, if there is such a text: for
     *     people, printable ASCII without its first capital and its full stop
     */
    record Nothing(DomainName domain, Optional<String> nearMiss) implements Step {

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
     * @param count the number of records
     */
    record Several(DomainName domain, int count) implements Step {
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
    record Malformed(DomainName domain, DmarcRecord.Parsed.Invalid invalid) implements Step {
      @Override
      public Kind kind() {
        return Kind.MALFORMED;
      }
    }

    /**
     * DNS did not answer.
     *
     * @param domain the domain
     * @param cause the cause
     */
    record Unavailable(DomainName domain, DnsAnswer.Cause cause) implements Step {
      @Override
      public Kind kind() {
        return Kind.UNAVAILABLE;
      }
    }
  }
}
