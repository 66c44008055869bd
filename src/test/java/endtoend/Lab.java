package endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A mail server in front of a list server, each with its Waxseal, and the mail server of the
 * members. All of it runs on free ports of the loopback address, and lives in a directory that is
 * gone when it is closed.
 *
 * <pre>
 * author ─► MX Postfix ─► list Postfix ─► Mailman ─► list Postfix ─► sink
 *              verify                                     seal
 * </pre>
 */
class Lab implements AutoCloseable {

  private static final long POLL_NANOS = 200_000_000;

  private final Site site = new Site();
  private final Path directory = Files.createTempDirectory("waxseal-lab");
  private final Deque<AutoCloseable> running = new ArrayDeque<>();
  private final Ports ports = Ports.free();
  private final LabConfiguration configuration;
  private final Optional<Waxseal> entrance;
  private final Sink sink;
  private final Sink narrowSink;
  private final MailmanInstance mailman;
  private final Waxseal verifier;
  private final Waxseal sealer;
  private final PostfixInstance list;
  private final PostfixInstance mx;

  /** Starts everything and waits until it is ready; if that fails, nothing stays. */
  Lab() throws IOException, InterruptedException {
    this(false);
  }

  /**
   * Starts everything.
   *
   * @param handover true for a list server that checks what the MX hands over
   */
  Lab(boolean handover) throws IOException, InterruptedException {
    try {
      Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
      site.write(directory);
      configuration = new LabConfiguration(directory, ports, handover);
      sink = stoppedAtEnd(new Sink(true));
      narrowSink = stoppedAtEnd(new Sink(false));
      mailman =
          stoppedAtEnd(
              MailmanInstance.start(
                  directory.resolve("mailman"), zone(), ports.lmtp(), ports.listOut()));
      verifier = stoppedAtEnd(configuration.verifier());
      entrance = handover ? Optional.of(stoppedAtEnd(configuration.entrance())) : Optional.empty();
      sealer = stoppedAtEnd(configuration.sealer());
      list = stoppedAtEnd(configuration.list(sink, narrowSink));
      mx = stoppedAtEnd(configuration.mx(sink));
      mailman.awaitReady(ports.lmtp());
      mailman.rest().addDomain(Site.LISTS);
    } catch (IOException | InterruptedException | RuntimeException e) {
      close();
      throw e;
    }
  }

  Site site() {
    return site;
  }

  /** The master file with all of DNS. */
  Path zone() {
    return directory.resolve("zone");
  }

  Ports ports() {
    return ports;
  }

  MailmanInstance mailman() {
    return mailman;
  }

  /** Waxseal beside the MX. */
  Waxseal verifier() {
    return verifier;
  }

  /**
   * Starts another Waxseal beside the MX, asked for what comes to {@link Ports#slowMx} and {@link
   * Ports#impatientMx}.
   *
   * @param onDefer what becomes of mail that cannot be judged: accept or tempfail
   * @param seconds how long a message waits for DNS
   */
  Waxseal slowVerifier(SilentDns dns, String onDefer, int seconds) throws IOException {
    return configuration.slowVerifier(dns, onDefer, seconds);
  }

  /** Waxseal beside the list server. */
  Waxseal sealer() {
    return sealer;
  }

  /** Waxseal at the port where the list server takes mail from the MX. */
  Waxseal entrance() {
    return entrance.orElseThrow();
  }

  /** True if the MX seals what it has judged, and the list server checks that. */
  boolean hasHandover() {
    return entrance.isPresent();
  }

  /** The id whose results the list server seals. */
  String believed() {
    return hasHandover() ? Site.HANDOVER : Site.MX;
  }

  /** Where mail to members ends. */
  Sink sink() {
    return sink;
  }

  /** Where mail to the members ends whose mail server takes no 8-bit text. */
  Sink narrowSink() {
    return narrowSink;
  }

  /** Waits until no message is on its way any more, so that nothing can come twice. */
  void awaitQuiet() throws IOException {
    int quiet = 0;
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(Daemon.PATIENCE_SECONDS);
    while (quiet < 2) {
      if (System.nanoTime() > end) {
        throw new IOException("there is mail under way for ever: " + logs());
      }
      LockSupport.parkNanos(POLL_NANOS);
      quiet = mx.isIdle() && list.isIdle() && mailman.isIdle() && list.isIdle() ? quiet + 1 : 0;
    }
  }

  /** Both judges. */
  List<Judge> judges() {
    return List.of(new WaxsealJudge(site), new DkimpyJudge(zone()));
  }

  /** What the programs have said, to be read when a test has failed. */
  String logs() {
    return String.join(
        "\n-----\n",
        mx.log(),
        verifier.log(),
        list.log(),
        entrance.map(Waxseal::log).orElse(""),
        sealer.log(),
        mailman.log());
  }

  @Override
  public synchronized void close() {
    while (!running.isEmpty()) {
      try {
        running.pop().close();
      } catch (Exception e) {
        System.err.println("end to end: cannot stop: " + e);
      }
    }
    if (Files.exists(directory)) {
      deleteAll(directory);
    }
  }

  private <T extends AutoCloseable> T stoppedAtEnd(T started) {
    running.push(started);
    return started;
  }

  /** Deletes a directory with all that is in it. */
  static void deleteAll(Path directory) {
    try (var files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
