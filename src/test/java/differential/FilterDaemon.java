package differential;

import java.io.Closeable;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** A filter that listens on the socket of its workspace until it is closed, and the workspace. */
final class FilterDaemon implements Closeable {

  private static final long START_NANOS = 600_000_000_000L;

  private final Workspace workspace;
  private final Process process;

  /**
   * Starts a filter and waits until it listens.
   *
   * @param command the program with its options, without its configuration, which comes last
   * @param settings the lines of the configuration; its socket is the file {@code socket}
   */
  FilterDaemon(Workspace workspace, List<String> command, List<String> settings)
      throws IOException {
    this.workspace = workspace;
    Path configuration = workspace.file("filter.conf");
    Files.write(configuration, settings);
    List<String> words = new ArrayList<>(command);
    words.add(configuration.toString());
    process =
        new ProcessBuilder(words)
            .redirectErrorStream(true)
            .redirectOutput(workspace.file("filter.log").toFile())
            .start();
    awaitSocket();
  }

  Path socket() {
    return workspace.file("socket");
  }

  @Override
  public void close() throws IOException {
    process.destroyForcibly(); // asked kindly, some wait for five seconds
    process.onExit().join();
    workspace.close();
  }

  private void awaitSocket() throws IOException {
    long end = System.nanoTime() + START_NANOS;
    while (process.isAlive() && System.nanoTime() < end) {
      try (SocketChannel probe = SocketChannel.open(UnixDomainSocketAddress.of(socket()))) {
        if (probe.isConnected()) {
          return;
        }
      } catch (IOException e) {
        LockSupport.parkNanos(5_000_000);
      }
    }
    String log = Files.readString(workspace.file("filter.log"));
    close();
    throw new IOException("a filter does not start: " + log);
  }
}
