package dev.waxseal.inbound;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.waxseal.dns.Dns;
import dev.waxseal.dns.ZoneDns;
import dev.waxseal.spf.SpfClient;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.stream.Stream;

/** Who is there, and what they publish. */
final class World {

  static final Party AUTHOR = Party.of("author.example");
  static final Party LIST = Party.of("lists.example");
  static final Party FORWARDER = Party.of("forwarder.example");
  static final Party STRANGER = Party.of("stranger.example");

  /** The mail server before the list. */
  static final String LIST_MX = "mx.lists.example";

  /** The receiver at the end. */
  static final String RECEIVER = "mx.receiver.example";

  static final String MESSAGE =
      String.join(
          "\r\n",
          "From: Ann <ann@author.example>",
          "To: talk@lists.example",
          "Subject: Hello",
          "",
          "How are you?",
          "");

  private World() {}

  /** DNS with all keys, SPF records, and a policy of reject for the author. */
  static ZoneDns dns(String... more) {
    Stream<String> all =
        Stream.of(
            AUTHOR.keyLine(),
            LIST.keyLine(),
            FORWARDER.keyLine(),
            STRANGER.keyLine(),
            "_dmarc.author.example. TXT \"v=DMARC1; p=reject\"",
            "_dmarc.lists.example. TXT \"v=DMARC1; p=none\"",
            "author.example. TXT \"v=spf1 ip4:192.0.2.1 -all\"",
            "lists.example. TXT \"v=spf1 ip4:192.0.2.2 -all\"");
    return ZoneDns.of(Stream.concat(all, Stream.of(more)).toArray(String[]::new));
  }

  static InboundAuthenticator receiver() {
    return receiver(dns());
  }

  static InboundAuthenticator receiver(Dns dns) {
    return InboundAuthenticator.of(RECEIVER, dns);
  }

  static byte[] bytes(String message) {
    return message.getBytes(ISO_8859_1);
  }

  static SpfClient client(String address, String helo, String mailFrom) {
    try {
      return SpfClient.of(InetAddress.getByName(address), helo, mailFrom);
    } catch (UnknownHostException e) {
      throw new AssertionError(e);
    }
  }

  /** The author's own server. */
  static SpfClient fromAuthor() {
    return client("192.0.2.1", "mail.author.example", "ann@author.example");
  }

  /** The list's server. */
  static SpfClient fromList() {
    return client("192.0.2.2", "mail.lists.example", "talk-bounces@lists.example");
  }
}
