package dev.waxseal.milter;

import dev.waxseal.dns.DomainName;
import dev.waxseal.dns.RecordType;
import dev.waxseal.milter.config.Configuration;
import dev.waxseal.milter.config.ConfigurationException;
import dev.waxseal.milter.config.DaemonState;
import dev.waxseal.milter.config.Listen;
import dev.waxseal.milter.role.Roles;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The daemon: listens on the sockets of its configuration and processes each message as configured.
 * It reads configuration and keys again once one of their files has changed and then stayed
 * unchanged for a second; if they cannot be used, it keeps those in force and logs why.
 *
 * <p>Its threads survive every fault except one: when the heap is exhausted, the process logs a
 * line and ends at once with status 70.
 *
 * <p>Thread-safe.
 */
public final class MilterDaemon implements AutoCloseable {

  private static final long LOOK_MILLIS = 1000;

  /** A generous bound for the end of a message, besides DNS. */
  private static final Duration FOR_ALL_ELSE = Duration.ofSeconds(5);

  private final Journal journal;
  private final PrometheusMetrics metrics;
  private final LiveConfiguration live;
  private final HistoryWriter history;
  private final List<Server> servers = new ArrayList<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread watcher = new Thread(this::watch, "configuration");
  private volatile Optional<DaemonState> told = Optional.empty();

  private MilterDaemon(
      Journal journal, PrometheusMetrics metrics, LiveConfiguration live, HistoryWriter history) {
    this.journal = journal;
    this.metrics = metrics;
    this.live = live;
    this.history = history;
  }

  /**
   * Starts it.
   *
   * @param file the configuration
   * @param dryRun true to change or refuse no message; a field {@code X-Waxseal-Dry-Run} then says
   *     what would have happened
   * @param log takes the lines of the log, printable ASCII without their line ends; called by
   *     several threads
   * @throws ConfigurationException if the configuration cannot be used
   * @throws IOException if a socket cannot be opened; the message says which and why
   */
  public static MilterDaemon start(Path file, boolean dryRun, Consumer<String> log)
      throws ConfigurationException, IOException {
    return start(file, dryRun, SocketServer::open, log);
  }

  /** Starts it with the sockets of another opener. */
  static MilterDaemon start(Path file, boolean dryRun, Server.Opener opener, Consumer<String> log)
      throws ConfigurationException, IOException {
    PrometheusMetrics metrics = new PrometheusMetrics();
    Journal journal = new Journal(log, metrics);
    HistoryWriter history = new HistoryWriter(journal);
    LiveConfiguration live =
        new LiveConfiguration(
            file,
            (read, crypto) -> Roles.of(read, crypto, dryRun, journal::decided, history::record),
            journal);
    MilterDaemon daemon = new MilterDaemon(journal, metrics, live, history);
    try {
      daemon.open(opener);
      return daemon;
    } catch (IOException e) {
      daemon.close();
      throw e;
    }
  }

  /** Returns true if every socket accepts connections and the files are checked for changes. */
  public boolean isAlive() {
    return watcher.isAlive() && servers.stream().allMatch(Server::isAlive);
  }

  /**
   * Writes a warning into the log.
   *
   * @param sentence the text of the warning
   */
  public void warn(String sentence) {
    journal.warn(sentence);
  }

  /**
   * Handles the end of a thread by an exception. The daemon's own threads survive, so it belongs to
   * a library whose work is no longer done: the process logs a line and ends at once with status
   * 70. For {@link Thread#setDefaultUncaughtExceptionHandler}.
   */
  public void endedThread(Thread thread, Throwable fault) {
    journal.faults().ended(thread, fault);
  }

  /** Waits until the daemon is closed. */
  public void await() throws InterruptedException {
    closed.await();
  }

  /**
   * Ends the daemon: accepts no more connections, waits for the messages at hand as long as one may
   * take, writes what is to be recorded of them, then releases everything. Does nothing if it is
   * closed already.
   */
  @Override
  public synchronized void close() {
    if (closed.getCount() == 0) {
      return;
    }
    servers.forEach(Server::stop);
    servers.forEach(Server::close); // all of them have had their time by the end of the first
    history.close();
    metrics.close();
    live.close();
    live.configuration().stateFile().ifPresent(MilterDaemon::remove);
    journal.event(LogLine.event(Level.INFO, "stopped"));
    closed.countDown();
  }

  private void open(Server.Opener opener) throws IOException {
    Configuration configuration = live.configuration();
    if (configuration.metrics().isPresent()) {
      InetSocketAddress address = configuration.metrics().get();
      try {
        metrics.listen(address);
      } catch (IOException e) {
        throw cannotListen(address.getAddress().getHostAddress() + ":" + address.getPort(), e);
      }
    }
    Server.Settings settings =
        new Server.Settings(
            configuration.limits().connections(),
            configuration.limits().perMessage().plus(FOR_ALL_ELSE));
    startThreads(configuration);
    for (Listen listen : configuration.listens()) {
      try {
        servers.add(opener.open(listen, settings, live.filters(listen.socket()), journal));
      } catch (IOException e) {
        throw cannotListen(listen.name(), e);
      }
      journal.event(LogLine.event(Level.INFO, "listening").with("socket", listen.name()));
    }
    tellState();
  }

  /** Strangers can bring about a shortage of threads as soon as a socket is open. */
  private void startThreads(Configuration configuration) {
    history.start(() -> live.configuration().history());
    beginDns(configuration);
    watcher.setDaemon(true);
    watcher.start();
  }

  /** The DNS thread starts with the first query. */
  private static void beginDns(Configuration configuration) {
    if (configuration.verify().isPresent()) {
      configuration.dns().lookup(DomainName.of("localhost"), RecordType.A);
    }
  }

  private void watch() {
    boolean going = true;
    while (going) {
      try {
        going = !closed.await(LOOK_MILLIS, TimeUnit.MILLISECONDS);
        if (going) {
          live.look();
          tellState();
        }
      } catch (InterruptedException e) {
        going = false;
      } catch (Throwable fault) { // of one look, which must not end all looks to come
        journal.fault("the files could not be checked for changes", fault);
      }
    }
  }

  /** Writes the state file if its content has changed. */
  private void tellState() {
    Optional<DaemonState> now = Optional.of(live.state());
    Optional<Path> file = live.configuration().stateFile();
    if (file.isPresent() && !now.equals(told)) {
      told = now;
      try {
        now.get().write(file.get());
      } catch (IOException e) {
        journal.warn("cannot write the state file " + file.get() + ": " + e);
      }
    }
  }

  private static void remove(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      // It names a process that is not there.
    }
  }

  private static IOException cannotListen(String socket, IOException why) {
    return new IOException("cannot listen on " + socket + ": " + why.getMessage(), why);
  }
}
