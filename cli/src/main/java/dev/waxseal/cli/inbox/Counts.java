package dev.waxseal.cli.inbox;

import dev.waxseal.reports.AggregateRecord;
import dev.waxseal.reports.AggregateRecord.Disposition;
import dev.waxseal.reports.AggregateRecord.PolicyEvaluated;

/** Messages, by what came of them; each is in one of the numbers. */
final class Counts {

  private long pass;
  private long spared;
  private long failed;
  private long quarantined;
  private long rejected;

  void add(AggregateRecord line) {
    PolicyEvaluated evaluated = line.policyEvaluated();
    long count = line.count();
    if (evaluated.passed()) {
      pass += count;
    } else if (evaluated.disposition().is(Disposition.REJECT)) {
      rejected += count;
    } else if (evaluated.disposition().is(Disposition.QUARANTINE)) {
      quarantined += count;
    } else if (!evaluated.reasons().isEmpty()) {
      spared += count;
    } else {
      failed += count;
    }
  }

  /** Those that pass DMARC. */
  long pass() {
    return pass;
  }

  /** Those that fail, and that the receiver delivered for a reason of its own. */
  long spared() {
    return spared;
  }

  /** Those that fail, and were delivered, as the policy has it. */
  long failed() {
    return failed;
  }

  long quarantined() {
    return quarantined;
  }

  long rejected() {
    return rejected;
  }

  long failing() {
    return spared + failed + quarantined + rejected;
  }

  long all() {
    return pass + failing();
  }
}
