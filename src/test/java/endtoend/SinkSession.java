package endtoend;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** One SMTP session of the sink, which takes everything. For one thread. */
final class SinkSession {

  private final InputStream in;
  private final OutputStream out;
  private final boolean eightBit;
  private final Consumer<Delivery> deliveries;
  private String sender = "";
  private final List<String> recipients = new ArrayList<>();

  SinkSession(Socket client, boolean eightBit, Consumer<Delivery> deliveries) throws IOException {
    this.in = new BufferedInputStream(client.getInputStream());
    this.out = client.getOutputStream();
    this.eightBit = eightBit;
    this.deliveries = deliveries;
  }

  void serve() throws IOException {
    say("220 sink ESMTP");
    for (String line = line(); !line.isEmpty(); line = line()) {
      String command = line.strip();
      switch (command.split(" ", 2)[0].toUpperCase(Locale.ROOT)) {
        case "EHLO" -> say(eightBit ? "250-sink\r\n250 8BITMIME" : "250 sink");
        case "MAIL" -> begin(path(command));
        case "RCPT" -> {
          recipients.add(path(command));
          say("250 ok");
        }
        case "DATA" -> data();
        case "RSET" -> begin("");
        case "QUIT" -> {
          say("221 bye");
          return;
        }
        default -> say("250 ok");
      }
    }
  }

  private void begin(String mailFrom) throws IOException {
    sender = mailFrom;
    recipients.clear();
    say("250 ok");
  }

  private void data() throws IOException {
    say("354 go on");
    StringBuilder message = new StringBuilder();
    for (String line = line(); !line.equals(".\r\n"); line = line()) {
      if (line.isEmpty()) {
        throw new IOException("the client has gone in the middle of a message");
      }
      message.append(line, line.startsWith(".") ? 1 : 0, line.length());
    }
    for (String recipient : recipients) {
      deliveries.accept(new Delivery(sender, recipient, message.toString()));
    }
    begin("");
  }

  private static String path(String command) {
    return command.substring(command.indexOf('<') + 1, command.indexOf('>'));
  }

  /** The next line with its CRLF; empty at the end. */
  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    int last = 0;
    for (int octet = in.read(); octet >= 0; octet = in.read()) {
      line.append((char) octet);
      if (octet == '\n' && last == '\r') {
        return line.toString();
      }
      last = octet;
    }
    return "";
  }

  private void say(String reply) throws IOException {
    out.write((reply + "\r\n").getBytes(ISO_8859_1));
    out.flush();
  }
}
