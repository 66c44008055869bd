package endtoend;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/**
 * A Postfix that takes what Mailman would hand over, without Mailman: on a port that asks nobody,
 * on one that asks Waxseal, and on one that asks a milter made of dkimpy. For measurements.
 */
final class SealingServer implements AutoCloseable {

  private final Site site = new Site();
  private final Path directory = Files.createTempDirectory("waxseal-measurement");
  private final Deque<AutoCloseable> running = new ArrayDeque<>();
  private final List<Integer> ports = Daemon.freePorts(5);
  private final Waxseal waxseal;
  private final Daemon dkimpy;

  /**
   * Starts all of it.
   *
   * @param nextHop the port where all mail goes to
   */
  SealingServer(int nextHop) throws IOException {
    try {
      Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
      site.write(directory);
      waxseal = startWaxseal();
      running.push(waxseal);
      dkimpy = startDkimpy();
      running.push(dkimpy);
      dkimpy.awaitPort(ports.get(4));
      running.push(startPostfix(nextHop));
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
  }

  Site site() {
    return site;
  }

  Waxseal waxseal() {
    return waxseal;
  }

  Daemon dkimpy() {
    return dkimpy;
  }

  /** Where nobody is asked. */
  int plainPort() {
    return ports.get(0);
  }

  /** Where Waxseal is asked. */
  int waxsealPort() {
    return ports.get(1);
  }

  /** Where the milter of dkimpy is asked. */
  int dkimpyPort() {
    return ports.get(2);
  }

  Path directory() {
    return directory;
  }

  @Override
  public void close() {
    while (!running.isEmpty()) {
      try {
        running.pop().close();
      } catch (Exception e) {
        System.err.println("measurement: cannot stop: " + e);
      }
    }
    Lab.deleteAll(directory);
  }

  private Waxseal startWaxseal() throws IOException {
    return Waxseal.start(
        directory.resolve("lists.toml"),
        ports.get(3),
        "\"seal\"",
        """
        [seal]
        authserv-id = "%1$s"
        domain = "%1$s"
        keys = [ { selector = "rsa", file = "%1$s-rsa.pem" } ]
        trusted-ids = ["%2$s"]
        """
            .formatted(Site.LISTS, Site.MX));
  }

  private Daemon startDkimpy() throws IOException {
    return Daemon.start(
        "the milter of dkimpy",
        directory.resolve("dkimpy.log"),
        Map.of(),
        List.of(
            "/usr/bin/python3",
            Programs.script("dkimpy_milter.py").toString(),
            ports.get(4).toString(),
            Site.LISTS,
            Site.RSA,
            directory.resolve(Site.LISTS + "-" + Site.RSA + ".pem").toString(),
            Site.MX));
  }

  private PostfixInstance startPostfix(int nextHop) throws IOException {
    return PostfixInstance.start(
        directory.resolve("postfix"),
        List.of(
            "myhostname = " + Site.LISTS,
            "relayhost = " + Ports.smtp(nextHop),
            "default_destination_concurrency_limit = 8"),
        List.of(
            Ports.service(plainPort(), ""),
            Ports.service(waxsealPort(), "-o { smtpd_milters = " + milter(ports.get(3)) + " }"),
            Ports.service(dkimpyPort(), "-o { smtpd_milters = " + milter(ports.get(4)) + " }")),
        plainPort());
  }

  private static String milter(int port) {
    return "{ inet:%s:%d, default_action=tempfail }".formatted(Daemon.LOOPBACK, port);
  }
}
