import dev.waxseal.dns.Dns;
import dev.waxseal.inbound.*;
import dev.waxseal.spf.SpfClient;
import java.io.*;
import java.net.*;
import java.nio.file.*;
import org.subethamail.smtp.*;
import org.subethamail.smtp.server.SMTPServer;

/** SMTP by SubEthaSMTP, without forged mail: {@code RefuseForged PORT FOLDER [ZONE]}. */
public record RefuseForged(InboundAuthenticator inbound, Path folder, MessageContext client,
    StringBuilder sender) implements MessageHandler {
  public static void main(String[] args) throws IOException {
    Dns dns = args.length > 2 ? Dns.zone(Files.readString(Path.of(args[2]))) : Dns.system();
    var inbound = InboundAuthenticator.of("mx.example.net", dns).rejectingByPolicy();
    SMTPServer.port(Integer.parseInt(args[0])).bindAddress(InetAddress.getLoopbackAddress())
        .messageHandlerFactory(it -> new RefuseForged(inbound, Path.of(args[1]), it, new StringBuilder()))
        .build().start();
  }
  public void from(String address) { sender.append(address); }
  public void recipient(String address) {} // a server refuses those that it does not know
  public void done() {}
  public String data(InputStream data) throws IOException, RejectException {
    InetAddress address = ((InetSocketAddress) client.getRemoteAddress()).getAddress();
    var who = SpfClient.of(address, client.getHelo().orElse(""), sender.toString());
    byte[] message = data.readAllBytes(); // ReceiveMail.java reads in pieces
    InboundReport report = inbound.authenticate(message, who);
    String name = switch (report.dmarc().disposition()) {
      case REJECT -> throw new RejectException(550, "5.7.1 " + report.dmarc().explanation());
      case DEFER -> throw new RejectException(451, "4.7.5 DNS did not answer, try again");
      case QUARANTINE -> "junk";
      case ACCEPT -> report.hasErrors() ? "junk" : "mail";
    };
    try (var out = Files.newOutputStream(Files.createTempFile(folder, name, ".eml"))) {
      report.deliver(new ByteArrayInputStream(message), out); // our results on top
    }
    return null; // 250
  }
}
