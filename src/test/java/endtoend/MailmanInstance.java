package endtoend;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A Mailman 3 with a directory of its own. */
final class MailmanInstance implements AutoCloseable {

  private static final String OWNER = "list";
  private static final String MASTER = "/usr/lib/mailman3/bin/master";

  private final Path directory;
  private final Daemon daemon;
  private final MailmanRest rest;

  private MailmanInstance(Path directory, Daemon daemon, MailmanRest rest) {
    this.directory = directory;
    this.daemon = daemon;
    this.rest = rest;
  }

  /**
   * Starts one; it is not ready yet.
   *
   * @param directory where it lives, which does not exist yet
   * @param zone the master file that it looks DMARC policies up in
   * @param lmtpPort where it takes mail
   * @param smtpPort where it hands mail over
   */
  static MailmanInstance start(Path directory, Path zone, int lmtpPort, int smtpPort)
      throws IOException {
    return start(directory, zone, lmtpPort, smtpPort, "");
  }

  /**
   * Starts one with more in its configuration.
   *
   * @param more sections, which may name the plugin of this project
   */
  static MailmanInstance start(Path directory, Path zone, int lmtpPort, int smtpPort, String more)
      throws IOException {
    Files.createDirectory(directory);
    var owner = directory.getFileSystem().getUserPrincipalLookupService();
    Files.setOwner(directory, owner.lookupPrincipalByName(OWNER));
    int restPort = Daemon.freePorts(1).get(0);
    Path configuration = directory.resolve("mailman.cfg");
    Files.writeString(configuration, configuration(directory, lmtpPort, smtpPort, restPort) + more);
    Path plugin = Files.createDirectory(directory.resolve("mailman_lab"));
    Files.copy(Programs.script("mailman_lab.py"), plugin.resolve("__init__.py"));
    Files.copy(zone, plugin.resolve("zone"));
    Daemon daemon =
        Daemon.start(
            "Mailman",
            directory.resolve("output"),
            Map.of(
                "PYTHONPATH",
                directory + ":" + Programs.root().resolve("milter/mailman"),
                "PYTHONDONTWRITEBYTECODE",
                "1",
                "LANG",
                "C.UTF-8",
                "HOME",
                directory.toString()),
            List.of(
                "/usr/bin/setpriv",
                "--reuid=" + OWNER,
                "--regid=" + OWNER,
                "--clear-groups",
                MASTER,
                "-C",
                configuration.toString()));
    return new MailmanInstance(directory, daemon, new MailmanRest(restPort));
  }

  /** Waits until it takes mail and orders. */
  void awaitReady(int lmtpPort) throws IOException {
    daemon.awaitPort(rest.port());
    daemon.awaitPort(lmtpPort);
  }

  MailmanRest rest() {
    return rest;
  }

  /** Lets a list have no footer. */
  void removeFooter(String list) throws IOException {
    Path folder = directory.resolve("templates/lists").resolve(list).resolve("en");
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("list:member:regular:footer.txt"), "");
  }

  /** The posts that it could not handle, by the names of their files. */
  List<String> shunted() throws IOException {
    return queue("shunt");
  }

  /** The posts that it will try to hand over again. */
  List<String> retried() throws IOException {
    return queue("retry");
  }

  /** Whether it has handed over all that it took. */
  boolean isIdle() throws IOException {
    for (String name : List.of("in", "pipeline", "out", "retry")) {
      if (!queue(name).isEmpty()) {
        return false;
      }
    }
    return true;
  }

  /** What it has said last. */
  String log() {
    StringBuilder all = new StringBuilder(daemon.log());
    for (String name : List.of("mailman.log", "smtp.log")) {
      all.append(Daemon.read(directory.resolve("logs").resolve(name)));
    }
    return all.toString();
  }

  @Override
  public void close() {
    daemon.close();
  }

  private List<String> queue(String name) throws IOException {
    Path queue = directory.resolve("queue").resolve(name);
    if (!Files.exists(queue)) {
      return List.of();
    }
    try (var files = Files.list(queue)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  private static String configuration(Path directory, int lmtpPort, int smtpPort, int restPort) {
    return """
        [mailman]
        site_owner: postmaster@%1$s
        layout: lab
        [paths.lab]
        var_dir: %2$s
        bin_dir: /usr/lib/mailman3/bin
        [webservice]
        hostname: %3$s
        port: %4$d
        admin_user: %5$s
        admin_pass: %5$s
        workers: 1
        [mta]
        incoming: mailman.mta.null.NullMTA
        smtp_host: %3$s
        smtp_port: %6$d
        lmtp_host: %3$s
        lmtp_port: %7$d
        verp_personalized_deliveries: yes
        [plugin.mailman_lab]
        class: mailman_lab.Lab
        enabled: yes
        [dmarc]
        org_domain_data_url: file:///nonexistent
        [runner.in]
        sleep_time: 0.2s
        [runner.pipeline]
        sleep_time: 0.2s
        [runner.out]
        sleep_time: 0.2s
        [runner.retry]
        sleep_time: 1s
        [runner.virgin]
        start: no
        [runner.archive]
        start: no
        [runner.bounces]
        start: no
        [runner.command]
        start: no
        [runner.digest]
        start: no
        [runner.nntp]
        start: no
        [runner.task]
        start: no
        """
        .formatted(
            Site.LISTS, directory, Daemon.LOOPBACK, restPort, MailmanRest.USER, smtpPort, lmtpPort);
  }
}
