package dev.waxseal.cli.inbox;

import dev.waxseal.cli.terminal.Terminal;
import dev.waxseal.cli.text.SafeText;
import dev.waxseal.reports.AggregateRecord;
import dev.waxseal.reports.AggregateRecord.DkimAuthResult;
import dev.waxseal.reports.AggregateRecord.Reason;
import dev.waxseal.reports.AggregateRecord.SpfAuthResult;
import dev.waxseal.reports.store.StoreVisitor;
import dev.waxseal.reports.store.StoredReport;
import java.util.ArrayList;
import java.util.List;

/**
 * What the store says, as CSV: a line a record (RFC 4180). No cell is taken for a formula by a
 * spreadsheet, whoever wrote it.
 */
final class ShowCsv implements StoreVisitor {

  private final Terminal terminal;

  ShowCsv(Terminal terminal) {
    this.terminal = terminal;
    line(
        List.of(
            "day",
            "domain",
            "counts",
            "origin",
            "voucher",
            "submitter",
            "report_id",
            "source_ip",
            "messages",
            "disposition",
            "dkim",
            "spf",
            "header_from",
            "envelope_from",
            "envelope_to",
            "dkim_results",
            "spf_results",
            "reasons"));
  }

  @Override
  public void record(StoredReport report, AggregateRecord line) {
    List<String> cells = new ArrayList<>(18);
    cells.add(report.day().toString());
    cells.add(report.report().policy().domain());
    cells.add(report.counts() ? "yes" : "no");
    cells.add(ReadOutput.origin(report));
    cells.add(report.voucher());
    cells.add(report.report().metadata().submitter());
    cells.add(report.report().metadata().reportId());
    cells.add(line.sourceIp());
    cells.add(Long.toString(line.count()));
    cells.add(line.policyEvaluated().disposition().text());
    cells.add(line.policyEvaluated().dkim().text());
    cells.add(line.policyEvaluated().spf().text());
    cells.add(line.identifiers().headerFrom());
    cells.add(line.identifiers().envelopeFrom().orElse(""));
    cells.add(line.identifiers().envelopeTo().orElse(""));
    cells.add(String.join(" ", line.dkim().stream().map(ShowCsv::text).toList()));
    cells.add(String.join(" ", line.spf().stream().map(ShowCsv::text).toList()));
    cells.add(
        String.join("; ", line.policyEvaluated().reasons().stream().map(ShowCsv::text).toList()));
    line(cells);
  }

  private static String text(DkimAuthResult result) {
    return result.domain() + "/" + result.selector().orElse("") + "/" + result.result().text();
  }

  private static String text(SpfAuthResult result) {
    return result.domain() + "/" + result.scope().text() + "/" + result.result().text();
  }

  private static String text(Reason reason) {
    return reason.type().text() + reason.comment().map(": "::concat).orElse("");
  }

  private void line(List<String> cells) {
    terminal.out().print(String.join(",", cells.stream().map(ShowCsv::cell).toList()) + "\r\n");
  }

  /** A cell; an apostrophe before what a spreadsheet would calculate. */
  static String cell(String text) {
    String safe = SafeText.of(text);
    String bare = safe.stripLeading();
    boolean formula = !bare.isEmpty() && "=+-@|%".indexOf(bare.charAt(0)) >= 0;
    return "\"" + (formula ? "'" : "") + safe.replace("\"", "\"\"") + "\"";
  }
}
