package endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A receiver of mail that records what it judges and sends reports, and the mail server that takes
 * these into a Maildir. All of it lives in a directory that is gone when it is closed.
 *
 * <pre>
 * strangers ─► MX Postfix ─► sink        reports send ─► MX Postfix ─► Postfix ─► Maildir
 *                verify ─► history
 * </pre>
 */
final class ReportingReceiver implements AutoCloseable {

  private static final int SESSIONS = 4;
  private static final long POLL_NANOS = 200_000_000;

  /** Not root, which Postfix does not deliver as. */
  private static final String OWNER = "nobody";

  private final Path directory = Files.createTempDirectory("waxseal-reporting");
  private final Deque<AutoCloseable> running = new ArrayDeque<>();
  private final List<Integer> ports = Daemon.freePorts(4);
  private final Waxseal verifier;
  private final PostfixInstance mx;
  private final PostfixInstance mailbox;

  /**
   * Starts everything.
   *
   * @param history the line of {@code [history]}
   */
  ReportingReceiver(ReportedMail mail, String history) throws IOException, InterruptedException {
    try {
      Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
      Files.writeString(directory.resolve("zone"), mail.zone());
      Path key = Files.writeString(directory.resolve("s1.pem"), mail.pem());
      Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
      Sink sink = stoppedAtEnd(new Sink(delivery -> {}));
      verifier = stoppedAtEnd(verifier(history));
      mailbox = stoppedAtEnd(mailbox());
      mx = stoppedAtEnd(mx(sink));
    } catch (IOException | InterruptedException | RuntimeException e) {
      close();
      throw e;
    }
  }

  /** The master file with all of DNS. */
  Path zone() {
    return directory.resolve("zone");
  }

  /** The configuration, for the sender of reports. */
  Path configuration() {
    return directory.resolve("milter.toml");
  }

  /** The same with another mail server that takes the reports. */
  Path configuration(int relay) throws IOException {
    String text = Files.readString(configuration());
    return Files.writeString(
        directory.resolve("other.toml"), text.replace(Ports.host(ports.get(2)), Ports.host(relay)));
  }

  /** Where the sender of reports keeps what it knows. */
  Path journal() {
    return directory.resolve("journal");
  }

  /** What senders of reports say that are killed. */
  Path told() {
    return directory.resolve("told");
  }

  /** The reports that have come. */
  Path maildir() {
    return directory.resolve("mail").resolve("reports");
  }

  /** The store of the reader. */
  Path store() {
    return directory.resolve("reports.db");
  }

  /** Takes messages in, and ends Waxseal, which then has recorded them. */
  void take(List<ReportedMail.Sent> messages) throws Exception {
    ExecutorService senders = Executors.newFixedThreadPool(SESSIONS);
    try {
      List<Callable<String>> tasks = new ArrayList<>();
      for (ReportedMail.Sent each : messages) {
        tasks.add(
            () ->
                Submission.send(
                    ports.get(0),
                    each.client(),
                    each.sender(),
                    "bob@" + ReportedMail.USERS,
                    each.text()));
      }
      List<Future<String>> replies = senders.invokeAll(tasks);
      for (int i = 0; i < messages.size(); i++) {
        String expected = messages.get(i).isRefused() ? "550" : "250";
        String reply = replies.get(i).get();
        assertTrue(reply.startsWith(expected), () -> reply + "\n" + logs());
      }
    } finally {
      senders.shutdownNow();
    }
    verifier.close();
    assertEquals("", dropped());
  }

  /** Waits until no mail is under way; what is held stays. */
  void awaitQuiet() throws IOException {
    int quiet = 0;
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(Daemon.PATIENCE_SECONDS);
    while (quiet < 2) {
      if (System.nanoTime() > end) {
        throw new IOException("there is mail under way for ever: " + logs());
      }
      LockSupport.parkNanos(POLL_NANOS);
      quiet = mx.isIdle() && mailbox.isIdle() ? quiet + 1 : 0;
    }
  }

  /** How many mails with reports have come. */
  long mails() throws IOException {
    try (var files = Files.list(maildir().resolve("new"))) {
      return files.count();
    }
  }

  /** What the programs have said last. */
  String logs() {
    return String.join("\n-----\n", mx.log(), mailbox.log(), verifier.log());
  }

  @Override
  public void close() {
    while (!running.isEmpty()) {
      try {
        running.pop().close();
      } catch (Exception e) {
        System.err.println("end to end: cannot stop: " + e);
      }
    }
    Lab.deleteAll(directory);
  }

  /** The lines that tell of messages which were not recorded. */
  private String dropped() throws IOException {
    try (var lines = Files.lines(verifier.logFile())) {
      return String.join("\n", lines.filter(it -> it.contains("not recorded")).toList());
    }
  }

  private Waxseal verifier(String history) throws IOException {
    return Waxseal.start(
        configuration(),
        ports.get(1),
        "\"verify\"",
        """
        [verify]
        authserv-id = "%1$s"
        on-quarantine = "hold"
        on-reject = "reject"
        on-error = "tempfail"
        on-defer = "tempfail"
        [sign]
        [[sign.domain]]
        name = "%1$s"
        keys = [ { selector = "s1", file = "s1.pem" } ]
        [history]
        %2$s
        [reports]
        domain = "%1$s"
        from = "reports@%1$s"
        relay = "%3$s"
        journal = "journal"
        messages-per-minute = 10000
        [dns]
        zone = "zone"
        [limits]
        seconds-per-message = %4$d
        """
            .formatted(
                ReportedMail.RECEIVER,
                history,
                Ports.host(ports.get(2)),
                LabConfiguration.ANY_TIME));
  }

  /** Takes mail from everywhere, and the reports from the sender of reports. */
  private PostfixInstance mx(Sink sink) throws IOException {
    String milter =
        "waxseal = { inet:%s:%d, default_action=tempfail, command_timeout=%3$ds, content_timeout=%3$ds }"
            .formatted(Daemon.LOOPBACK, ports.get(1), LabConfiguration.ANY_TIME);
    return PostfixInstance.start(
        directory.resolve("mx"),
        List.of(
            "myhostname = " + ReportedMail.RECEIVER,
            "local_header_rewrite_clients =",
            "smtpd_authorized_xclient_hosts = " + Daemon.LOOPBACK,
            "smtpd_relay_restrictions = permit_mynetworks, permit_auth_destination, reject",
            "relay_domains = " + ReportedMail.USERS,
            "relayhost = " + Ports.smtp(ports.get(3)),
            LabConfiguration.transports(
                LabConfiguration.route(ReportedMail.USERS, "smtp", sink.port())),
            milter),
        List.of(
            Ports.service(ports.get(0), "-o smtpd_milters=$waxseal"),
            Ports.service(ports.get(2), "")),
        ports.get(0));
  }

  /** Takes everything into one Maildir. */
  private PostfixInstance mailbox() throws IOException, InterruptedException {
    Path mail = Files.createDirectory(directory.resolve("mail"));
    var owners = directory.getFileSystem().getUserPrincipalLookupService();
    Files.setOwner(mail, owners.lookupPrincipalByName(OWNER));
    int user = (Integer) Files.getAttribute(mail, "unix:uid");
    return PostfixInstance.start(
        directory.resolve("mailbox"),
        List.of(
            "myhostname = mail.reports.example",
            "virtual_mailbox_domains = static:all",
            "virtual_mailbox_base = " + mail,
            "virtual_mailbox_maps = static:reports/",
            "virtual_minimum_uid = 100",
            "virtual_uid_maps = static:" + user,
            "virtual_gid_maps = static:" + user),
        List.of("virtual unix - n n - - virtual", Ports.service(ports.get(3), "")),
        ports.get(3));
  }

  private <T extends AutoCloseable> T stoppedAtEnd(T started) {
    running.push(started);
    return started;
  }
}
