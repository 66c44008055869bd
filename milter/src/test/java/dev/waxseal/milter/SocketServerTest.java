package dev.waxseal.milter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waxseal.milter.config.Listen;
import dev.waxseal.milter.config.RoleName;
import dev.waxseal.milter.protocol.Envelope;
import dev.waxseal.milter.protocol.FilterResult;
import dev.waxseal.milter.protocol.MessageFilter;
import dev.waxseal.milter.protocol.MessageFilters;
import dev.waxseal.milter.protocol.Reply;
import dev.waxseal.milter.protocol.Wire;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(600)
class SocketServerTest {

  /** The octets of the answer to the options: with the macros that are asked for. */
  private static final int OPTIONS = 61;

  private static final List<String> ANSWERS = List.of("O 6 131 1ff388", "a");

  private final List<String> warnings = Collections.synchronizedList(new ArrayList<>());
  private final AtomicInteger open = new AtomicInteger();
  private final List<AutoCloseable> closeables = new ArrayList<>();

  private final Server.Activity activity =
      new Server.Activity() {
        @Override
        public void opened() {
          open.incrementAndGet();
        }

        @Override
        public void closed() {
          open.decrementAndGet();
        }

        @Override
        public void warn(String sentence) {
          warnings.add(sentence);
        }

        @Override
        public void fault(String sentence, Throwable fault) {
          warnings.add(sentence + ": " + fault);
        }
      };

  @AfterEach
  void closeAll() throws Exception {
    for (AutoCloseable closeable : closeables) {
      closeable.close();
    }
  }

  private <T extends AutoCloseable> T closing(T closeable) {
    closeables.add(0, closeable);
    return closeable;
  }

  private static MessageFilters accepting(Runnable atFinish) {
    return (Envelope envelope) ->
        new MessageFilter() {
          @Override
          public void header(String name, String value) {}

          @Override
          public void endOfHeaders() {}

          @Override
          public void body(byte[] bytes, int offset, int length) {}

          @Override
          public FilterResult finish(String queueId) {
            atFinish.run();
            return FilterResult.of(new Reply.Accept());
          }

          @Override
          public void close() {}
        };
  }

  private Server served(SocketAddress address, int connections, Duration drain, Runnable atFinish)
      throws IOException {
    Listen listen =
        new Listen(
            "the socket",
            address,
            Optional.of(PosixFilePermissions.fromString("rw-rw----")),
            Map.of(Listen.ANY, RoleName.VERIFY));
    return closing(
        SocketServer.open(
            listen, new Server.Settings(connections, drain), accepting(atFinish), activity));
  }

  private Server served(SocketAddress address) throws IOException {
    return served(address, 9, Duration.ofSeconds(20), () -> {});
  }

  /** A port that was free a moment ago. */
  private static InetSocketAddress port() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return new InetSocketAddress(socket.getInetAddress(), socket.getLocalPort());
    }
  }

  private SocketChannel connected(SocketAddress address) throws IOException {
    return closing(SocketChannel.open(address));
  }

  private static void say(SocketChannel channel, Wire wire) throws IOException {
    OutputStream out = Channels.newOutputStream(channel);
    out.write(wire.bytes());
    out.flush();
  }

  /** What is said until the connection ends. */
  private static List<String> heard(SocketChannel channel) throws IOException {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    try {
      Channels.newInputStream(channel).transferTo(said);
    } catch (IOException reset) {
      // ended, too
    }
    return Wire.replies(said.toByteArray());
  }

  /** So many octets of what is said. */
  private static void hear(SocketChannel channel, int octets) throws IOException {
    InputStream in = Channels.newInputStream(channel);
    assertEquals(octets, in.readNBytes(octets).length);
  }

  private static Wire session() {
    return Wire.postfix().message("1", " s", "b").packet('Q');
  }

  @Test
  void messagesAreServedOverTcp() throws Exception {
    InetSocketAddress address = port();
    served(address);
    SocketChannel channel = connected(address);
    say(channel, session());
    assertEquals(ANSWERS, heard(channel));
    assertEquals(List.of(), warnings);
  }

  @Test
  void messagesAreServedOverAUnixSocket(@TempDir Path folder) throws Exception {
    Path path = folder.resolve("milter.sock");
    Server server = served(UnixDomainSocketAddress.of(path));
    assertEquals("rw-rw----", PosixFilePermissions.toString(Files.getPosixFilePermissions(path)));
    SocketChannel channel = connected(UnixDomainSocketAddress.of(path));
    say(channel, session());
    assertEquals(ANSWERS, heard(channel));
    server.close();
    assertFalse(Files.exists(path));
  }

  @Test
  void aSocketThatWasLeftBehindIsTakenAway(@TempDir Path folder) throws Exception {
    UnixDomainSocketAddress address = UnixDomainSocketAddress.of(folder.resolve("milter.sock"));
    try (ServerSocketChannel killed = SocketFile.channel()) {
      killed.bind(address);
    }
    assertTrue(Files.exists(address.getPath()));
    served(address);
    SocketChannel channel = connected(address);
    say(channel, session());
    assertEquals(ANSWERS, heard(channel));
  }

  @Test
  void whatIsNotOursIsLeftAlone(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "precious");
    assertThrows(IOException.class, () -> served(UnixDomainSocketAddress.of(file)));
    assertEquals("precious", Files.readString(file));
    UnixDomainSocketAddress address = UnixDomainSocketAddress.of(folder.resolve("milter.sock"));
    served(address);
    assertThrows(IOException.class, () -> served(address));
    InetSocketAddress port = port();
    served(port);
    assertThrows(IOException.class, () -> served(port));
  }

  /** One stalls in the middle of a message, one is too many, the others are served. */
  @Test
  void noMoreThanAllowedAreServedAtATime() throws Exception {
    InetSocketAddress address = port();
    served(address, 2, Duration.ofMillis(100), () -> {});
    SocketChannel stalled = connected(address);
    say(stalled, Wire.postfix().texts('M', "<a@example.org>").header("A", " 1"));
    hear(stalled, OPTIONS);
    SocketChannel other = connected(address);
    say(other, Wire.postfix());
    hear(other, OPTIONS);
    assertEquals(List.of(), heard(connected(address)));
    say(other, new Wire().message("1", " s", "b").packet('Q'));
    assertEquals(List.of("a"), heard(other));
    assertTrue(warnings.get(0).contains("2 connections"), warnings::toString);
    awaitOpen(1);
    SocketChannel next = connected(address);
    say(next, session());
    assertEquals(ANSWERS, heard(next));
  }

  private void awaitOpen(int connections) throws InterruptedException {
    while (open.get() != connections) {
      Thread.sleep(5);
    }
  }

  /** SIGTERM in the middle of a message: it comes to its end, idle connections end at once. */
  @Test
  void theMessageAtHandComesToItsEnd() throws Exception {
    InetSocketAddress address = port();
    CountDownLatch deciding = new CountDownLatch(1);
    CountDownLatch decided = new CountDownLatch(1);
    Server server =
        served(
            address,
            9,
            Duration.ofMinutes(5),
            () -> {
              deciding.countDown();
              awaitQuietly(decided);
            });
    SocketChannel idle = connected(address);
    say(idle, Wire.postfix());
    hear(idle, OPTIONS);
    SocketChannel busy = connected(address);
    say(busy, Wire.postfix().message("1", " s", "b"));
    deciding.await();
    Thread closer = new Thread(server::close);
    closer.start();
    assertEquals(List.of(), heard(idle));
    assertThrows(IOException.class, () -> SocketChannel.open(address).close());
    decided.countDown();
    assertEquals(ANSWERS, heard(busy));
    closer.join();
    assertEquals(0, open.get());
    assertEquals(List.of(), warnings);
  }

  @Test
  void aMessageThatTakesTooLongIsGivenUp() throws Exception {
    InetSocketAddress address = port();
    Server server = served(address, 9, Duration.ofMillis(50), () -> {});
    SocketChannel stalled = connected(address);
    say(stalled, Wire.postfix().texts('M', "<a@example.org>"));
    hear(stalled, OPTIONS);
    awaitOpen(1);
    server.close();
    assertEquals(List.of(), heard(stalled));
  }

  @Test
  void aBrokenPacketEndsItsConnectionAlone() throws Exception {
    InetSocketAddress address = port();
    served(address);
    SocketChannel broken = connected(address);
    say(broken, Wire.postfix().octets(0xff, 0xff, 0xff, 0xff));
    assertEquals(List.of(ANSWERS.get(0)), heard(broken));
    SocketChannel lost = connected(address);
    say(lost, Wire.postfix().texts('M', "<a@example.org>"));
    hear(lost, OPTIONS);
    lost.close();
    awaitOpen(0);
    SocketChannel channel = connected(address);
    say(channel, session());
    assertEquals(ANSWERS, heard(channel));
    assertEquals(2, warnings.size(), warnings::toString);
    assertTrue(warnings.get(0).contains("length of 4294967295 octets"), warnings::toString);
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      assertTrue(latch.await(300, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
