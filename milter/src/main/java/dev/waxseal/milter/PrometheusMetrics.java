package dev.waxseal.milter;

import dev.waxseal.milter.role.MessageRecord;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.exporter.httpserver.HTTPServer;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/** The counters of the daemon, served to Prometheus. Thread-safe. */
final class PrometheusMetrics implements AutoCloseable {

  private static final double[] SECONDS = {
    0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30
  };

  /**
   * The facts of a message that are results; several results of one method are separated by commas.
   */
  private static final List<String> METHODS = List.of("dkim", "arc", "dmarc");

  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final Counter messages =
      Counter.builder()
          .name("waxseal_messages_total")
          .help("Messages processed, by role and result.")
          .labelNames("role", "result")
          .register(registry);
  private final Histogram seconds =
      Histogram.builder()
          .name("waxseal_message_seconds")
          .help("Time from the first header field of a message to the reply.")
          .labelNames("role")
          .classicOnly()
          .classicUpperBounds(SECONDS)
          .register(registry);
  private final Counter connections =
      Counter.builder()
          .name("waxseal_connections_total")
          .help("Connections of mail servers.")
          .register(registry);
  private final Gauge open =
      Gauge.builder()
          .name("waxseal_connections_open")
          .help("Open connections of mail servers.")
          .register(registry);
  private final Counter reloads =
      Counter.builder()
          .name("waxseal_reloads_total")
          .help("Changes of the configuration, applied or refused.")
          .labelNames("result")
          .register(registry);
  private final Counter authentication =
      Counter.builder()
          .name("waxseal_authentication_total")
          .help("Results of DKIM (one per signature), ARC and DMARC for inbound messages.")
          .labelNames("method", "result")
          .register(registry);
  private final Counter history =
      Counter.builder()
          .name("waxseal_history_total")
          .help("Messages for the history of reports, recorded or dropped.")
          .labelNames("result")
          .register(registry);
  private volatile long takenOver = System.nanoTime();

  /** The nano time since when the files hold a refused configuration. */
  private volatile OptionalLong refused = OptionalLong.empty();

  private @Nullable HTTPServer server;

  PrometheusMetrics() {
    gauge(
        "waxseal_configuration_refused",
        "1 if the files hold a configuration that was refused, and an older one is in force.",
        () -> refused.isPresent() ? 1 : 0);
    gauge(
        "waxseal_configuration_refused_seconds",
        "How long the files have held a configuration that was refused; 0 if they do not.",
        () -> refused.isPresent() ? secondsSince(refused.getAsLong()) : 0);
    gauge(
        "waxseal_configuration_age_seconds",
        "Age of the configuration in force.",
        () -> secondsSince(takenOver));
    reloads.initLabelValues("ok");
    reloads.initLabelValues("refused");
    history.initLabelValues("recorded");
    history.initLabelValues("dropped");
  }

  /**
   * Serves them over HTTP.
   *
   * @throws IOException if the socket cannot be opened
   */
  synchronized void listen(InetSocketAddress address) throws IOException {
    server =
        HTTPServer.builder()
            .inetAddress(address.getAddress())
            .port(address.getPort())
            .registry(registry)
            .executorService(new MetricsThreads(2))
            .buildAndStart();
  }

  void decided(MessageRecord message) {
    messages.labelValues(message.role(), message.result()).inc();
    seconds.labelValues(message.role()).observe(message.took().toNanos() / 1e9);
    for (String method : METHODS) {
      String results = message.facts().getOrDefault(method, "");
      for (String result : results.isEmpty() ? new String[0] : results.split(",", -1)) {
        authentication.labelValues(method, result).inc();
      }
    }
  }

  private void gauge(String name, String help, DoubleSupplier value) {
    GaugeWithCallback.builder()
        .name(name)
        .help(help)
        .callback(callback -> callback.call(value.getAsDouble()))
        .register(registry);
  }

  private static double secondsSince(long nanos) {
    return (System.nanoTime() - nanos) / 1e9;
  }

  void opened() {
    connections.inc();
    open.inc();
  }

  void closed() {
    open.dec();
  }

  void reloaded(boolean taken) {
    reloads.labelValues(taken ? "ok" : "refused").inc();
    if (taken) {
      takenOver = System.nanoTime();
      refused = OptionalLong.empty();
    } else if (refused.isEmpty()) {
      refused = OptionalLong.of(System.nanoTime());
    }
  }

  void recorded() {
    history.labelValues("recorded").inc();
  }

  /** How many messages had a result in {@code waxseal_history_total}. */
  double history(String result) {
    return history.labelValues(result).get();
  }

  void dropped(long messages) {
    history.labelValues("dropped").inc(messages);
  }

  @Override
  public synchronized void close() {
    if (server != null) {
      server.close();
    }
  }
}
