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
 * The daemon: listens on the sockets of its configuration and does with each message what that
 * says. Configuration and keys are read anew when one of their files has changed, and then stayed
 * as it is for a second; if they cannot be used, those in force stay, and the log says why.
 *
 * <p>Its threads survive whatever goes wrong in them, with one exception: when the heap is
 * exhausted, the process is ended at once with the status 70, after a line in the log.
 *
 * <p>Thread-safe.
 */
public final class MilterDaemon implements AutoCloseable {

  private static final long LOOK_MILLIS = 1000;

  /** What the end of a message takes besides DNS, generously. */
  private static final Duration FOR_ALL_ELSE = Duration.ofSeconds(5);

  private final Journal journal;
  private final PrometheusMetrics metrics;
  private final LiveConfiguration live;
  private final List<Server> servers = new ArrayList<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread watcher = new Thread(this::watch, "configuration");
  private Optional<DaemonState> told = Optional.empty();

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

  /** Whether it serves: every socket takes connections, and changes of its files are looked for. */
  public boolean isAlive() {
    return watcher.isAlive() && servers.stream().allMatch(Server::isAlive);
  }

  /**
   * Writes a warning into the log.
   *
   * @param sentence what the operator should know
   */
  public void warn(String sentence) {
    journal.warn(sentence);
  }

  /**
   * Takes note of a thread that has ended by an exception: one of a library, since those of the
   * daemon survive. What it was for is not done any more, so that the process is ended at once with
   * the status 70, after a line in the log. For {@link Thread#setDefaultUncaughtExceptionHandler}.
   */
  public void endedThread(Thread thread, Throwable fault) {
    journal.faults().ended(thread, fault);
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
    servers.forEach(Server::stop);
    servers.forEach(Server::close); // all of them have had their time by the end of the first
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
    for (Listen listen : configuration.listens()) {
      try {
        servers.add(
            opener.open(
                listen, settings, envelope -> live.begin(listen.socket(), envelope), journal));
      } catch (IOException e) {
        throw cannotListen(listen.name(), e);
      }
      journal.event(LogLine.event(Level.INFO, "listening").with("socket", listen.name()));
    }
    beginDns(configuration);
    tellState();
    watcher.setDaemon(true);
    watcher.start();
  }

  /** The thread of DNS comes with the first question; it has to come while there are threads. */
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
        journal.fault("the files could not be looked at", fault);
      }
    }
  }

  /** Writes the state file if what it has to say has changed. */
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
