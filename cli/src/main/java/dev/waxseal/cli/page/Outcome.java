package dev.waxseal.cli.page;

import dev.waxseal.reports.AggregateRecord;
import dev.waxseal.reports.ready.Readiness;
import java.util.Locale;

/** What became of messages, in the order of the charts. */
enum Outcome {
  /** They passed. */
  PASS("passed"),
  /** They failed, and were delivered with a reason. */
  RESCUED("failed, rescued"),
  /** They failed, and were delivered. */
  DELIVERED("failed, delivered"),
  /** They failed, and were quarantined or refused. */
  STOPPED("quarantined or refused");

  private final String words;

  Outcome(String words) {
    this.words = words;
  }

  static Outcome of(AggregateRecord row) {
    if (row.policyEvaluated().passed()) {
      return PASS;
    }
    if (Readiness.isRescued(row)) {
      return RESCUED;
    }
    return row.policyEvaluated().delivered() ? DELIVERED : STOPPED;
  }

  String words() {
    return words;
  }

  /** The class in the style sheet. */
  String css() {
    return "o-" + name().toLowerCase(Locale.ROOT);
  }
}
