package dev.waxseal.cli.inbox;

import dev.waxseal.cli.terminal.Terminal;
import dev.waxseal.reports.store.ReportStore;
import dev.waxseal.reports.store.Selection;
import java.io.IOException;
import java.util.Map;

/** Shows what the store says. */
public final class ShowRun {

  private final ReportStore store;
  private final Selection selection;
  private final Terminal terminal;

  /** A run over these reports. */
  public ShowRun(ReportStore store, Selection selection, Terminal terminal) {
    this.store = store;
    this.selection = selection;
    this.terminal = terminal;
  }

  /** For people. */
  public void text(Map<String, String> hosts) throws IOException {
    terminal.out().print(ShowText.of(survey(hosts)));
  }

  /** One JSON object. */
  public void json(Map<String, String> hosts) throws IOException {
    terminal.out().print(ShowJson.of(survey(hosts)));
  }

  /** A line a record. */
  public void csv() throws IOException {
    store.records(selection, new ShowCsv(terminal));
  }

  private Survey survey(Map<String, String> hosts) throws IOException {
    Survey survey = new Survey(hosts);
    store.records(selection, survey);
    return survey;
  }
}
