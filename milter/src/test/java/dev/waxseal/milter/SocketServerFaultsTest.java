package dev.waxseal.milter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waxseal.milter.config.Listen;
import dev.waxseal.milter.config.RoleName;
import dev.waxseal.milter.protocol.MessageFilters;
import dev.waxseal.milter.protocol.Wire;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A socket outlives whatever goes wrong with one connection. */
@Timeout(60)
class SocketServerFaultsTest {

  private static final String NO_THREAD =
      "unable to create native thread: possibly out of memory or process/resource limits reached";

  private final BlockingQueue<Throwable> faults = new LinkedBlockingQueue<>();
  private final AtomicReference<Error> thrown = new AtomicReference<>(new Error());
  private final AtomicBoolean failing = new AtomicBoolean();
  private Optional<Server> server = Optional.empty();
  private int port;

  private final Server.Activity activity =
      new Server.Activity() {
        @Override
        public void opened() {}

        @Override
        public void closed() {}

        @Override
        public void warn(String sentence) {}

        @Override
        public void fault(String sentence, Throwable fault) {
          faults.add(fault);
        }
      };

  @AfterEach
  void close() {
    server.ifPresent(Server::close);
  }

  private Server served(ThreadFactory threads, MessageFilters filters) throws IOException {
    InetSocketAddress address;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      address = (InetSocketAddress) free.getLocalSocketAddress();
    }
    port = address.getPort();
    Listen listen =
        new Listen("it", address, Optional.empty(), Map.of(Listen.ANY, RoleName.VERIFY));
    Server.Settings settings = new Server.Settings(2, Duration.ofMillis(100));
    server = Optional.of(SocketServer.open(listen, settings, filters, activity, threads));
    return server.get();
  }

  private Thread thread(Runnable work) {
    if (failing.get()) {
      throw thrown.get();
    }
    Thread thread = new Thread(work);
    thread.setDaemon(true);
    return thread;
  }

  /** What a session with one message is told. */
  private List<String> said() throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      OutputStream out = socket.getOutputStream();
      out.write(Wire.postfix().message("1", " s", "b").packet('Q').bytes());
      return Wire.replies(socket.getInputStream().readAllBytes());
    } catch (IOException reset) {
      return List.of();
    }
  }

  private Throwable fault() throws InterruptedException {
    Throwable fault = faults.poll(30, TimeUnit.SECONDS);
    return fault == null ? new Throwable("nothing was told") : fault;
  }

  /** As often as it fails; the connections that were not served do not count as open. */
  @Test
  void aConnectionThatGetsNoThreadIsClosedAndTheNextOneIsServed() throws Exception {
    for (Error error :
        List.of(
            new OutOfMemoryError(NO_THREAD), new StackOverflowError(), new LinkageError("gone"))) {
      Server here = served(this::thread, envelope -> new Accepting());
      thrown.set(error);
      failing.set(true);
      for (int i = 0; i < 3; i++) { // more than there may be connections
        assertEquals(List.of(), said());
        assertEquals(error, fault());
      }
      assertTrue(here.isAlive());
      failing.set(false);
      assertEquals(List.of("O 6 131 1ff388", "a"), said());
      here.close();
    }
  }

  @Test
  void anErrorOfAConnectionEndsThatConnectionAlone() throws Exception {
    Server here =
        served(
            this::thread,
            envelope -> {
              if (failing.get()) {
                throw thrown.get();
              }
              return new Accepting();
            });
    for (int i = 0; i < 3; i++) { // more than there may be connections
      thrown.set(new LinkageError("gone"));
      said(); // its thread is begun before it fails
      failing.set(true);
      assertFalse(said().contains("a"));
      assertEquals(thrown.get(), fault());
      failing.set(false);
    }
    assertEquals(List.of("O 6 131 1ff388", "a"), said());
    assertTrue(here.isAlive());
    here.close();
    assertFalse(here.isAlive());
  }
}
