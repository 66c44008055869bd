package endtoend;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A sendmail with a directory and a queue of its own, which gives all mail to one server. */
final class SendmailInstance implements AutoCloseable {

  /** Where the package {@code sendmail-bin} has it; one in another folder is named. */
  static final Path PROGRAM =
      Path.of(System.getenv().getOrDefault("WAXSEAL_SENDMAIL", "/usr/libexec/sendmail/sendmail"));

  /** The package {@code sendmail-cf}, beside the program. */
  static final Path CF = PROGRAM.resolve("../../../share/sendmail/cf").normalize();

  private final Daemon daemon;

  private SendmailInstance(Daemon daemon) {
    this.daemon = daemon;
  }

  /**
   * Starts one.
   *
   * @param directory where it lives, which does not exist yet
   * @param host its name
   * @param next the port of the server that it gives all mail to
   * @param ports where it listens, by the names of its daemons
   * @param lines more lines of {@code sendmail.mc}
   */
  static SendmailInstance start(
      Path directory, String host, int next, Map<String, Integer> ports, List<String> lines)
      throws IOException, InterruptedException {
    List<String> all = new ArrayList<>();
    ports.forEach(
        (name, port) ->
            all.add(
                "DAEMON_OPTIONS(`Family=inet, Addr=%s, Port=%d, Name=%s')"
                    .formatted(Daemon.LOOPBACK, port, name)));
    all.addAll(lines);
    return started(directory, configuration(directory, host, next, all), host, ports);
  }

  /** Makes {@code sendmail.cf} of lines of {@code sendmail.mc}. */
  static Path configuration(Path directory, String host, int next, List<String> lines)
      throws IOException, InterruptedException {
    Files.createDirectories(directory.resolve("queue"));
    Files.writeString(directory.resolve("switch"), "hosts files\naliases files\npasswd files\n");
    StringBuilder mc =
        new StringBuilder(
            Files.readString(Programs.script("sendmail.mc"))
                .replace("@CF@", CF.toString())
                .replace("@HOST@", host)
                .replace("@FOLDER@", directory.toString())
                .replace("@NEXT@", Integer.toString(next)));
    lines.forEach(line -> mc.append(line).append('\n'));
    mc.append("MAILER(`local')\nMAILER(`smtp')\n");
    Path source = Files.writeString(directory.resolve("sendmail.mc"), mc, ISO_8859_1);
    Path cf = directory.resolve("sendmail.cf");
    Process m4 =
        new ProcessBuilder("m4", "-D_CF_DIR_=" + CF + "/", source.toString())
            .redirectOutput(cf.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    if (m4.waitFor() != 0) {
      throw new IOException("m4 does not read " + mc);
    }
    return cf;
  }

  /** Without a full host name, sendmail waits for a minute, so it gets one of its own. */
  private static SendmailInstance started(
      Path directory, Path cf, String host, Map<String, Integer> ports) throws IOException {
    String named = "hostname " + host + " && exec \"$0\" \"$@\"";
    Daemon daemon =
        Daemon.start(
            "sendmail",
            directory.resolve("log"),
            Map.of(),
            List.of(
                "unshare",
                "--uts",
                "sh",
                "-c",
                named,
                PROGRAM.toString(),
                "-C",
                cf.toString(),
                "-bD",
                "-q1s"));
    SendmailInstance instance = new SendmailInstance(daemon);
    try {
      for (int port : ports.values()) {
        daemon.awaitPort(port);
      }
      return instance;
    } catch (IOException e) {
      instance.close();
      throw e;
    }
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
