package dev.waxseal.milter;

import dev.waxseal.milter.role.Treated;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.exporter.httpserver.HTTPServer;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** What the daemon has done, in numbers, for Prometheus to fetch. Thread-safe. */
final class PrometheusMetrics implements AutoCloseable {

  private static final double[] SECONDS = {
    0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30
  };

  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final Counter messages =
      Counter.builder()
          .name("waxseal_messages_total")
          .help("Messages that were decided about.")
          .labelNames("role", "result")
          .register(registry);
  private final Histogram seconds =
      Histogram.builder()
          .name("waxseal_message_seconds")
          .help("From the first header field of a message to the decision.")
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
          .help("Connections of mail servers that are open.")
          .register(registry);
  private final Counter reloads =
      Counter.builder()
          .name("waxseal_reloads_total")
          .help("Changes of the configuration, taken over or refused.")
          .labelNames("result")
          .register(registry);
  private @Nullable HTTPServer server;

  PrometheusMetrics() {
    reloads.initLabelValues("ok");
    reloads.initLabelValues("refused");
  }

  /**
   * Lets them be fetched by HTTP.
   *
   * @throws IOException if one cannot listen there
   */
  synchronized void listen(InetSocketAddress address) throws IOException {
    server =
        HTTPServer.builder()
            .inetAddress(address.getAddress())
            .port(address.getPort())
            .registry(registry)
            .buildAndStart();
  }

  void decided(Treated message) {
    messages.labelValues(message.role(), message.result()).inc();
    seconds.labelValues(message.role()).observe(message.took().toNanos() / 1e9);
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
  }

  @Override
  public synchronized void close() {
    if (server != null) {
      server.close();
    }
  }
}
