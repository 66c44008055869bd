package dev.waxseal.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A mail server that takes what comes, one connection after the other. */
final class OneRelay implements AutoCloseable {

  private final ServerSocket server;
  private final Thread thread;
  private final List<String> recipients = new CopyOnWriteArrayList<>();
  private volatile String end = "";
  private volatile String mail = "";
  private volatile String dataAnswer = "250 2.0.0 ok";

  private OneRelay(ServerSocket server) {
    this.server = server;
    this.thread = new Thread(this::serve, "relay");
  }

  static OneRelay start() throws IOException {
    OneRelay relay = new OneRelay(new ServerSocket(0, 5, InetAddress.getLoopbackAddress()));
    relay.thread.start();
    return relay;
  }

  int port() {
    return server.getLocalPort();
  }

  List<String> recipients() {
    return List.copyOf(recipients);
  }

  /** The last mail, its dots taken off again. */
  String mail() {
    return mail;
  }

  /** Why it no longer serves, for messages. */
  @Override
  public String toString() {
    return "relay " + port() + " " + end;
  }

  void answersDataWith(String reply) {
    dataAnswer = reply;
  }

  private void serve() {
    try {
      while (!server.isClosed()) {
        try (Socket socket = server.accept()) {
          talk(
              new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1)),
              socket.getOutputStream());
        }
      }
    } catch (IOException e) {
      end = e.toString(); // it was closed, or the client went away
    }
  }

  private void talk(BufferedReader in, OutputStream out) throws IOException {
    say(out, "220-relay\r\n220 ready");
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      if (line.startsWith("RCPT")) {
        recipients.add(line);
      }
      if (line.equals("DATA")) {
        say(out, "354 go on");
        mail = data(in);
        say(out, dataAnswer);
      } else if (line.equals("QUIT")) {
        say(out, "221 bye");
        return;
      } else {
        say(out, "250 ok");
      }
    }
  }

  private static String data(BufferedReader in) throws IOException {
    StringBuilder text = new StringBuilder();
    for (String line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
      text.append(line.startsWith(".") ? line.substring(1) : line).append("\r\n");
    }
    return text.toString();
  }

  private static void say(OutputStream out, String line) throws IOException {
    out.write((line + "\r\n").getBytes(ISO_8859_1));
    out.flush();
  }

  @Override
  public void close() throws IOException {
    server.close();
    try {
      thread.join(10_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
