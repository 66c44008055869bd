package dev.waxseal.cli.page;

import java.util.EnumMap;
import java.util.Map;

/** Numbers of messages by outcome. */
final class Outcomes {

  private final Map<Outcome, Long> counts = new EnumMap<>(Outcome.class);

  void add(Outcome outcome, long messages) {
    counts.merge(outcome, messages, Long::sum);
  }

  void add(Outcomes other) {
    other.counts.forEach(this::add);
  }

  long of(Outcome outcome) {
    return counts.getOrDefault(outcome, 0L);
  }

  long all() {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Those that failed. */
  long failed() {
    return all() - of(Outcome.PASS);
  }
}
