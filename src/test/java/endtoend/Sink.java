package endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Where all mail of the lab ends: an SMTP server that keeps the exact octets of what it gets. */
final class Sink implements AutoCloseable {

  private final boolean eightBit;
  private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Delivery> deliveries = new ArrayList<>();
  private final Consumer<Delivery> taker;

  /**
   * Begins to listen.
   *
   * @param eightBit whether it offers 8BITMIME
   */
  Sink(boolean eightBit) throws IOException {
    this.eightBit = eightBit;
    this.taker = this::keep;
    threads.execute(this::accept);
  }

  /**
   * Begins to listen, and keeps nothing.
   *
   * @param taker gets what comes, from several threads
   */
  Sink(Consumer<Delivery> taker) throws IOException {
    this.eightBit = true;
    this.taker = taker;
    threads.execute(this::accept);
  }

  int port() {
    return server.getLocalPort();
  }

  /** What has come so far with a word in it. */
  synchronized List<Delivery> with(String word) {
    return deliveries.stream().filter(delivery -> delivery.message().contains(word)).toList();
  }

  /**
   * Waits for messages with a word in them.
   *
   * @param count how many there have to be at least
   */
  synchronized List<Delivery> await(String word, int count) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(Daemon.PATIENCE_SECONDS);
    List<Delivery> found = with(word);
    while (found.size() < count && System.nanoTime() < end) {
      wait(1000);
      found = with(word);
    }
    return found;
  }

  @Override
  public void close() throws IOException {
    server.close();
    threads.shutdownNow();
  }

  private void accept() {
    try {
      while (true) {
        Socket client = server.accept();
        threads.execute(() -> serve(client));
      }
    } catch (SocketException e) {
      threads.shutdown(); // closed
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void serve(Socket client) {
    try (client) {
      new SinkSession(client, eightBit, taker).serve();
    } catch (IOException e) {
      // the client has gone; what it had finished is kept
    }
  }

  private synchronized void keep(Delivery delivery) {
    deliveries.add(delivery);
    notifyAll();
  }
}
