package endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;

/** The administration of a Mailman 3, over HTTP. */
final class MailmanRest {

  /** The name and the password of its administrator. */
  static final String USER = "lab";

  private final int port;
  private final HttpClient client = HttpClient.newHttpClient();

  MailmanRest(int port) {
    this.port = port;
  }

  int port() {
    return port;
  }

  /** Makes a domain that can have lists. */
  void addDomain(String domain) throws IOException, InterruptedException {
    request("POST", "domains", Map.of("mail_host", domain));
  }

  /**
   * Makes a list that takes posts from everybody.
   *
   * @param name its local part
   * @param settings what is to be different from the default, by the names of the interface
   */
  void addList(String name, String domain, Map<String, String> settings)
      throws IOException, InterruptedException {
    request("POST", "lists", Map.of("fqdn_listname", name + "@" + domain));
    String configuration = "lists/" + name + "." + domain + "/config";
    request(
        "PATCH",
        configuration,
        Map.of(
            "default_nonmember_action", "accept",
            "send_welcome_message", "False",
            "require_explicit_destination", "False",
            "max_message_size", "0"));
    if (!settings.isEmpty()) {
      request("PATCH", configuration, settings);
    }
  }

  /** Makes an address a member of a list. */
  void addMember(String name, String domain, String address)
      throws IOException, InterruptedException {
    request(
        "POST",
        "members",
        Map.of(
            "list_id", name + "." + domain,
            "subscriber", address,
            "pre_verified", "True",
            "pre_confirmed", "True",
            "pre_approved", "True"));
  }

  private void request(String method, String path, Map<String, String> form)
      throws IOException, InterruptedException {
    String body =
        form.entrySet().stream()
            .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), UTF_8))
            .collect(Collectors.joining("&"));
    String credentials = Base64.getEncoder().encodeToString((USER + ":" + USER).getBytes(UTF_8));
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create("http://" + Daemon.LOOPBACK + ":" + port + "/3.1/" + path))
            .header("Authorization", "Basic " + credentials)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build();
    HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString(UTF_8));
    if (response.statusCode() / 100 != 2) {
      throw new IOException(
          method + " " + path + " " + body + ": " + response.statusCode() + " " + response.body());
    }
  }
}
