package dev.waxseal.dmarc;

import dev.waxseal.dns.DomainName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A DNS Tree Walk: what was found at a domain and above it (RFC 9989 section 4.10).
 *
 * <p>The RFC asks one name after the other and stops at a record that says what its domain is. Here
 * all names are asked at once, and what comes after that record is left out, which is the same
 * result sooner.
 *
 * <p>Immutable; share it among threads.
 *
 * @param start where the walk started
 * @param steps what it found, from the longest name to the shortest, the start first; never empty.
 *     A record with {@code psd=y} or {@code psd=n} is the last step
 */
public record TreeWalk(DomainName start, List<WalkStep> steps) {

  /** A name with this many labels or more is cut, so that there are at most this many questions. */
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
    for (WalkStep step : steps) {
      Optional<DmarcRecord> found = step.dmarcRecord();
      if (found.isPresent()) {
        // One label below a public suffix is counted on the start: of a long name, the one below
        // was
        // not asked about. A start that is a suffix has none below it, and is its own organization.
        int below = found.get().publicSuffix() == PublicSuffix.YES ? 1 : 0;
        organizational = ancestor(start, step.domain().labelCount() + below);
      }
    }
    return Optional.of(organizational);
  }

  /** The first question on the way that was not answered, if there is one. */
  public Optional<WalkStep.Unavailable> unavailable() {
    return steps.stream()
        .filter(WalkStep.Unavailable.class::isInstance)
        .map(WalkStep.Unavailable.class::cast)
        .findFirst();
  }

  /** What was found at a domain, if the walk came to it. */
  Optional<WalkStep> at(DomainName domain) {
    return steps.stream().filter(step -> step.domain().equals(domain)).findFirst();
  }

  private static List<WalkStep> untilStop(List<WalkStep> steps) {
    for (int i = 0; i < steps.size(); i++) {
      boolean stop =
          steps
              .get(i)
              .dmarcRecord()
              .filter(found -> found.publicSuffix() != PublicSuffix.UNKNOWN)
              .isPresent();
      if (stop) {
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
}
