package dev.waxseal.milter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waxseal.milter.role.MessageRecord;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PrometheusMetricsTest {

  private static InetSocketAddress freeAddress() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return (InetSocketAddress) free.getLocalSocketAddress();
    }
  }

  private static String fetched(InetSocketAddress address)
      throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + address.getPort() + "/metrics");
    HttpResponse<String> response =
        HttpClient.newHttpClient()
            .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    assertEquals(200, response.statusCode());
    return response.body();
  }

  @Test
  void theyAreFetchedAsText() throws Exception {
    InetSocketAddress address = freeAddress();
    try (PrometheusMetrics metrics = new PrometheusMetrics()) {
      metrics.listen(address);
      metrics.opened();
      metrics.opened();
      metrics.closed();
      metrics.reloaded(false);
      metrics.recorded();
      metrics.dropped(3);
      metrics.decided(
          new MessageRecord(
              "", "", "", "", "seal", "sealed", Map.of(), "", "", Duration.ofMillis(3), 1));
      metrics.decided(
          new MessageRecord(
              "",
              "",
              "",
              "",
              "verify",
              "accepted",
              Map.of("dkim", "pass,fail,pass", "arc", "none", "dmarc", "pass"),
              "",
              "",
              Duration.ofMillis(3),
              1));
      String text = fetched(address);
      for (String line :
          new String[] {
            "waxseal_messages_total{result=\"sealed\",role=\"seal\"} 1.0",
            "waxseal_message_seconds_bucket{role=\"seal\",le=\"0.0025\"} 0",
            "waxseal_message_seconds_bucket{role=\"seal\",le=\"0.005\"} 1",
            "waxseal_connections_total 2.0",
            "waxseal_connections_open 1.0",
            "waxseal_reloads_total{result=\"ok\"} 0.0",
            "waxseal_reloads_total{result=\"refused\"} 1.0",
            "waxseal_configuration_refused 1.0",
            "waxseal_history_total{result=\"recorded\"} 1.0",
            "waxseal_history_total{result=\"dropped\"} 3.0",
            "waxseal_authentication_total{method=\"dkim\",result=\"pass\"} 2.0",
            "waxseal_authentication_total{method=\"dkim\",result=\"fail\"} 1.0",
            "waxseal_authentication_total{method=\"arc\",result=\"none\"} 1.0",
            "waxseal_authentication_total{method=\"dmarc\",result=\"pass\"} 1.0"
          }) {
        assertTrue(text.lines().anyMatch(line::equals), text);
      }
    }
  }

  private static double value(String text, String metric) {
    return text.lines()
        .filter(line -> line.startsWith(metric + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(metric.length() + 1)))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aRefusedConfigurationHasAnAge() throws Exception {
    InetSocketAddress address = freeAddress();
    try (PrometheusMetrics metrics = new PrometheusMetrics()) {
      metrics.listen(address);
      assertEquals(0, value(fetched(address), "waxseal_configuration_refused_seconds"));
      metrics.reloaded(false);
      metrics.reloaded(false);
      String refused = fetched(address);
      assertEquals(1, value(refused, "waxseal_configuration_refused"));
      double since = value(refused, "waxseal_configuration_refused_seconds");
      double age = value(refused, "waxseal_configuration_age_seconds");
      assertTrue(0 < since && since < age, refused);
      metrics.reloaded(true);
      String taken = fetched(address);
      assertEquals(0, value(taken, "waxseal_configuration_refused"));
      assertEquals(0, value(taken, "waxseal_configuration_refused_seconds"));
    }
  }

  @Test
  void aPortThatIsTakenIsToldOf() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        PrometheusMetrics metrics = new PrometheusMetrics()) {
      InetSocketAddress address = (InetSocketAddress) taken.getLocalSocketAddress();
      assertThrows(IOException.class, () -> metrics.listen(address));
    }
  }
}
