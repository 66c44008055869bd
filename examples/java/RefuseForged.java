import dev.waxseal.dns.Dns;
import dev.waxseal.inbound.*;
import dev.waxseal.spf.SpfClient;
import java.io.*;
import java.net.*;
import java.nio.file.*;
import org.subethamail.smtp.*;
import org.subethamail.smtp.helper.*;
import org.subethamail.smtp.server.SMTPServer;

/** An SMTP server on SubEthaSMTP that refuses forged mail: {@code RefuseForged PORT [ZONE]}. */
public final class RefuseForged implements BasicMessageListener {
  private final InboundAuthenticator inbound;

  private RefuseForged(Dns dns) {
    inbound = InboundAuthenticator.of("mx.example.net", dns).rejectingByPolicy();
  }

  @Override
  public void messageArrived(MessageContext client, String from, String to, byte[] data)
      throws RejectException {
    InetAddress address = ((InetSocketAddress) client.getRemoteAddress()).getAddress();
    String helo = client.getHelo().orElse("");
    InboundReport report = inbound.authenticate(data, SpfClient.of(address, helo, from));
    String why = report.dmarc().explanation();
    switch (report.dmarc().disposition()) {
      case REJECT -> throw new RejectException(550, "5.7.1 " + why);
      case DEFER -> throw new RejectException(451, "4.7.5 DNS did not answer, try again");
      default -> System.out.println("accepted: " + why); // and report.deliver(…)
    }
  }

  public static void main(String[] args) throws IOException {
    Dns dns = args.length > 1 ? Dns.zone(Files.readString(Path.of(args[1]))) : Dns.system();
    InetAddress loopback = InetAddress.getLoopbackAddress();
    SMTPServer.port(Integer.parseInt(args[0])).bindAddress(loopback)
        .messageHandler(new RefuseForged(dns)).build().start();
  }
}
