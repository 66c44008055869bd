package dev.waxseal.milter;

import dev.waxseal.milter.config.Configuration;
import dev.waxseal.milter.config.ConfigurationException;
import dev.waxseal.milter.config.Listen;
import dev.waxseal.milter.role.Roles;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
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

  private final Journal journal;
  private final PrometheusMetrics metrics;
  private final LiveConfiguration live;
  private final ScheduledExecutorService watcher;
  private final List<Server> servers = new ArrayList<>();
  private final CountDownLatch closed = new CountDownLatch(1);

  private MilterDaemon(Journal journal, PrometheusMetrics metrics, LiveConfiguration live) {
    this.journal = journal;
    this.metrics = metrics;
    this.live = live;
    this.watcher =
        Executors.newSingleThreadScheduledExecutor(
            work -> {
              Thread thread = new Thread(work, "configuration");
              thread.setDaemon(true);
              return thread;
            });
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
    PrometheusMetrics metrics = new PrometheusMetrics();
    Journal journal = new Journal(log, metrics);
    LiveConfiguration live =
        new LiveConfiguration(file, read -> Roles.of(read, dryRun, journal::decided), journal);
    MilterDaemon daemon = new MilterDaemon(journal, metrics, live);
    try {
      daemon.open();
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
    watcher.shutdownNow();
    servers.parallelStream().forEach(Server::close);
    metrics.close();
    journal.event(LogLine.event("stopped"));
    closed.countDown();
  }

  /** A socket as the configuration writes it. */
  public static String written(SocketAddress socket) {
    if (socket instanceof InetSocketAddress inet) {
      String host = inet.getAddress().getHostAddress();
      return "inet:" + (host.contains(":") ? "[" + host + "]" : host) + ":" + inet.getPort();
    }
    return "unix:" + socket;
  }

  private void open() throws IOException {
    Configuration configuration = live.configuration();
    if (configuration.metrics().isPresent()) {
      InetSocketAddress address = configuration.metrics().get();
      try {
        metrics.listen(address);
      } catch (IOException e) {
        throw cannotListen(written(address).substring("inet:".length()), e);
      }
    }
    for (Listen listen : configuration.listens()) {
      String name = written(listen.socket());
      try {
        servers.add(Server.open(listen, configuration.limits(), live, journal));
      } catch (IOException e) {
        throw cannotListen(name, e);
      }
      journal.event(LogLine.event("listening").with("socket", name));
    }
    watcher.scheduleWithFixedDelay(
        this::reload, RELOAD_MILLIS, RELOAD_MILLIS, TimeUnit.MILLISECONDS);
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
