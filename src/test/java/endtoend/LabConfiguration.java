package endtoend;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** How the daemons of the lab are configured, but for Mailman. */
final class LabConfiguration {

  /** The list that takes its authors' names out. */
  static final String ANONYMOUS = "anonymous";

  /** Seconds that a busy machine does not need, and a program that hangs lets pass. */
  static final int ANY_TIME = 300;

  private static final int IMPATIENCE = 20;

  /** The MX seals what it has judged. */
  static final String MX_SEAL =
      """
      [verify.seal]
      domain = "%1$s"
      keys = [ { selector = "rsa", file = "%1$s-rsa.pem" } ]
      """
          .formatted(Site.MX);

  /** Whom the list server believes that checks what the MX hands over. */
  private static final String CHECKED = "trusted-ids = [\"" + Site.HANDOVER + "\"]";

  private static final String NOT_CHECKED =
      """
      trusted-ids = ["%1$s", "%2$s"]
      own-sealers = [ { domain = "%1$s", selector = "rsa", file = "%1$s-rsa.pem" } ]
      """
          .formatted(Site.MX, Site.SUBMISSION);

  private final Path directory;
  private final Ports ports;
  private final boolean handover;

  LabConfiguration(Path directory, Ports ports, boolean handover) {
    this.directory = directory;
    this.ports = ports;
    this.handover = handover;
  }

  /** Verifies what comes in at the MX, and signs what its users send. */
  Waxseal verifier() throws IOException {
    return verifier("mx.toml", ports.mxMilter(), "tempfail", ANY_TIME, "zone = \"zone\"");
  }

  /**
   * As {@link #verifier}, with a DNS that does not answer, on a port of its own.
   *
   * @param onDefer what becomes of mail that cannot be judged: accept or tempfail
   * @param seconds how long a message waits for DNS
   */
  Waxseal slowVerifier(SilentDns dns, String onDefer, int seconds) throws IOException {
    String servers = "servers = [\"" + Daemon.LOOPBACK + ":" + dns.port() + "\"]";
    return verifier("slow.toml", ports.slowMilter(), onDefer, seconds, servers);
  }

  private Waxseal verifier(String file, int port, String onDefer, int seconds, String dns)
      throws IOException {
    return Waxseal.start(
        directory.resolve(file),
        port,
        "{ submission = \"sign\", \"*\" = \"verify\" }",
        """
        [verify]
        authserv-id = "%s"
        other-ids = ["example.org"]
        on-error = "tempfail"
        on-defer = "%s"
        %6$s
        [sign]
        networks = ["127.0.0.1"]
        [[sign.domain]]
        name = "%s"
        keys = [ { selector = "rsa", file = "%3$s-rsa.pem" } ]
        [dns]
        %4$s
        [limits]
        seconds-per-message = %5$d
        """
            .formatted(Site.MX, onDefer, Site.AUTHOR, dns, seconds, handover ? MX_SEAL : ""));
  }

  /** Takes from the MX what the MX has sealed. */
  Waxseal entrance() throws IOException {
    return Waxseal.start(
        directory.resolve("entrance.toml"),
        ports.handoverMilter(),
        "\"handover\"",
        """
        [handover]
        authserv-id = "%1$s"
        other-ids = ["%2$s", "%3$s", "%4$s"]
        sealers = [ { domain = "%2$s", selector = "rsa", file = "%2$s-rsa.pem" } ]
        [limits]
        seconds-per-message = %5$d
        """
            .formatted(Site.HANDOVER, Site.MX, Site.LISTS, Site.SUBMISSION, ANY_TIME));
  }

  /** Seals what goes out of Mailman. */
  Waxseal sealer() throws IOException {
    return Waxseal.start(
        directory.resolve("lists.toml"),
        ports.listMilter(),
        "\"seal\"",
        """
        [seal]
        authserv-id = "%1$s"
        domain = "%1$s"
        keys = [
          { selector = "rsa", file = "%1$s-rsa.pem" },
          { selector = "ed25519", file = "%1$s-ed25519.pem" },
        ]
        %5$s
        [[seal.list]]
        id = "%3$s.%1$s"
        policy = "anonymous"
        [limits]
        seconds-per-message = %4$d
        """
            .formatted(Site.LISTS, Site.MX, ANONYMOUS, ANY_TIME, handover ? CHECKED : NOT_CHECKED));
  }

  /** Takes mail from everywhere, gives what is for lists to the list server, and all else away. */
  PostfixInstance mx(Sink sink) throws IOException {
    return PostfixInstance.start(
        directory.resolve("mx"),
        List.of(
            "myhostname = " + Site.MX,
            "local_header_rewrite_clients =",
            "relay_domains = " + Site.LISTS,
            "relayhost = " + Ports.smtp(sink.port()),
            transports(route(Site.LISTS, "smtp", ports.listIn())),
            milter("waxseal", ports.mxMilter(), ANY_TIME),
            milter("slow_waxseal", ports.slowMilter(), ANY_TIME),
            milter("impatient_waxseal", ports.slowMilter(), IMPATIENCE)),
        List.of(
            Ports.service(ports.mx(), "-o smtpd_milters=$waxseal"),
            Ports.service(ports.slowMx(), "-o smtpd_milters=$slow_waxseal"),
            Ports.service(ports.impatientMx(), "-o smtpd_milters=$impatient_waxseal"),
            Ports.service(
                ports.submission(),
                "-o smtpd_milters=$waxseal -o milter_macro_daemon_name=submission"
                    + " -o local_header_rewrite_clients=permit_mynetworks")),
        ports.mx());
  }

  /**
   * Gives what comes from the MX to Mailman, and what comes from Mailman to the members. Members
   * whose server takes no 8-bit text have one of their own, {@code narrow}. It soon gives a Waxseal
   * up that says nothing: Mailman comes again.
   */
  PostfixInstance list(Sink sink, Sink narrow) throws IOException {
    return PostfixInstance.start(
        directory.resolve("list"),
        List.of(
            "myhostname = " + Site.LISTS,
            "relay_domains = " + Site.LISTS,
            "relayhost = " + Ports.smtp(sink.port()),
            transports(
                route(Site.LISTS, "lmtp", ports.lmtp()), route(Site.NARROW, "smtp", narrow.port())),
            milter("waxseal", ports.listMilter(), IMPATIENCE),
            milter("handover", ports.handoverMilter(), ANY_TIME)),
        List.of(
            Ports.service(
                ports.listIn(),
                handover ? "-o smtpd_milters=$handover -o local_header_rewrite_clients=" : ""),
            Ports.service(
                ports.listOut(), "-o smtpd_milters=$waxseal -o milter_macro_daemon_name=SEAL"),
            Ports.service(
                ports.listNormal(), "-o content_filter=normal:" + Ports.smtp(ports.listOut())),
            "normal unix - - n - - smtp -o smtp_discard_ehlo_keywords=8bitmime,smtputf8"),
        ports.listIn());
  }

  static String transports(String... routes) {
    return "transport_maps = inline:{" + String.join(", ", routes) + "}";
  }

  static String route(String domain, String transport, int port) {
    return "{ " + domain + " = " + transport + ":" + Ports.smtp(port) + " }";
  }

  /** One that says nothing for so many seconds is given up. */
  private static String milter(String name, int port, int seconds) {
    return name
        + " = { inet:%s:%d, default_action=tempfail, command_timeout=%3$ds, content_timeout=%3$ds }"
            .formatted(Daemon.LOOPBACK, port, seconds);
  }
}
