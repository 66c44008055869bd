package dev.waxseal.dns;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.xbill.DNS.Message;

/** A DNS server on an ephemeral UDP and TCP port of the loopback interface. */
final class LoopbackServer implements AutoCloseable {

  /** What the server does with a question. */
  interface Handler {
    /** The octets of the reply, or empty for silence. */
    Optional<byte[]> reply(Message query, boolean tcp);
  }

  private final DatagramSocket udp;
  private final ServerSocket tcp;
  private final Handler handler;
  private final List<Message> queries = new CopyOnWriteArrayList<>();

  private LoopbackServer(DatagramSocket udp, ServerSocket tcp, Handler handler) {
    this.udp = udp;
    this.tcp = tcp;
    this.handler = handler;
  }

  static LoopbackServer start(Handler handler) throws IOException {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    for (int attempt = 0; ; attempt++) {
      ServerSocket tcp = new ServerSocket(0, 50, loopback);
      try {
        DatagramSocket udp = new DatagramSocket(tcp.getLocalPort(), loopback);
        LoopbackServer server = new LoopbackServer(udp, tcp, handler);
        daemon(server::serveUdp);
        daemon(server::serveTcp);
        return server;
      } catch (IOException portTaken) {
        tcp.close();
        if (attempt == 20) {
          throw portTaken;
        }
      }
    }
  }

  InetSocketAddress address() {
    return new InetSocketAddress(tcp.getInetAddress(), tcp.getLocalPort());
  }

  /** The questions that have come so far, over UDP and TCP. */
  List<Message> queries() {
    return queries;
  }

  @Override
  public void close() throws IOException {
    udp.close();
    tcp.close();
  }

  private static void daemon(Runnable loop) {
    Thread thread = new Thread(loop, "loopback DNS server");
    thread.setDaemon(true);
    thread.start();
  }

  private void serveUdp() {
    byte[] buffer = new byte[4096];
    while (!udp.isClosed()) {
      try {
        DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
        udp.receive(packet);
        byte[] query = Arrays.copyOf(buffer, packet.getLength());
        Optional<byte[]> reply = answer(query, false);
        if (reply.isPresent()) {
          udp.send(new DatagramPacket(reply.get(), reply.get().length, packet.getSocketAddress()));
        }
      } catch (IOException closed) {
        // The loop ends once the socket is closed.
      }
    }
  }

  private void serveTcp() {
    while (!tcp.isClosed()) {
      try (Socket socket = tcp.accept()) {
        DataInputStream in = new DataInputStream(socket.getInputStream());
        DataOutputStream out = new DataOutputStream(socket.getOutputStream());
        Optional<byte[]> reply = answer(in.readNBytes(in.readUnsignedShort()), true);
        if (reply.isPresent()) {
          out.writeShort(reply.get().length);
          out.write(reply.get());
          out.flush();
        }
      } catch (IOException closed) {
        // The loop ends once the socket is closed.
      }
    }
  }

  private Optional<byte[]> answer(byte[] octets, boolean overTcp) throws IOException {
    Message query = new Message(octets);
    queries.add(query);
    return handler.reply(query, overTcp);
  }
}
