package dev.waxseal.dmarc;

import dev.waxseal.dmarc.TreeWalk.Step;
import dev.waxseal.dns.DomainName;
import java.util.Optional;
import java.util.function.Function;

/**
 * The DMARC Policy Record that applies to an author domain (RFC 9989 section 4.10.1): its own, that
 * of its Organizational Domain, or that of the public suffix above, in this order. Records between
 * them do not apply.
 */
sealed interface Discovery {

  /** The record that applies. */
  record Found(DomainName domain, DmarcRecord dmarcRecord) implements Discovery {}

  /** No record applies. */
  record Missing(DmarcReason reason, String about) implements Discovery {}

  /** The record and its policy for the author domain, if one applies. */
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
      return outcome(own);
    }
    Optional<Step.Unavailable> unavailable = walk.unavailable();
    if (unavailable.isPresent()) {
      return outcome(unavailable.get());
    }
    // A walk that was answered has an Organizational Domain; not every one was asked about.
    DomainName organization = walk.organizationalDomain().orElse(walk.start());
    return walk.at(organization)
        .filter(Discovery::applies)
        .or(() -> walk.steps().stream().filter(Discovery::isPublicSuffix).findFirst())
        .or(() -> walk.steps().stream().filter(Discovery::isMalformed).findFirst())
        .map(Discovery::outcome)
        .orElseGet(() -> new Missing(DmarcReason.NO_RECORD, ignored(walk)));
  }

  /** The nearest text of the walk that looks like a record. */
  private static String ignored(TreeWalk walk) {
    return walk.steps().stream()
        .filter(Step.Nothing.class::isInstance)
        .flatMap(
            step ->
                ((Step.Nothing) step)
                        .nearMiss()
                        .map(why -> "the text at _dmarc." + step.domain() + " is ignored: " + why)
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

  /** The outcome of the step that decides. */
  private static Discovery outcome(Step step) {
    if (step instanceof Step.Found found) {
      return outcome(found);
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

  private static Discovery outcome(Step.Found found) {
    return switch (found.valid().usability()) {
      case AS_PUBLISHED, AS_NONE -> new Found(found.domain(), found.valid());
      case INVALID -> new Missing(DmarcReason.POLICY_INVALID, "that of " + found.domain());
      case NO_POLICY -> new Missing(DmarcReason.RECORD_WITHOUT_POLICY, "that of " + found.domain());
    };
  }
}
