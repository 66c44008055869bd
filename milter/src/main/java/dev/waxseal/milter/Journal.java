package dev.waxseal.milter;

import dev.waxseal.milter.role.MessageRecord;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/** Writes log lines and counts metrics. Thread-safe. */
final class Journal implements Server.Activity {

  private final Consumer<String> log;
  private final PrometheusMetrics metrics;
  private final Faults faults;

  /**
   * A journal.
   *
   * @param log takes lines without their line end; thread-safe
   */
  Journal(Consumer<String> log, PrometheusMetrics metrics) {
    this(log, metrics, Runtime.getRuntime()::halt);
  }

  /** A journal with another way to end the process. */
  Journal(Consumer<String> log, PrometheusMetrics metrics, IntConsumer halt) {
    this.log = log;
    this.metrics = metrics;
    this.faults = new Faults(this, halt);
  }

  Faults faults() {
    return faults;
  }

  void decided(MessageRecord message) {
    metrics.decided(message);
    log.accept(LogLine.of(message).toString());
  }

  /** A message was recorded for reports. */
  void recorded() {
    metrics.recorded();
  }

  /** Messages were not recorded. */
  void dropped(long messages) {
    metrics.dropped(messages);
  }

  @Override
  public void warn(String sentence) {
    log.accept(LogLine.event(Level.WARNING, "warning").with("reason", sentence).toString());
  }

  /** Logs an unexpected fault. */
  void fault(String sentence) {
    log.accept(LogLine.event(Level.ERROR, "fault").with("reason", sentence).toString());
  }

  @Override
  public void fault(String sentence, Throwable fault) {
    faults.met(sentence, fault);
  }

  void reloaded(Path file) {
    metrics.reloaded(true);
    log.accept(LogLine.event(Level.INFO, "reloaded").with("file", file).toString());
  }

  void notReloaded(List<String> sentences) {
    metrics.reloaded(false);
    for (String sentence : sentences) {
      log.accept(LogLine.event(Level.ERROR, "not-reloaded").with("reason", sentence).toString());
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
