package dev.waxseal.cli.send;

import dev.waxseal.reports.write.MailAddress;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Speaks SMTP (RFC 5321) with the mail server of this machine, one connection for each mail. */
final class RelayDelivery implements Delivery {

  private static final int CONNECT_MILLIS = 30_000;

  /** "10 minutes" for the end of the data (RFC 5321 section 4.5.3.2.6) is the longest. */
  private static final int READ_MILLIS = 600_000;

  private static final int MOST_REPLY = 4_096;

  private final InetSocketAddress relay;
  private final String helo;

  RelayDelivery(InetSocketAddress relay, String helo) {
    this.relay = relay;
    this.helo = helo;
  }

  /** A reply of the server: its code, and its last line. */
  private record Reply(int code, String line) {

    boolean is(int hundreds) {
      return code / 100 == hundreds;
    }
  }

  @Override
  public Answer deliver(MailAddress sender, MailAddress to, Path mail) {
    Dialogue dialogue = new Dialogue();
    try (Socket socket = new Socket()) {
      socket.connect(relay, CONNECT_MILLIS);
      socket.setSoTimeout(READ_MILLIS);
      return dialogue.run(socket, sender, to, mail);
    } catch (IOException e) {
      String sentence = "the mail server at " + relay + ": " + e.getMessage();
      return new Answer(dialogue.ended ? Outcome.UNKNOWN : Outcome.NOT_NOW, sentence);
    }
  }

  /** One connection, for one mail. */
  private final class Dialogue {

    /** True once the end of the data is written: from then on the server may have the mail. */
    private boolean ended;

    Answer run(Socket socket, MailAddress sender, MailAddress to, Path mail) throws IOException {
      InputStream in = new BufferedInputStream(socket.getInputStream());
      OutputStream out = new BufferedOutputStream(socket.getOutputStream());
      Reply reply = reply(in);
      for (String command : List.of("EHLO " + helo, "MAIL FROM:<" + sender + ">")) {
        reply = reply.is(2) ? ask(in, out, command) : reply;
      }
      if (!reply.is(2)) {
        return new Answer(Outcome.NOT_NOW, reply.line()); // it is about us, not about this mail
      }
      reply = ask(in, out, "RCPT TO:<" + to + ">");
      reply = reply.is(2) ? ask(in, out, "DATA") : reply;
      if (reply.is(3)) {
        data(mail, out);
        ended = true;
        reply = ask(in, out, ".");
      }
      quit(out);
      if (reply.is(2)) {
        return new Answer(Outcome.TAKEN, "");
      }
      return new Answer(reply.is(5) ? Outcome.REFUSED : Outcome.NOT_NOW, reply.line());
    }
  }

  /** The message with its dots doubled at the beginnings of lines (RFC 5321 section 4.5.2). */
  private static void data(Path mail, OutputStream out) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(mail))) {
      int before = '\n';
      for (int octet = in.read(); octet >= 0; octet = in.read()) {
        if (octet == '.' && before == '\n') {
          out.write('.');
        }
        out.write(octet);
        before = octet;
      }
    }
    out.flush();
  }

  private static void quit(OutputStream out) {
    try {
      out.write("QUIT\r\n".getBytes(StandardCharsets.US_ASCII));
      out.flush();
    } catch (IOException e) {
      return; // the mail is the server's already, or was refused
    }
  }

  private static Reply ask(InputStream in, OutputStream out, String command) throws IOException {
    out.write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
    out.flush();
    return reply(in);
  }

  private static Reply reply(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    int all = 0;
    for (int octet = in.read(); octet >= 0 && all < MOST_REPLY; octet = in.read(), all++) {
      if (octet != '\n') {
        line.append(octet == '\r' ? "" : String.valueOf((char) octet));
      } else if (line.length() >= 3 && (line.length() == 3 || line.charAt(3) != '-')) {
        return new Reply(code(line.substring(0, 3)), line.toString());
      } else {
        line.setLength(0);
      }
    }
    throw new IOException(all == 0 ? "it closed the connection" : "its reply is not SMTP");
  }

  private static int code(String digits) throws IOException {
    if (!digits.matches("[2-5][0-9]{2}")) {
      throw new IOException("its reply is not SMTP");
    }
    return Integer.parseInt(digits);
  }
}
