package dev.waxseal.checklist;

import java.time.LocalDate;
import java.util.List;

/**
 * The check-list of one message.
 *
 * <p>Immutable; share it among threads.
 *
 * @param date as of when the receivers ask this
 * @param checks R1 to R11, in order
 */
public record CheckReport(LocalDate date, List<Check> checks) {

  /** Copies the list. */
  public CheckReport {
    checks = List.copyOf(checks);
  }
}
