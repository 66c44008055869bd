package dev.waxseal.reports.ready;

import dev.waxseal.dmarc.DmarcPolicy;
import dev.waxseal.dmarc.DmarcRecord;
import dev.waxseal.reports.ready.ReadinessQuestion.Published;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The records that were published, up to the end of the window. */
final class Publication {

  private final List<Published> records;
  private final LocalDate end;

  private Publication(List<Published> records, LocalDate end) {
    this.records = records;
    this.end = end;
  }

  static Publication of(List<Published> records, LocalDate end) {
    return new Publication(records, end);
  }

  /** The last record; empty if there is none. */
  String record() {
    return records.isEmpty() ? "" : records.get(records.size() - 1).text();
  }

  /** The policy of the last record, and if it is a test. */
  Policy policy() {
    return Policy.of(record());
  }

  /** Returns true if failing mail is treated as the owner asks: more than none is in effect. */
  boolean isEnforced() {
    return policy().inEffect() != DmarcPolicy.NONE;
  }

  Readiness.DaysAt daysAt() {
    Map<DmarcPolicy, Integer> days = new EnumMap<>(DmarcPolicy.class);
    for (int i = 0; i < records.size(); i++) {
      if (!records.get(i).text().isEmpty()) {
        days.merge(Policy.of(records.get(i).text()).inEffect(), length(i), Integer::sum);
      }
    }
    return new Readiness.DaysAt(
        days.getOrDefault(DmarcPolicy.NONE, 0),
        days.getOrDefault(DmarcPolicy.QUARANTINE, 0),
        days.getOrDefault(DmarcPolicy.REJECT, 0));
  }

  /** The days for which the policy of the last record is published. */
  int daysAtLast() {
    int days = 0;
    for (int i = records.size() - 1;
        i >= 0 && Policy.of(records.get(i).text()).equals(policy());
        i--) {
      days += length(i);
    }
    return days;
  }

  private int length(int index) {
    LocalDate next = index + 1 < records.size() ? records.get(index + 1).from() : end.plusDays(1);
    LocalDate until = next.isAfter(end) ? end.plusDays(1) : next;
    return (int) Math.max(0, until.toEpochDay() - records.get(index).from().toEpochDay());
  }

  /**
   * The policy of a record.
   *
   * @param published the value of {@code p}; none, if the record has no valid policy (RFC 9989
   *     section 4.10.1)
   * @param isTest true for {@code t=y}
   */
  record Policy(DmarcPolicy published, boolean isTest) {

    static Policy of(String text) {
      return DmarcRecord.parse(text) instanceof DmarcRecord.Parsed.Valid valid
          ? of(valid.dmarcRecord())
          : new Policy(DmarcPolicy.NONE, false);
    }

    private static Policy of(DmarcRecord found) {
      Optional<DmarcPolicy> valid = found.policy().filter(it -> !found.policyInvalid());
      return new Policy(valid.orElse(DmarcPolicy.NONE), found.testing());
    }

    DmarcPolicy inEffect() {
      return isTest ? published.lowered() : published;
    }
  }
}
