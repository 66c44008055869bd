package dev.waxseal.cli.page;

import dev.waxseal.reports.AggregateRecord;
import dev.waxseal.reports.AggregateRecord.OverrideType;
import dev.waxseal.reports.ready.ReadinessQuestion.Host;
import dev.waxseal.reports.ready.ReadinessQuestion.ListHost;
import dev.waxseal.reports.store.StoreVisitor;
import dev.waxseal.reports.store.StoredReport;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What reports say, summed up in one pass over a store: what the page shows. */
public final class ReportsPicture implements StoreVisitor {

  private static final int DAYS = 4_000;

  private final SourceNames names;
  private final SortedMap<LocalDate, Outcomes> days = new TreeMap<>();
  private final Groups sources = new Groups();
  private final Groups receivers = new Groups();
  private final Groups rescues = new Groups();
  private final Groups apart = new Groups();
  private final Map<Cause, Outcomes> causes = new EnumMap<>(Cause.class);
  private final Map<Cause, Groups> sourcesByCause = new EnumMap<>(Cause.class);
  private final Outcomes all = new Outcomes();
  private long counted;
  private long apartReports;

  /**
   * A picture without reports yet.
   *
   * @param own the hosts of the owner
   * @param lists the hosts of lists
   * @param named the names of other hosts, by their addresses
   */
  public ReportsPicture(List<Host> own, List<ListHost> lists, Map<String, String> named) {
    this.names = new SourceNames(own, lists, named);
  }

  @Override
  public void report(StoredReport report) {
    if (report.counts()) {
      counted++;
    } else {
      apartReports++;
    }
  }

  @Override
  public void record(StoredReport report, AggregateRecord row) {
    Outcome outcome = Outcome.of(row);
    String submitter = report.report().metadata().submitter();
    if (!report.counts()) {
      apart.add(submitter + " · " + whyApart(report), outcome, row.count());
      return;
    }
    String domain = report.report().policy().domain();
    String source = names.of(row, domain);
    all.add(outcome, row.count());
    if (days.size() < DAYS || days.containsKey(report.day())) {
      days.computeIfAbsent(report.day(), it -> new Outcomes()).add(outcome, row.count());
    }
    sources.add(source, outcome, row.count());
    receivers.add(report.voucher().isEmpty() ? submitter : report.voucher(), outcome, row.count());
    if (outcome == Outcome.RESCUED) {
      rescues.add(rescuer(row), outcome, row.count());
    }
    if (outcome != Outcome.PASS) {
      Cause cause = Cause.of(row, domain);
      causes.computeIfAbsent(cause, it -> new Outcomes()).add(outcome, row.count());
      sourcesByCause.computeIfAbsent(cause, it -> new Groups()).add(source, outcome, row.count());
    }
  }

  private static String whyApart(StoredReport report) {
    if (!report.isVouched()) {
      return switch (report.origin().kind()) {
        case UNKNOWN -> "without its mail";
        case NOT_VOUCHED -> "its mail does not pass";
        default -> "its mail was not judged";
      };
    }
    return "its period is of no use";
  }

  private static String rescuer(AggregateRecord row) {
    for (AggregateRecord.Reason reason : row.policyEvaluated().reasons()) {
      if (reason.type().is(OverrideType.LOCAL_POLICY)) {
        return "ARC seals (local_policy, arc=pass)";
      }
    }
    return row.policyEvaluated().reasons().get(0).type().text().toLowerCase(Locale.ROOT);
  }

  SortedMap<LocalDate, Outcomes> days() {
    return days;
  }

  Groups sources() {
    return sources;
  }

  Groups receivers() {
    return receivers;
  }

  Groups rescues() {
    return rescues;
  }

  /** Reports that do not count. */
  Groups apart() {
    return apart;
  }

  Map<Cause, Outcomes> causes() {
    return causes;
  }

  Groups sources(Cause cause) {
    return sourcesByCause.getOrDefault(cause, new Groups());
  }

  Outcomes all() {
    return all;
  }

  long counted() {
    return counted;
  }

  long apartReports() {
    return apartReports;
  }
}
