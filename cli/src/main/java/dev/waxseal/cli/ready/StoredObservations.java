package dev.waxseal.cli.ready;

import dev.waxseal.reports.AggregateRecord;
import dev.waxseal.reports.read.ReportOrigin;
import dev.waxseal.reports.ready.Observation;
import dev.waxseal.reports.ready.Observation.Origin;
import dev.waxseal.reports.ready.Observation.Reporter;
import dev.waxseal.reports.store.ReportStore;
import dev.waxseal.reports.store.Selection;
import dev.waxseal.reports.store.StoreVisitor;
import dev.waxseal.reports.store.StoredReport;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;

/** What the store has of a domain, as readiness wants it. */
final class StoredObservations implements Observation.All {

  private final ReportStore store;
  private final Selection selection;
  private final Set<String> ignored;

  /**
   * Some reports of a store.
   *
   * @param selection which of them
   * @param ignored the reporters that do not count, by the domain that vouches for them
   */
  StoredObservations(ReportStore store, Selection selection, Set<String> ignored) {
    this.store = store;
    this.selection = selection;
    this.ignored = ignored;
  }

  @Override
  public void forEach(Consumer<? super Observation> taker) throws IOException {
    store.records(selection, new Hand(taker));
  }

  /** The reporter of a report; that the user does not trust one is as if nobody vouched. */
  Reporter reporter(StoredReport report) {
    String voucher = report.voucher();
    String submitter = report.report().metadata().submitter();
    String id = voucher.isEmpty() ? submitter.toLowerCase(Locale.ROOT) : voucher;
    return new Reporter(id, submitter, ignored.contains(id) ? Origin.NOT_VOUCHED : origin(report));
  }

  private static Origin origin(StoredReport report) {
    if (report.isVouched()) {
      return Origin.VOUCHED;
    }
    return report.origin().kind() == ReportOrigin.Kind.UNKNOWN
        ? Origin.UNKNOWN
        : Origin.NOT_VOUCHED;
  }

  /** Makes the reporter once a report. Those of a period that is of no use are left out. */
  private final class Hand implements StoreVisitor {

    private final Consumer<? super Observation> taker;
    private Reporter reporter = new Reporter("", "", Origin.UNKNOWN);

    Hand(Consumer<? super Observation> taker) {
      this.taker = taker;
    }

    @Override
    public void report(StoredReport report) {
      reporter = reporter(report);
    }

    @Override
    public void record(StoredReport report, AggregateRecord line) {
      if (report.isUsable()) {
        taker.accept(new Observation(report.day(), reporter, Long.toString(report.id()), line));
      }
    }

    private Reporter reporter(StoredReport report) {
      return StoredObservations.this.reporter(report);
    }
  }
}
