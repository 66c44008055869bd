package dev.waxseal.milter;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * Counts the messages that were not recorded, and logs them: the first at once, then a line a
 * minute at most. Thread-safe.
 */
final class Losses {

  private static final long PAUSE = Duration.ofMinutes(1).toNanos();

  private final Journal journal;
  private final LongSupplier nanoTime;
  private OptionalLong told = OptionalLong.empty();
  private long untold;
  private String why = "";

  /**
   * No losses yet.
   *
   * @param nanoTime as {@link System#nanoTime}
   */
  Losses(Journal journal, LongSupplier nanoTime) {
    this.journal = journal;
    this.nanoTime = nanoTime;
  }

  /**
   * Counts messages.
   *
   * @param reason why they were not recorded
   */
  synchronized void add(long messages, String reason) {
    journal.dropped(messages);
    untold += messages;
    why = reason;
    tell();
  }

  /** Logs what was not logged yet, unless a line was written within the last minute. */
  synchronized void tell() {
    if (told.isEmpty() || nanoTime.getAsLong() - told.getAsLong() >= PAUSE) {
      tellNow();
    }
  }

  /** Logs what was not logged yet. */
  synchronized void tellNow() {
    if (untold > 0) {
      String messages = untold == 1 ? "1 message was" : untold + " messages were";
      journal.warn(messages + " not recorded in the history: " + why);
      untold = 0;
      told = OptionalLong.of(nanoTime.getAsLong());
    }
  }
}
