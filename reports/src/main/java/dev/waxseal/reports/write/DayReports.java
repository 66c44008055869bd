package dev.waxseal.reports.write;

import dev.waxseal.reports.AggregateReport.PolicyPublished;
import dev.waxseal.reports.history.HistoryEntry;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The reports of one day (UTC): one for each policy domain and each policy that it published, with
 * one record for all messages that differ in nothing (RFC 9990 sections 3.1.1.7 and 3.5).
 *
 * <p>For one thread. Memory grows with the number of different records, up to {@link #MOST_RECORDS}
 * a report.
 */
public final class DayReports {

  /** Records of one report that are kept; more different ones are counted and left out. */
  public static final int MOST_RECORDS = 100_000;

  private static final long MOST_OCTETS = 10L << 20;

  private final Reporter reporter;
  private final LocalDate day;
  private final int mostRecords;
  private final long mostOctets;
  private final Map<String, Optional<Policies>> records = new HashMap<>();
  private final Map<PolicyPublished, PolicyDay> reports = new HashMap<>();

  private DayReports(Reporter reporter, LocalDate day, int mostRecords, long mostOctets) {
    this.reporter = reporter;
    this.day = day;
    this.mostRecords = mostRecords;
    this.mostOctets = mostOctets;
  }

  /** No reports yet, of 10 MiB at most when compressed. */
  public static DayReports of(Reporter reporter, LocalDate day) {
    return new DayReports(reporter, day, MOST_RECORDS, MOST_OCTETS);
  }

  /**
   * These reports with another bound; the records of the smallest counts are left out, and the
   * report says how many.
   *
   * @param records records of a report, 1 at least
   * @param octets octets of a compressed report
   */
  public DayReports withMost(int records, long octets) {
    if (records < 1 || octets < 1) {
      throw new IllegalArgumentException("A report has one record at least");
    }
    return new DayReports(reporter, day, records, octets);
  }

  /** Counts a message; one of another day, or without a policy that can be read, is passed over. */
  public void add(HistoryEntry entry) {
    if (!LocalDate.ofInstant(entry.time(), ZoneOffset.UTC).equals(day)) {
      return;
    }
    records
        .computeIfAbsent(entry.policyRecord(), Policies::of)
        .ifPresent(
            policies ->
                reports
                    .computeIfAbsent(
                        policies.published(entry.policyDomain()),
                        published -> new PolicyDay(entry.policyDomain(), published))
                    .add(entry, policies));
  }

  /**
   * The reports in the order of their domains. There is none for a domain whose last record names
   * no place for them.
   */
  public List<OutgoingReport> reports() {
    List<PolicyDay> ordered = new ArrayList<>(reports.values());
    ordered.removeIf(it -> !it.isWanted());
    ordered.sort(
        Comparator.comparing((PolicyDay it) -> it.domain().toString())
            .thenComparing(it -> it.published().toString()));
    return ordered.stream().map(it -> it.report(reporter, day, mostRecords, mostOctets)).toList();
  }
}
