package endtoend;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A mail server for users beside the lab: whoever comes to one of its ports has his mail signed,
 * verified, both, or neither since Waxseal is not there. What is for lists goes to the list server.
 */
final class SubmissionServer implements AutoCloseable {

  private final List<Integer> ports = Daemon.freePorts(12);
  private final Waxseal waxseal;
  private final PostfixInstance postfix;

  SubmissionServer(Lab lab) throws IOException {
    waxseal = waxseal(lab, lab.zone().resolveSibling("users.toml"));
    try {
      postfix = postfix(lab);
    } catch (IOException | RuntimeException e) {
      waxseal.close();
      throw e;
    }
  }

  /** Where users submit: signs. */
  int signing() {
    return ports.get(0);
  }

  /** Where users submit: signs, and sends by the MX of this machine. */
  int signingBeforeMx() {
    return ports.get(1);
  }

  /** An MX: verifies, and trusts the submission of this machine. */
  int verifying() {
    return ports.get(2);
  }

  /** A port for everything: verifies, then signs. */
  int verifyingAndSigning() {
    return ports.get(3);
  }

  /** A port for everything: signs, then verifies. */
  int signingAndVerifying() {
    return ports.get(4);
  }

  /** An MX whose Waxseal is down, with {@code default_action=accept}. */
  int accepting() {
    return ports.get(5);
  }

  /** An MX whose Waxseal is down, with {@code default_action=tempfail}. */
  int deferring() {
    return ports.get(6);
  }

  /** A port for everything: signs for users, and verifies what strangers send. */
  int verifyingOrSigning() {
    return ports.get(10);
  }

  /** What its programs have said last. */
  String log() {
    return postfix.log() + "\n-----\n" + waxseal.log();
  }

  @Override
  public void close() {
    postfix.close();
    waxseal.close();
  }

  private Waxseal waxseal(Lab lab, Path file) throws IOException {
    return Waxseal.start(
        file,
        ports.get(7),
        "\"verify\"",
        """
        [[listen]]
        socket = "inet:%1$s"
        role = "sign"
        [[listen]]
        socket = "inet:%7$s"
        role = "verify-or-sign"
        [verify]
        authserv-id = "%2$s"
        other-ids = ["example.org"]
        submission-ids = ["%3$s"]
        submission-hosts = ["%4$s"]
        %8$s
        [sign]
        submission-id = "%3$s"
        other-ids = ["%6$s"]
        [[sign.domain]]
        name = "%5$s"
        keys = [ { selector = "rsa", file = "%5$s-rsa.pem" } ]
        [dns]
        zone = "zone"
        """
            .formatted(
                Ports.host(ports.get(8)),
                Site.MX,
                Site.SUBMISSION,
                Daemon.LOOPBACK,
                Site.AUTHOR,
                Site.LISTS,
                Ports.host(ports.get(11)),
                lab.hasHandover() ? LabConfiguration.MX_SEAL : ""));
  }

  private PostfixInstance postfix(Lab lab) throws IOException {
    return PostfixInstance.start(
        lab.zone().resolveSibling("users"),
        List.of(
            "myhostname = " + Site.SUBMISSION,
            "local_header_rewrite_clients =",
            "smtpd_authorized_xclient_hosts = " + Daemon.LOOPBACK,
            "smtpd_relay_restrictions = permit_mynetworks, permit_auth_destination, reject",
            "relay_domains = " + Site.LISTS + ", " + Site.MEMBERS,
            "relay_transport = smtp",
            "relayhost = " + Ports.smtp(lab.sink().port()),
            LabConfiguration.transports(
                LabConfiguration.route(Site.LISTS, "smtp", lab.ports().listIn())),
            milter("verify", ports.get(7), "tempfail"),
            milter("sign", ports.get(8), "tempfail"),
            milter("one", ports.get(11), "tempfail"),
            milter("dead_accept", ports.get(9), "accept"),
            milter("dead_tempfail", ports.get(9), "tempfail")),
        List.of(
            Ports.service(signing(), "-o smtpd_milters=$sign"),
            Ports.service(
                signingBeforeMx(),
                "-o smtpd_milters=$sign -o { smtpd_recipient_restrictions ="
                    + " check_recipient_access inline:{{lists.example.org = FILTER smtp:"
                    + Ports.smtp(verifying())
                    + "}}, permit_mynetworks, permit_auth_destination, reject }"),
            Ports.service(verifying(), "-o smtpd_milters=$verify"),
            Ports.service(verifyingAndSigning(), "-o smtpd_milters=$verify,$sign"),
            Ports.service(signingAndVerifying(), "-o smtpd_milters=$sign,$verify"),
            Ports.service(verifyingOrSigning(), "-o smtpd_milters=$one"),
            Ports.service(accepting(), "-o smtpd_milters=$dead_accept"),
            Ports.service(deferring(), "-o smtpd_milters=$dead_tempfail")),
        signing());
  }

  private static String milter(String name, int port, String action) {
    return name
        + " = { inet:%s:%d, default_action=%s, command_timeout=%4$ds, content_timeout=%4$ds }"
            .formatted(Daemon.LOOPBACK, port, action, LabConfiguration.ANY_TIME);
  }
}
