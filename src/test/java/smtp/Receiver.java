package smtp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.subethamail.smtp.MessageContext;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.server.SMTPServer;

/**
 * SubEthaSMTP on a free port of the loopback address. It keeps the octets of each message, and says
 * 8BITMIME to whoever says EHLO.
 */
final class Receiver implements AutoCloseable {

  private final SMTPServer server;
  private final List<Arrived> arrived = new ArrayList<>();

  /** A message as it came, an octet a character, and the recipients of its envelope. */
  record Arrived(List<String> recipients, String octets) {}

  Receiver() {
    server =
        SMTPServer.port(0)
            .bindAddress(InetAddress.getLoopbackAddress())
            .messageHandlerFactory(this::handler)
            .insertReceivedHeaders(false)
            .build();
    server.start();
  }

  int port() {
    return server.getPortAllocated();
  }

  /** The messages since the last time. */
  List<Arrived> take() {
    synchronized (arrived) {
      List<Arrived> all = List.copyOf(arrived);
      arrived.clear();
      return all;
    }
  }

  @Override
  public void close() {
    server.stop();
  }

  private MessageHandler handler(MessageContext context) {
    List<String> recipients = new ArrayList<>();
    return new MessageHandler() {
      @Override
      public void from(String sender) {}

      @Override
      public void recipient(String recipient) {
        recipients.add(recipient);
      }

      @Override
      public String data(InputStream data) throws IOException {
        String octets = new String(data.readAllBytes(), ISO_8859_1);
        synchronized (arrived) {
          arrived.add(new Arrived(List.copyOf(recipients), octets));
        }
        return "taken";
      }

      @Override
      public void done() {}
    };
  }
}
