package dev.waxseal.cli.report;

import dev.waxseal.cli.terminal.ExitStatus;
import dev.waxseal.cli.terminal.Palette;
import dev.waxseal.cli.terminal.Progress;
import dev.waxseal.cli.terminal.Terminal;

/** Prints outcomes one by one, and keeps the worst exit status. */
public final class OutcomePrinter {

  private final Terminal terminal;
  private final boolean json;
  private final TextReport report;
  private final Progress progress;
  private ExitStatus worst = ExitStatus.OK;

  /**
   * A printer.
   *
   * @param alone true if there is only one message
   */
  public OutcomePrinter(Terminal terminal, boolean json, Palette palette, boolean alone) {
    this.terminal = terminal;
    this.json = json;
    this.report = new TextReport(palette, terminal.screen().width(), alone);
    this.progress = new Progress(terminal, !alone);
  }

  /** Prints one outcome. */
  public void print(VerifyOutcome outcome) {
    progress.clear();
    if (outcome instanceof VerifyOutcome.Checked checked) {
      if (json) {
        terminal.out().println(JsonReport.of(checked));
      } else {
        terminal.out().print(report.of(checked));
      }
      terminal.flush();
    } else if (outcome instanceof VerifyOutcome.Unreadable unreadable) {
      terminal.problem(unreadable.failure().sentence());
    }
    worst = worst.or(outcome.status());
    progress.add(outcome.status());
  }

  /** The exit status of the worst outcome. */
  public ExitStatus worst() {
    progress.clear();
    return worst;
  }
}
