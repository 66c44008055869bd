package dev.waxseal.cli.report;

import dev.waxseal.cli.terminal.ExitStatus;
import dev.waxseal.cli.terminal.Palette;
import dev.waxseal.cli.terminal.Progress;
import dev.waxseal.cli.terminal.Terminal;

/** Prints verdicts as they come, and keeps the worst exit status. */
public final class VerdictPrinter {

  private final Terminal terminal;
  private final boolean json;
  private final TextReport report;
  private final Progress progress;
  private ExitStatus worst = ExitStatus.OK;

  /**
   * A printer.
   *
   * @param alone whether there is only one message
   */
  public VerdictPrinter(Terminal terminal, boolean json, Palette palette, boolean alone) {
    this.terminal = terminal;
    this.json = json;
    this.report = new TextReport(palette, terminal.screen().width(), alone);
    this.progress = new Progress(terminal, !alone);
  }

  /** Prints one. */
  public void print(Verdict verdict) {
    progress.clear();
    if (verdict instanceof Verdict.Judged judged) {
      if (json) {
        terminal.out().println(JsonReport.of(judged));
      } else {
        terminal.out().print(report.of(judged));
      }
      terminal.flush();
    } else if (verdict instanceof Verdict.Unreadable unreadable) {
      terminal.problem(unreadable.failure().sentence());
    }
    worst = worst.or(verdict.status());
    progress.add(verdict.status());
  }

  /** The exit status of the worst verdict. */
  public ExitStatus worst() {
    progress.clear();
    return worst;
  }
}
