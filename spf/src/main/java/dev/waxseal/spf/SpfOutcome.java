package dev.waxseal.spf;

import dev.waxseal.dns.DomainName;
import java.util.Optional;

/**
 * The outcome of check_host().
 *
 * @param reason the reason; empty for a pass
 * @param about the detail, printable ASCII; may be empty
 * @param matched the directive that matched
 * @param domain the domain whose record decided
 * @param explanation the {@code exp} of that record
 * @param trace the steps that led to it
 */
record SpfOutcome(
    Optional<SpfReason> reason,
    String about,
    Optional<SpfDirective> matched,
    DomainName domain,
    Optional<MacroString> explanation,
    SpfTrace trace) {

  static SpfOutcome problem(RecordProblem problem, DomainName domain, SpfTrace trace) {
    return new SpfOutcome(
        Optional.of(problem.reason()),
        problem.about(),
        Optional.empty(),
        domain,
        Optional.empty(),
        trace);
  }

  static SpfOutcome matched(
      SpfDirective directive,
      DomainName domain,
      Optional<MacroString> explanation,
      SpfTrace trace) {
    Optional<SpfReason> reason =
        switch (directive.qualifier()) {
          case PASS -> Optional.empty();
          case FAIL -> Optional.of(SpfReason.MATCHED_FAIL);
          case SOFTFAIL -> Optional.of(SpfReason.MATCHED_SOFTFAIL);
          case NEUTRAL -> Optional.of(SpfReason.MATCHED_NEUTRAL);
        };
    return new SpfOutcome(reason, "", Optional.of(directive), domain, explanation, trace);
  }

  SpfStatus status() {
    return reason.map(SpfReason::status).orElse(SpfStatus.PASS);
  }
}
