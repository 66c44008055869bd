package dev.waxseal.milter;

import dev.waxseal.milter.role.Treated;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** Tells what happens: lines for the log, numbers for the metrics. Thread-safe. */
final class Journal implements Server.Activity {

  private final Consumer<String> log;
  private final PrometheusMetrics metrics;

  /**
   * A journal.
   *
   * @param log takes lines without their line end; thread-safe
   */
  Journal(Consumer<String> log, PrometheusMetrics metrics) {
    this.log = log;
    this.metrics = metrics;
  }

  void decided(Treated message) {
    metrics.decided(message);
    log.accept(LogLine.of(message).toString());
  }

  @Override
  public void warn(String sentence) {
    log.accept(LogLine.event("warning").with("reason", sentence).toString());
  }

  void reloaded(Path file) {
    metrics.reloaded(true);
    log.accept(LogLine.event("reloaded").with("file", file).toString());
  }

  void notReloaded(List<String> sentences) {
    metrics.reloaded(false);
    for (String sentence : sentences) {
      log.accept(LogLine.event("not-reloaded").with("reason", sentence).toString());
    }
  }

  void event(LogLine line) {
    log.accept(line.toString());
  }

  @Override
  public void opened() {
    metrics.opened();
  }

  @Override
  public void closed() {
    metrics.closed();
  }
}
