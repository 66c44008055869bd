package dev.waxseal.cli.command;

import dev.waxseal.cli.option.Arguments;
import dev.waxseal.cli.option.ClockOption;
import dev.waxseal.cli.option.DnsOptions;
import dev.waxseal.cli.page.ReadinessSection;
import dev.waxseal.cli.page.ReportsPage;
import dev.waxseal.cli.page.ReportsPicture;
import dev.waxseal.cli.ready.DnsNames;
import dev.waxseal.cli.ready.NamedHosts;
import dev.waxseal.cli.ready.ReadinessRun;
import dev.waxseal.cli.report.PageFile;
import dev.waxseal.reports.store.ReportStore;
import dev.waxseal.reports.store.Selection;
import j2html.tags.DomContent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Writes the page of what the reports in a store say. */
final class ReportsPageRun {

  private final Arguments arguments;
  private final ReportStore store;
  private final Selection selection;
  private final Map<String, String> names;

  ReportsPageRun(
      Arguments arguments, ReportStore store, Selection selection, Map<String, String> names) {
    this.arguments = arguments;
    this.store = store;
    this.selection = selection;
    this.names = names;
  }

  /**
   * Writes it.
   *
   * @throws IOException if the store cannot be read
   */
  void write(PageFile file) throws IOException {
    NamedHosts hosts = new NamedHosts(arguments, new DnsNames(new DnsOptions(arguments).dns()));
    ReportsPicture picture = new ReportsPicture(hosts.own(), hosts.lists(), names);
    store.records(selection, picture);
    List<DomContent> readiness = new ArrayList<>();
    if (arguments.has("--domain")) {
      ReadinessRun run =
          new ReadinessRun(
              arguments, new DnsOptions(arguments).dns(), ClockOption.clock(arguments).instant());
      readiness.add(ReadinessSection.of(run.answer(ReadinessRun.domain(arguments), store)));
    }
    file.write(ReportsPage.of(selection.domain().orElse("all domains"), picture, readiness));
  }
}
