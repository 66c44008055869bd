package dev.waxseal.reports.ready;

import dev.waxseal.reports.AggregateRecord;
import dev.waxseal.reports.AggregateRecord.DmarcOutcome;

/** Counts the messages of a stream. */
final class Tally {

  private long pass;
  private long rescued;
  private long lost;
  private long spfOnly;
  private long overLists;

  void add(AggregateRecord row) {
    boolean dkim = row.policyEvaluated().dkim().is(DmarcOutcome.PASS);
    if (row.policyEvaluated().passed()) {
      pass += row.count();
      spfOnly += dkim ? 0 : row.count();
    } else if (Classifier.isRescued(row)) {
      rescued += row.count();
    } else {
      lost += row.count();
    }
    overLists += Classifier.isOverList(row) ? row.count() : 0;
  }

  Tally add(Tally other) {
    pass += other.pass;
    rescued += other.rescued;
    lost += other.lost;
    spfOnly += other.spfOnly;
    overLists += other.overLists;
    return this;
  }

  long messages() {
    return pass + rescued + lost;
  }

  long pass() {
    return pass;
  }

  long failing() {
    return rescued + lost;
  }

  long lost() {
    return lost;
  }

  /** Those that pass by SPF and not by DKIM. */
  long spfOnly() {
    return spfOnly;
  }

  /** Those that fail and that their receiver took for posts to a list. */
  long overLists() {
    return overLists;
  }

  Readiness.Counts counts() {
    return new Readiness.Counts(messages(), pass, rescued, lost);
  }
}
