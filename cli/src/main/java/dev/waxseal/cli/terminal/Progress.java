package dev.waxseal.cli.terminal;

import java.io.PrintStream;

/** A progress line on standard error; only on a terminal. */
public final class Progress {

  private static final long STEP_NANOS = 100_000_000;

  private final PrintStream err;
  private final boolean shown;
  private long count;
  private long good;
  private long last;
  private boolean onScreen;

  public Progress(Terminal terminal, boolean several) {
    this.err = terminal.err();
    this.shown = several && terminal.screen().errors();
    this.last = System.nanoTime();
  }

  /** Counts a message. */
  public void add(ExitStatus status) {
    count++;
    good += status == ExitStatus.OK ? 1 : 0;
    if (shown && System.nanoTime() - last > STEP_NANOS) {
      last = System.nanoTime();
      onScreen = true;
      err.print("\r\u001b[K" + count + " messages, " + good + " vouched for");
      err.flush();
    }
  }

  /** Clears the line before other output. */
  public void clear() {
    if (onScreen) {
      onScreen = false;
      err.print("\r\u001b[K");
      err.flush();
    }
  }
}
