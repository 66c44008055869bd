package endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A machine with systemd for one test, which sees all that is installed here and writes nothing of
 * it; only the network is that of this machine. {@code package_machine.sh} makes it.
 */
final class PackageMachine implements AutoCloseable {

  private static final long POLL_NANOS = 100_000_000;
  private static final long START_SECONDS = 60;

  private final Path folder;
  private final Process process;
  private final String pid;

  /**
   * What a command has said.
   *
   * @param status its exit status
   * @param text both of its streams
   */
  record Said(int status, String text) {}

  private PackageMachine(Path folder, Process process, String pid) {
    this.folder = folder;
    this.process = process;
    this.pid = pid;
  }

  /**
   * Starts one.
   *
   * @param folder that does not exist yet
   * @throws IOException with what the machine said, if this one does not allow it
   */
  static PackageMachine start(Path folder) throws IOException, InterruptedException {
    Files.createDirectory(folder);
    Path log = sibling(folder, ".log");
    Process process =
        new ProcessBuilder(Programs.script("package_machine.sh").toString(), folder.toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    PackageMachine machine = new PackageMachine(folder, process, pid(process, folder));
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
    while (machine.run("systemctl is-active package-test.target").status() != 0) {
      if (!process.isAlive() || System.nanoTime() > end) {
        machine.close();
        throw new IOException(Daemon.read(log));
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
    return machine;
  }

  private static String pid(Process process, Path folder) throws IOException {
    Path file = sibling(folder, ".pid");
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
    while (!Files.exists(file) || Files.size(file) == 0) {
      if (!process.isAlive() || System.nanoTime() > end) {
        process.getOutputStream().close();
        throw new IOException(Daemon.read(sibling(folder, ".log")));
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
    return Files.readString(file, UTF_8).strip();
  }

  private static Path sibling(Path folder, String ending) {
    return folder.resolveSibling(folder.getFileName() + ending);
  }

  /** Runs commands of the shell in it, as root. */
  Said run(String commands) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("nsenter", "-t", pid));
    command.addAll(List.of("-m", "-p", "-i", "-u", "-C", "-r", "-w", "--"));
    command.addAll(List.of("/usr/bin/env", "-i", "HOME=/root", "DEBIAN_FRONTEND=noninteractive"));
    command.addAll(List.of("PATH=/usr/sbin:/usr/bin:/sbin:/bin", "/bin/sh", "-c", commands));
    Process shell =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectInput(Path.of("/dev/null").toFile())
            .start();
    String text = new String(shell.getInputStream().readAllBytes(), UTF_8);
    return new Said(shell.waitFor(), text);
  }

  /** A path in it as this machine sees it. */
  Path path(String path) {
    return Path.of("/proc", pid, "root" + path);
  }

  /** What its services have logged. */
  String journal() throws IOException, InterruptedException {
    return run("journalctl --no-pager -o cat -n 80").text();
  }

  @Override
  public void close() throws IOException {
    process.getOutputStream().close();
    process.onExit().join();
    Files.deleteIfExists(sibling(folder, ".pid"));
  }
}
