package endtoend;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/** Hands messages to an SMTP server. */
final class Submission {

  private Submission() {}

  /**
   * Sends a message.
   *
   * @param message its octets, one a character (ISO-8859-1), with CRLF at the end of each line
   * @return the reply to the message, or the first one that refuses it
   */
  static String send(int port, String sender, String recipient, String message) throws IOException {
    return send(port, "", sender, recipient, message);
  }

  /**
   * Sends a message in the place of another client.
   *
   * @param client who Postfix is to think it is, in the words of its XCLIENT: {@code ADDR=192.0.2.1
   *     LOGIN=ann}; empty for this machine
   * @param message its octets, one a character (ISO-8859-1), with CRLF at the end of each line
   * @return the reply to the message, or the first one that refuses it
   */
  static String send(int port, String client, String sender, String recipient, String message)
      throws IOException {
    return send(port, "EHLO", client, sender, recipient, message);
  }

  /** Sends a message over LMTP (RFC 2033), as {@link #send} otherwise. */
  static String sendLocally(int port, String sender, String recipient, String message)
      throws IOException {
    return send(port, "LHLO", "", sender, recipient, message);
  }

  private static String send(
      int port, String greeting, String client, String sender, String recipient, String message)
      throws IOException {
    String hello = greeting + " client.author.example\r\n";
    List<String> commands = new ArrayList<>(List.of("", hello));
    if (!client.isEmpty()) {
      commands.addAll(List.of("XCLIENT " + client + "\r\n", hello));
    }
    commands.add("MAIL FROM:<" + sender + "> BODY=8BITMIME\r\n");
    commands.add("RCPT TO:<" + recipient + ">\r\n");
    commands.add("DATA\r\n");
    commands.add(
        (message.startsWith(".") ? "." : "") + message.replace("\r\n.", "\r\n..") + ".\r\n");
    return send(port, commands);
  }

  private static String send(int port, List<String> commands) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        OutputStream out = socket.getOutputStream();
        BufferedReader in =
            new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1))) {
      String reply = "";
      for (String command : commands) {
        out.write(command.getBytes(ISO_8859_1));
        out.flush();
        reply = reply(in);
        if (!reply.startsWith("2") && !reply.startsWith("354")) {
          return reply;
        }
      }
      return reply;
    }
  }

  /** The last line of a reply. */
  private static String reply(BufferedReader in) throws IOException {
    String line = in.readLine();
    while (line != null && line.length() > 3 && line.charAt(3) == '-') {
      line = in.readLine();
    }
    if (line == null) {
      throw new IOException("the server has closed the connection");
    }
    return line;
  }
}
