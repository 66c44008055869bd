package endtoend;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.util.concurrent.TimeUnit;

/** A DNS server that takes questions and never answers. */
final class SilentDns implements AutoCloseable {

  private final DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());

  SilentDns() throws IOException {
    socket.setSoTimeout((int) TimeUnit.SECONDS.toMillis(Daemon.PATIENCE_SECONDS));
  }

  int port() {
    return socket.getLocalPort();
  }

  /** Waits until something has been asked. */
  void awaitQuestion() throws IOException {
    socket.receive(new DatagramPacket(new byte[512], 512));
  }

  @Override
  public void close() {
    socket.close();
  }
}
