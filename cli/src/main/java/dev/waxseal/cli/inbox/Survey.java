package dev.waxseal.cli.inbox;

import dev.waxseal.reports.AggregateRecord;
import dev.waxseal.reports.store.StoreVisitor;
import dev.waxseal.reports.store.StoredReport;
import java.util.Map;
import java.util.TreeMap;

/** What the store says: a tally for each policy domain, and the reports that stand apart. */
final class Survey implements StoreVisitor {

  /** Those of strangers do not count; there is an end to what is listed of them. */
  private static final int MOST_APART = 1000;

  private final Map<String, String> hosts;
  private final Map<String, Tally> domains = new TreeMap<>();
  private final Map<Apart, long[]> apart = new TreeMap<>();

  /**
   * Reports that stand apart.
   *
   * @param why the word for who vouches, or {@code period}
   * @param domain the policy domain
   */
  record Apart(String why, String domain) implements Comparable<Apart> {
    @Override
    public int compareTo(Apart other) {
      int first = why.compareTo(other.why);
      return first == 0 ? domain.compareTo(other.domain) : first;
    }
  }

  Survey(Map<String, String> hosts) {
    this.hosts = hosts;
  }

  @Override
  public void report(StoredReport report) {
    if (report.counts()) {
      tally(report).add(report);
      return;
    }
    String why = report.isVouched() ? "period" : ReadOutput.origin(report);
    Apart key = new Apart(why, report.report().policy().domain());
    Apart known = apart.containsKey(key) || apart.size() < MOST_APART ? key : new Apart(why, "");
    long[] sums = apart.computeIfAbsent(known, made -> new long[2]);
    sums[0]++;
    sums[1] += report.report().totals().messages();
  }

  @Override
  public void record(StoredReport report, AggregateRecord line) {
    if (report.counts()) {
      tally(report).add(report, line);
    }
  }

  private Tally tally(StoredReport report) {
    return domains.computeIfAbsent(report.report().policy().domain(), name -> new Tally(hosts));
  }

  Map<String, Tally> domains() {
    return domains;
  }

  /** Reports and messages of each. */
  Map<Apart, long[]> apart() {
    return apart;
  }
}
