package dev.waxseal.milter;

import dev.waxseal.milter.config.Configuration;
import dev.waxseal.milter.config.ConfigurationException;
import dev.waxseal.milter.config.Listen;
import dev.waxseal.milter.role.Roles;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The daemon: listens on the sockets of its configuration and does with each message what that
 * says. Configuration and keys are read anew within a second after one of their files has changed;
 * if they cannot be used, those in force stay, and the log says why.
 *
 * <p>Thread-safe.
 */
public final class MilterDaemon implements AutoCloseable {

  private static final long RELOAD_MILLIS = 1000;

  /** What the end of a message takes besides DNS, generously. */
  private static final Duration FOR_ALL_ELSE = Duration.ofSeconds(5);

  private final Journal journal;
  private final PrometheusMetrics metrics;
  private final LiveConfiguration live;
  private final List<Server> servers = new ArrayList<>();
  private final CountDownLatch closed = new CountDownLatch(1);

  private MilterDaemon(Journal journal, PrometheusMetrics metrics, LiveConfiguration live) {
    this.journal = journal;
    this.metrics = metrics;
    this.live = live;
  }

  /**
   * Starts it.
   *
   * @param file the configuration
   * @param dryRun whether no message is changed or refused, but for a field {@code
   *     X-Waxseal-Dry-Run} that says what would have been done
   * @param log takes the lines of the log, printable ASCII without their line ends; called by
   *     several threads
   * @throws ConfigurationException if the configuration cannot be used
   * @throws IOException if one cannot listen on a socket; the message says which and why
   */
  public static MilterDaemon start(Path file, boolean dryRun, Consumer<String> log)
      throws ConfigurationException, IOException {
    return start(file, dryRun, SocketServer::open, log);
  }

  /** Starts it with sockets that somebody else opens. */
  static MilterDaemon start(Path file, boolean dryRun, Server.Opener opener, Consumer<String> log)
      throws ConfigurationException, IOException {
    PrometheusMetrics metrics = new PrometheusMetrics();
    Journal journal = new Journal(log, metrics);
    LiveConfiguration live =
        new LiveConfiguration(file, read -> Roles.of(read, dryRun, journal::decided), journal);
    MilterDaemon daemon = new MilterDaemon(journal, metrics, live);
    try {
      daemon.open(opener);
      return daemon;
    } catch (IOException e) {
      daemon.close();
      throw e;
    }
  }

  /** Waits until it has been closed. */
  public void await() throws InterruptedException {
    closed.await();
  }

  /**
   * Ends it: takes no more connections, lets the messages at hand come to their end for as long as
   * one may take, and then lets go of everything. Does nothing if it has been closed.
   */
  @Override
  public synchronized void close() {
    if (closed.getCount() == 0) {
      return;
    }
    servers.parallelStream().forEach(Server::close);
    metrics.close();
    journal.event(LogLine.event("stopped"));
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
    Server.Terms terms =
        new Server.Terms(
            configuration.limits().connections(),
            configuration.limits().perMessage().plus(FOR_ALL_ELSE));
    for (Listen listen : configuration.listens()) {
      try {
        servers.add(
            opener.open(listen, terms, envelope -> live.begin(listen.socket(), envelope), journal));
      } catch (IOException e) {
        throw cannotListen(listen.name(), e);
      }
      journal.event(LogLine.event("listening").with("socket", listen.name()));
    }
    Thread watcher = new Thread(this::watch, "configuration");
    watcher.setDaemon(true);
    watcher.start();
  }

  private void watch() {
    try {
      while (!closed.await(RELOAD_MILLIS, TimeUnit.MILLISECONDS)) {
        reload();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** A fault of one reading must not end all readings to come. */
  private void reload() {
    try {
      live.reloadIfChanged();
    } catch (RuntimeException fault) {
      journal.notReloaded(List.of("internal error: " + fault));
    }
  }

  private static IOException cannotListen(String socket, IOException why) {
    return new IOException("cannot listen on " + socket + ": " + why.getMessage(), why);
  }
}
