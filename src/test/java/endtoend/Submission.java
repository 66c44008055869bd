package endtoend;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;

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
    return send("EHLO", port, sender, recipient, message);
  }

  /** Sends a message over LMTP (RFC 2033): otherwise as {@link #send}. */
  static String sendLocally(int port, String sender, String recipient, String message)
      throws IOException {
    return send("LHLO", port, sender, recipient, message);
  }

  private static String send(
      String greeting, int port, String sender, String recipient, String message)
      throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        OutputStream out = socket.getOutputStream();
        BufferedReader in =
            new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1))) {
      String[] commands = {
        "",
        greeting + " client.author.example\r\n",
        "MAIL FROM:<" + sender + "> BODY=8BITMIME\r\n",
        "RCPT TO:<" + recipient + ">\r\n",
        "DATA\r\n",
        (message.startsWith(".") ? "." : "") + message.replace("\r\n.", "\r\n..") + ".\r\n"
      };
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
