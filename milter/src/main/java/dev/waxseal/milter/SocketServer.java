package dev.waxseal.milter;

import dev.waxseal.milter.config.Listen;
import dev.waxseal.milter.protocol.Conversation;
import dev.waxseal.milter.protocol.MessageFilters;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Serves mail servers over TCP or a Unix socket, a thread for each connection, and no more of them
 * than the terms say: one that is too many is closed at once, and the mail server does what it is
 * configured to do when a filter is not there ({@code milter_default_action}).
 */
final class SocketServer implements Server {

  /** Longer than a mail server waits for its own client: Postfix 300 s, in every state. */
  private static final Duration LONGEST_SILENCE = Duration.ofMinutes(10);

  private static final long SWEEP_SECONDS = 10;
  private static final long POLL_MILLIS = 20;
  private static final int BUFFER = 1 << 16;

  private final Terms terms;
  private final MessageFilters filters;
  private final Activity activity;
  private final String name;
  private final ServerSocketChannel socket;
  private final Optional<SocketFile> file;
  private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
  private final ExecutorService threads;
  private final ScheduledExecutorService timer;
  private volatile boolean closing;

  private SocketServer(
      Listen listen,
      Terms terms,
      MessageFilters filters,
      Activity activity,
      ServerSocketChannel socket,
      Optional<SocketFile> file) {
    this.terms = terms;
    this.filters = filters;
    this.activity = activity;
    this.name = listen.name();
    this.socket = socket;
    this.file = file;
    this.threads = Executors.newCachedThreadPool(named("milter"));
    this.timer = Executors.newSingleThreadScheduledExecutor(named("milter-timer"));
  }

  /** Opens one; an {@link Opener}. */
  @SuppressWarnings("FutureReturnValueIgnored") // the sweeps end with the timer
  static Server open(Listen listen, Terms terms, MessageFilters filters, Activity activity)
      throws IOException {
    Optional<SocketFile> file =
        listen.socket() instanceof UnixDomainSocketAddress unix
            ? Optional.of(new SocketFile(unix))
            : Optional.empty();
    if (file.isPresent()) {
      file.get().clear();
    }
    ServerSocketChannel socket =
        file.isPresent() ? SocketFile.channel() : ServerSocketChannel.open();
    try {
      socket.bind(listen.socket());
      if (file.isPresent()) {
        file.get().allow(listen.mode());
      }
    } catch (IOException e) {
      socket.close();
      throw e;
    }
    SocketServer server = new SocketServer(listen, terms, filters, activity, socket, file);
    server.threads.execute(server::accept);
    server.timer.scheduleWithFixedDelay(
        server::sweep, SWEEP_SECONDS, SWEEP_SECONDS, TimeUnit.SECONDS);
    return server;
  }

  @Override
  public void close() {
    closing = true;
    closeQuietly(socket);
    file.ifPresent(SocketFile::remove);
    connections.forEach(Connection::endAfterMessage);
    if (!areGone(terms.drain())) {
      activity.warn(
          connections.size() + " messages were under way for too long and have been given up");
      connections.forEach(Connection::close);
    }
    threads.shutdown();
    timer.shutdownNow();
  }

  private boolean areGone(Duration patience) {
    long end = System.nanoTime() + patience.toNanos();
    try {
      while (!connections.isEmpty()) {
        if (System.nanoTime() >= end) {
          return false;
        }
        Thread.sleep(POLL_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
    return true;
  }

  private void accept() {
    while (!closing) {
      try {
        take(socket.accept());
      } catch (IOException | RuntimeException e) {
        if (!closing) {
          activity.warn("a connection to " + name + " could not be taken: " + e.getMessage());
          pause();
        }
      }
    }
  }

  private void take(SocketChannel channel) throws IOException {
    if (connections.size() >= terms.connections()) {
      activity.warn("there are " + terms.connections() + " connections, no more are taken");
      channel.close();
      return;
    }
    if (file.isEmpty()) {
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    }
    Connection connection = new Connection(channel);
    connections.add(connection);
    threads.execute(connection);
    if (closing) { // and may not have seen this one
      connection.endAfterMessage();
    }
  }

  /** Whatever keeps it from taking connections, such as too many open files, takes its time. */
  private static void pause() {
    try {
      Thread.sleep(1000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void sweep() {
    for (Connection connection : connections) {
      if (connection.isSilent()) {
        activity.warn("a mail server said nothing for " + LONGEST_SILENCE.toMinutes() + " minutes");
        connection.close();
      }
    }
  }

  private static void closeQuietly(AutoCloseable closeable) {
    try {
      closeable.close();
    } catch (Exception e) {
      // It is gone, one way or the other.
    }
  }

  private static ThreadFactory named(String prefix) {
    AtomicInteger count = new AtomicInteger();
    return work -> {
      Thread thread = new Thread(work, prefix + "-" + count.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }

  private final class Connection implements Runnable, AutoCloseable {

    private final SocketChannel channel;
    private final Conversation conversation;
    private volatile boolean closed;

    Connection(SocketChannel channel) {
      this.channel = channel;
      this.conversation =
          new Conversation(
              new BufferedInputStream(PromptInput.of(channel), BUFFER),
              new BufferedOutputStream(Channels.newOutputStream(channel)),
              filters,
              timer,
              activity::warn);
    }

    @Override
    public void run() {
      activity.opened();
      try {
        conversation.run();
      } catch (IOException e) {
        if (!closed) {
          activity.warn("a connection to " + name + " has broken: " + e.getMessage());
        }
      } catch (RuntimeException fault) {
        activity.warn("a connection to " + name + " has been given up: " + fault);
      } finally {
        close();
        connections.remove(this);
        activity.closed();
      }
    }

    void endAfterMessage() {
      conversation.endAfterMessage();
      if (!conversation.isBusy()) {
        close();
      }
    }

    boolean isSilent() {
      return conversation.quietNanos() > LONGEST_SILENCE.toNanos();
    }

    @Override
    public void close() {
      closed = true;
      closeQuietly(channel);
    }
  }
}
