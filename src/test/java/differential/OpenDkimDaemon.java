package differential;

import dev.waxseal.dkim.SigningAlgorithm;
import java.io.Closeable;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** An {@code opendkim} that listens on a socket in a directory of its own until it is closed. */
final class OpenDkimDaemon implements Closeable {

  static final String PROGRAM = "/usr/sbin/opendkim";

  private static final long START_NANOS = 600_000_000_000L;

  private final Workspace workspace;
  private final Process process;

  private OpenDkimDaemon(Workspace workspace, List<String> settings) throws IOException {
    this.workspace = workspace;
    Path configuration = workspace.file("opendkim.conf");
    Files.write(configuration, settings);
    process =
        new ProcessBuilder(PROGRAM, "-f", "-x", configuration.toString())
            .redirectErrorStream(true)
            .redirectOutput(workspace.file("opendkim.log").toFile())
            .start();
    awaitSocket();
  }

  /** A daemon that signs. */
  static OpenDkimDaemon signer(String forms, SigningAlgorithm algorithm) throws IOException {
    Workspace workspace = new Workspace();
    return new OpenDkimDaemon(
        workspace,
        List.of(
            "Socket local:" + workspace.file("socket"),
            "RequireSafeKeys no",
            "Mode s",
            "InternalHosts 127.0.0.1",
            "Domain " + Keys.DOMAIN,
            "Selector " + Keys.selector(algorithm),
            "KeyFile " + workspace.file(algorithm.keyType() + ".pem"),
            "SignatureAlgorithm " + algorithm,
            "Canonicalization " + forms,
            "SignHeaders *,+x-awkward",
            "OversignHeaders From"));
  }

  /** A daemon that verifies. */
  static OpenDkimDaemon verifier() throws IOException {
    Workspace workspace = new Workspace();
    return new OpenDkimDaemon(
        workspace,
        List.of(
            "Socket local:" + workspace.file("socket"),
            "Mode v",
            "AlwaysAddARHeader yes",
            "On-Default accept",
            "TestPublicKeys " + workspace.file("dns")));
  }

  Path socket() {
    return workspace.file("socket");
  }

  @Override
  public void close() throws IOException {
    process.destroyForcibly(); // asked kindly, it waits for five seconds
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
    String log = Files.readString(workspace.file("opendkim.log"));
    close();
    throw new IOException("opendkim does not start: " + log);
  }
}
