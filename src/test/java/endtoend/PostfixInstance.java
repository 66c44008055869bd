package endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A Postfix with a directory, a queue and a log of its own. */
final class PostfixInstance implements AutoCloseable {

  /** All of its services besides those that listen. None is in a chroot. */
  private static final List<String> SERVICES =
      List.of(
          "pickup unix n - n 60 1 pickup",
          "cleanup unix n - n - 0 cleanup",
          "qmgr unix n - n 300 1 qmgr",
          "rewrite unix - - n - - trivial-rewrite",
          "bounce unix - - n - 0 bounce",
          "defer unix - - n - 0 bounce",
          "trace unix - - n - 0 bounce",
          "proxymap unix - - n - - proxymap",
          "smtp unix - - n - - smtp",
          "lmtp unix - - n - - lmtp",
          "error unix - - n - - error",
          "retry unix - - n - - error",
          "scache unix - - n - 1 scache",
          "anvil unix - - n - 1 anvil",
          "postlog unix-dgram n - n - 1 postlogd");

  private static final List<String> SETTINGS =
      List.of(
          "compatibility_level = 3.6",
          "mydestination =",
          "inet_interfaces = loopback-only",
          "inet_protocols = ipv4",
          "mynetworks = 127.0.0.0/8",
          "smtp_dns_support_level = disabled",
          "smtp_host_lookup = native",
          "smtpd_peername_lookup = no",
          "smtpd_relay_restrictions = permit_mynetworks, reject",
          "alias_maps =",
          "alias_database =",
          "queue_run_delay = 1s",
          "minimal_backoff_time = 1s",
          "maximal_backoff_time = 2s");

  /** The folders of messages that are on their way. */
  private static final List<String> UNDER_WAY =
      List.of("maildrop", "incoming", "active", "deferred");

  private final Path queue;
  private final Daemon daemon;

  private PostfixInstance(Path queue, Daemon daemon) {
    this.queue = queue;
    this.daemon = daemon;
  }

  /**
   * Starts one.
   *
   * @param directory where it lives, which does not exist yet
   * @param settings more lines of {@code main.cf}
   * @param services more lines of {@code master.cf}
   * @param port one of its ports, which is waited for
   */
  static PostfixInstance start(
      Path directory, List<String> settings, List<String> services, int port) throws IOException {
    Path etc = Files.createDirectories(directory.resolve("etc"));
    Path queue = Files.createDirectories(directory.resolve("queue"));
    Path data = Files.createDirectories(directory.resolve("data"));
    var owner = directory.getFileSystem().getUserPrincipalLookupService();
    Files.setOwner(data, owner.lookupPrincipalByName("postfix"));
    List<String> main = new ArrayList<>(SETTINGS);
    main.add("queue_directory = " + queue);
    main.add("data_directory = " + data);
    main.add("maillog_file = " + directory.resolve("log"));
    main.add("maillog_file_prefixes = " + directory);
    main.addAll(settings);
    Files.write(etc.resolve("main.cf"), lastOfEachName(main));
    List<String> master = new ArrayList<>(SERVICES);
    master.addAll(services);
    Files.write(etc.resolve("master.cf"), master);
    Daemon daemon =
        Daemon.start(
            "Postfix",
            directory.resolve("log"),
            Map.of(),
            List.of("/usr/sbin/postfix", "-c", etc.toString(), "start-fg"));
    PostfixInstance instance = new PostfixInstance(queue, daemon);
    try {
      daemon.awaitPort(port);
      return instance;
    } catch (IOException e) {
      instance.close();
      throw e;
    }
  }

  /**
   * Of each setting the last. Where main.cf has one twice, each program logs a warning, postlogd
   * itself, too: to its own socket, on which it waits for ever while that is full.
   */
  private static Collection<String> lastOfEachName(List<String> settings) {
    Map<String, String> last = new LinkedHashMap<>();
    for (String setting : settings) {
      String name = setting.split("=", 2)[0].strip();
      last.remove(name);
      last.put(name, setting);
    }
    return last.values();
  }

  /** Whether it has given away or delivered all that it took. */
  boolean isIdle() throws IOException {
    for (String folder : UNDER_WAY) {
      try (var entries = Files.walk(queue.resolve(folder))) {
        if (entries.anyMatch(Files::isRegularFile)) {
          return false;
        }
      } catch (UncheckedIOException | NoSuchFileException e) {
        return false; // a message has moved meanwhile
      }
    }
    return true;
  }

  /** What it has said last. */
  String log() {
    return daemon.log();
  }

  @Override
  public void close() {
    daemon.close();
  }
}
