package dev.waxseal.dmarc;

import dev.waxseal.dmarc.TreeWalk.Step;
import dev.waxseal.dns.DomainName;
import java.util.Optional;
import java.util.function.Function;

/**
 * Which DMARC Policy Record applies to an author domain (RFC 9989 section 4.10.1): its own, that of
 * its Organizational Domain, or that of the public suffix above, in this order. Records between
 * them do not.
 */
sealed interface Discovery {

  /** The record that applies. */
  record Found(DomainName domain, DmarcRecord dmarcRecord) implements Discovery {}

  /** None that could be applied. */
  record Missing(DmarcReason reason, String about) implements Discovery {}

  /** What the record comes to for the author domain, if one applies. */
  default Optional<AppliedRecord> applied(
      DomainName author, Function<DomainName, AppliedRecord.Existence> existence) {
    return this instanceof Found found
        ? Optional.of(
            AppliedRecord.of(author, found.domain(), found.dmarcRecord(), existence.apply(author)))
        : Optional.empty();
  }

  static Discovery of(TreeWalk walk) {
    Step own = walk.steps().get(0);
    if (own.kind() != Step.Kind.NOTHING && own.kind() != Step.Kind.SEVERAL) {
      return judged(own);
    }
    Optional<Step.Unavailable> unavailable = walk.unavailable();
    if (unavailable.isPresent()) {
      return judged(unavailable.get());
    }
    // A walk that was answered has an Organizational Domain; not every one was asked about.
    DomainName organization = walk.organizationalDomain().orElse(walk.start());
    return walk.at(organization)
        .filter(Discovery::applies)
        .or(() -> walk.steps().stream().filter(Discovery::isPublicSuffix).findFirst())
        .or(() -> walk.steps().stream().filter(Discovery::isMalformed).findFirst())
        .map(Discovery::judged)
        .orElseGet(() -> new Missing(DmarcReason.NO_RECORD, ignored(walk)));
  }

  /** A text on the way that was meant to be a record; the nearest. */
  private static String ignored(TreeWalk walk) {
    return walk.steps().stream()
        .filter(Step.Nothing.class::isInstance)
        .flatMap(
            step ->
                ((Step.Nothing) step)
                        .nearMiss()
                        .map(
                            why ->
                                "what stands at _dmarc."
                                    + step.domain()
                                    + " is ignored, since "
                                    + why)
                        .stream())
        .findFirst()
        .orElse("");
  }

  private static boolean applies(Step step) {
    return step.dmarcRecord().isPresent() || isMalformed(step);
  }

  private static boolean isPublicSuffix(Step step) {
    return step.dmarcRecord()
        .filter(found -> found.publicSuffix() == DmarcRecord.PublicSuffix.YES)
        .isPresent();
  }

  private static boolean isMalformed(Step step) {
    return step.kind() == Step.Kind.MALFORMED;
  }

  /** What a step comes to that is to decide. */
  private static Discovery judged(Step step) {
    if (step instanceof Step.Found found) {
      return judged(found);
    }
    if (step instanceof Step.Malformed malformed) {
      return new Missing(
          DmarcReason.RECORD_MALFORMED,
          "that of " + step.domain() + ", " + malformed.invalid().findings().get(0));
    }
    return step instanceof Step.Unavailable unavailable
        ? new Missing(
            DmarcReason.RECORD_UNAVAILABLE, "at " + step.domain() + ", " + unavailable.cause())
        : new Missing(DmarcReason.NO_RECORD, "");
  }

  private static Discovery judged(Step.Found found) {
    return switch (found.valid().usability()) {
      case AS_PUBLISHED, AS_NONE -> new Found(found.domain(), found.valid());
      case INVALID -> new Missing(DmarcReason.POLICY_INVALID, "that of " + found.domain());
      case NO_POLICY -> new Missing(DmarcReason.RECORD_WITHOUT_POLICY, "that of " + found.domain());
    };
  }
}
