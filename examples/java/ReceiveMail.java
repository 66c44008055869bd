import dev.waxseal.dns.Dns;
import dev.waxseal.inbound.InboundAuthenticator;
import dev.waxseal.inbound.InboundReport;
import dev.waxseal.pass.MessageSession;
import dev.waxseal.spf.SpfClient;
import java.io.*;
import java.net.InetAddress;
import java.nio.file.*;

/** What follows DATA in SMTP: {@code java ReceiveMail.java [ZONE] < DATA > DELIVERED}. */
public final class ReceiveMail {
  public static void main(String[] args) throws IOException {
    Dns dns = args.length > 0 ? Dns.zone(Files.readString(Path.of(args[0]))) : Dns.system();
    InetAddress address = InetAddress.getByName("192.0.2.1");
    SpfClient client = SpfClient.of(address, "mail.example.com", "joe@example.com");
    MessageSession<InboundReport> session =
        InboundAuthenticator.of("mx.example.net", dns).begin(client);
    ByteArrayOutputStream spool = new ByteArrayOutputStream(); // a file, in a server
    DataInputStream data = new DataInputStream(new BufferedInputStream(System.in));
    for (String line = line(data); !line.equals(".\r\n"); line = line(data)) {
      byte[] octets = line.substring(line.startsWith(".") ? 1 : 0).getBytes("ISO-8859-1");
      session.write(octets);
      spool.write(octets);
    }
    InboundReport report = session.finish();
    System.err.println(report.dmarc().disposition() + ": " + report.dmarc().explanation());
    if (report.overflow().isEmpty()) { // a server replies 552
      report.deliver(new ByteArrayInputStream(spool.toByteArray()), System.out);
    }
  }

  private static String line(DataInputStream data) throws IOException { // CRLF alone ends a line
    StringBuilder line = new StringBuilder();
    while (line.indexOf("\r\n", line.length() - 2) < 0) {
      line.append((char) data.readUnsignedByte());
    }
    return line.toString();
  }
}
