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
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Serves mail servers over TCP or a Unix socket, a thread for each connection, and at most as many
 * as the settings allow. One connection too many is closed at once, and the mail server follows its
 * configuration for an absent filter ({@code milter_default_action}).
 */
final class SocketServer implements Server {

  /** Longer than a mail server waits for its own client: Postfix waits 300 s in every state. */
  private static final Duration LONGEST_SILENCE = Duration.ofMinutes(10);

  private static final long SWEEP_SECONDS = 10;
  private static final long POLL_MILLIS = 20;
  private static final long PAUSE_MILLIS = 1000;

  /** Accepting a connection takes no time; not even a full log delays it this long. */
  private static final Duration STUCK = Duration.ofSeconds(30);

  /** For small packets; the large pieces of a body are read past it. */
  private static final int BUFFER = 1 << 13;

  private final Settings settings;
  private final MessageFilters filters;
  private final Activity activity;
  private final String name;
  private final ServerSocketChannel socket;
  private final Optional<SocketFile> file;
  private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
  private final ExecutorService threads;
  private final ScheduledExecutorService timer;
  private final Thread acceptor;
  private volatile boolean closing;
  private long closingSince;

  /** The nano time when the current connection was accepted; empty while waiting for one. */
  private volatile OptionalLong takingSince = OptionalLong.empty();

  private SocketServer(
      Listen listen,
      Settings settings,
      MessageFilters filters,
      Activity activity,
      ServerSocketChannel socket,
      Optional<SocketFile> file,
      ThreadFactory threadFactory) {
    this.settings = settings;
    this.filters = filters;
    this.activity = activity;
    this.name = listen.name();
    this.socket = socket;
    this.file = file;
    this.threads = Executors.newCachedThreadPool(threadFactory);
    this.timer = Executors.newSingleThreadScheduledExecutor(named("milter-timer"));
    this.acceptor = new Thread(this::accept, "milter-accept");
  }

  /** Opens one; an {@link Opener}. */
  static Server open(Listen listen, Settings settings, MessageFilters filters, Activity activity)
      throws IOException {
    return open(listen, settings, filters, activity, named("milter"));
  }

  /** Opens one with the threads of another factory. */
  @SuppressWarnings("FutureReturnValueIgnored") // the sweeps end with the timer
  static Server open(
      Listen listen,
      Settings settings,
      MessageFilters filters,
      Activity activity,
      ThreadFactory threads)
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
    SocketServer server =
        new SocketServer(listen, settings, filters, activity, socket, file, threads);
    server.begin();
    server.timer.scheduleWithFixedDelay(
        server::sweep, SWEEP_SECONDS, SWEEP_SECONDS, TimeUnit.SECONDS);
    return server;
  }

  private void begin() {
    acceptor.setDaemon(true);
    acceptor.start();
  }

  @Override
  public boolean isAlive() {
    OptionalLong since = takingSince;
    boolean stuck = since.isPresent() && System.nanoTime() - since.getAsLong() > STUCK.toNanos();
    return acceptor.isAlive() && socket.isOpen() && !stuck;
  }

  @Override
  public synchronized void stop() {
    if (!closing) {
      closingSince = System.nanoTime();
      closing = true;
      closeQuietly(socket);
      file.ifPresent(SocketFile::remove);
      connections.forEach(Connection::endAfterMessage);
    }
  }

  @Override
  public synchronized void close() {
    stop();
    if (!areGone(closingSince + settings.drain().toNanos())) {
      activity.warn(connections.size() + " messages took too long and were dropped at shutdown");
      connections.forEach(Connection::close);
    }
    threads.shutdown();
    timer.shutdownNow();
  }

  private boolean areGone(long end) {
    try {
      while (!connections.isEmpty()) {
        if (System.nanoTime() - end >= 0) {
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
        takingSince = OptionalLong.empty();
        SocketChannel channel = socket.accept();
        takingSince = OptionalLong.of(System.nanoTime());
        take(channel);
      } catch (Throwable fault) { // the next connection may succeed
        survive(fault);
      }
    }
  }

  /** Pauses after a fault: its cause, such as too many open files, does not go away at once. */
  private void survive(Throwable fault) {
    if (closing) {
      return;
    }
    try {
      String sentence = "a connection to " + name + " could not be accepted";
      if (fault instanceof IOException) {
        activity.warn(sentence + ": " + fault.getMessage());
      } else {
        activity.fault(sentence, fault);
      }
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Throwable again) {
      // It cannot even be logged; the loop goes on.
    }
  }

  private void take(SocketChannel channel) throws IOException {
    if (connections.size() >= settings.connections()) {
      activity.warn(
          "the limit of "
              + settings.connections()
              + " connections is reached; a connection was refused");
      channel.close();
      return;
    }
    Optional<Connection> connection = Optional.empty();
    try {
      if (file.isEmpty()) {
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      }
      connection = Optional.of(new Connection(channel));
      connections.add(connection.get());
      threads.execute(connection.get());
    } catch (Throwable fault) {
      connection.ifPresent(connections::remove);
      closeQuietly(channel); // the mail server notices at once
      throw fault;
    }
    if (closing) { // and may not have seen this one
      connection.get().endAfterMessage();
    }
  }

  private void sweep() {
    try {
      for (Connection connection : connections) {
        if (connection.isSilent()) {
          activity.warn(
              "a mail server sent nothing for " + LONGEST_SILENCE.toMinutes() + " minutes");
          connection.close();
        }
      }
    } catch (Throwable fault) { // it would end all later sweeps
      activity.fault("silent connections could not be searched for", fault);
    }
  }

  private static void closeQuietly(AutoCloseable closeable) {
    try {
      closeable.close();
    } catch (Exception e) {
      // Closed either way.
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
          activity.warn("a connection to " + name + " broke: " + e.getMessage());
        }
      } catch (Throwable fault) {
        activity.fault("a connection to " + name + " was dropped", fault);
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
