package dev.waxseal.reports.store;

import dev.waxseal.reports.AggregateReport;
import dev.waxseal.reports.ReportNote.Kind;
import dev.waxseal.reports.read.ReportOrigin;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * A report in the store, without its records.
 *
 * @param id its number in the store
 * @param sourceId the number of the mail or file that it came in
 * @param source the name of that file when it was read
 * @param readAt the time when it was read
 * @param report the report; its list of records is empty, and its totals are those of all
 * @param origin who it is from, as DKIM proved when it was read
 * @param vouchedByUser true if the user vouches for the file
 * @param repeats how often it came again
 */
public record StoredReport(
    long id,
    long sourceId,
    String source,
    Instant readAt,
    AggregateReport report,
    ReportOrigin origin,
    boolean vouchedByUser,
    long repeats) {

  /**
   * Returns true if the report counts: somebody vouches for it, and its period is of use. Other
   * reports may be forged, and are to be shown apart (RFC 9990 section 8.2).
   */
  public boolean counts() {
    return isVouched() && isUsable();
  }

  /** Returns true if DKIM or the user vouches for the report. */
  public boolean isVouched() {
    return vouchedByUser || origin.isVouched();
  }

  /** Returns true if the period can be used for statistics: at most 31 days, and in the past. */
  public boolean isUsable() {
    return isUsable(report);
  }

  /** The day (UTC) in the middle of the period; that is the day of the report in all time zones. */
  public LocalDate day() {
    return day(report);
  }

  /**
   * Who vouches for it: the domain of the mail's author, or an empty text if it is the user or
   * nobody. Count reporters by this, not by the name in the report.
   */
  public String voucher() {
    return voucher(origin);
  }

  static String voucher(ReportOrigin origin) {
    if (!origin.isVouched()) {
      return "";
    }
    return origin
        .author()
        .or(() -> origin.vouching().stream().findFirst())
        .orElseThrow()
        .toString();
  }

  static boolean isUsable(AggregateReport report) {
    return !report.has(Kind.PERIOD_TOO_LONG)
        && !report.has(Kind.PERIOD_REVERSED)
        && !report.has(Kind.PERIOD_IN_FUTURE);
  }

  static LocalDate day(AggregateReport report) {
    Instant begin = report.metadata().begin();
    Duration half = report.metadata().period().dividedBy(2);
    return LocalDate.ofInstant(half.isNegative() ? begin : begin.plus(half), ZoneOffset.UTC);
  }
}
