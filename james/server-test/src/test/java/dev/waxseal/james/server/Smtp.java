package dev.waxseal.james.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;

/** A client of SMTP that sends octets as they are. */
final class Smtp {

  private Smtp() {}

  /**
   * Sends a message.
   *
   * @param message with CRLF, one character an octet, no line that begins with a dot
   * @return the reply to the message
   */
  static String send(int port, String from, String to, String message) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        BufferedReader in =
            new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1));
        OutputStream out = socket.getOutputStream()) {
      socket.setSoTimeout(60_000);
      expect('2', in);
      say("EHLO client.example", '2', in, out);
      say("MAIL FROM:<" + from + ">", '2', in, out);
      say("RCPT TO:<" + to + ">", '2', in, out);
      say("DATA", '3', in, out);
      out.write((message + ".\r\n").getBytes(ISO_8859_1));
      String reply = reply(in);
      say("QUIT", '2', in, out);
      return reply;
    }
  }

  private static void say(String command, char first, BufferedReader in, OutputStream out)
      throws IOException {
    out.write((command + "\r\n").getBytes(ISO_8859_1));
    expect(first, in);
  }

  private static void expect(char first, BufferedReader in) throws IOException {
    String reply = reply(in);
    if (reply.charAt(0) != first) {
      throw new IOException(reply);
    }
  }

  /** The last line of a reply. */
  private static String reply(BufferedReader in) throws IOException {
    String line;
    do {
      line = String.valueOf(in.readLine());
    } while (line.length() > 3 && line.charAt(3) == '-');
    return line;
  }
}
