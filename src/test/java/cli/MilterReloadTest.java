package cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waxseal.dkim.SigningKey;
import dev.waxseal.dkim.signature.SigningAlgorithm;
import dev.waxseal.milter.MilterDaemon;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What {@code systemctl reload} says: whether that which the files hold is in force. */
@Timeout(300)
class MilterReloadTest {

  private final Path folder;
  private final Path file;
  private final int port;
  private final List<String> log = Collections.synchronizedList(new ArrayList<>());

  MilterReloadTest(@TempDir Path folder) throws IOException {
    this.folder = folder;
    this.file = folder.resolve("milter.toml");
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      this.port = socket.getLocalPort();
    }
    key("key.pem", "rw-------");
    configure(port, "key.pem");
  }

  private void key(String name, String rights) throws IOException {
    Path pem =
        Files.writeString(
            folder.resolve(name), SigningKey.generate(SigningAlgorithm.ED25519_SHA256).pem());
    Files.setPosixFilePermissions(pem, PosixFilePermissions.fromString(rights));
  }

  /** Aside and renamed, as the guide says. */
  private void configure(int socket, String key) throws IOException {
    Path next = folder.resolve("next");
    Files.writeString(
        next,
        """
        state-file = "state"
        [[listen]]
        socket = "inet:127.0.0.1:%d"
        role = "sign"
        [[sign.domain]]
        name = "example.org"
        keys = [ { selector = "s1", file = "%s" } ]
        """
            .formatted(socket, key));
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private Run reloaded() throws IOException, InterruptedException {
    return Run.of(
        Run.waxseal(List.of(), "milter", "--config", file.toString(), "--reloaded"), out -> {});
  }

  @Test
  void itIsInForceOrIsSaidNotToBe() throws Exception {
    MilterDaemon daemon = MilterDaemon.start(file, false, log::add);
    try (daemon) {
      assertInForce(reloaded());
      key("new.pem", "rw-r-----");
      configure(port, "new.pem");
      assertInForce(reloaded());
      assertTrue(log.toString().contains("event=reloaded"), log.toString());
      Files.setPosixFilePermissions(
          folder.resolve("new.pem"), PosixFilePermissions.fromString("rw-r--r--"));
      Run open = reloaded();
      assertEquals(78, open.status(), open.err());
      assertTrue(open.err().contains("others may read the private key"), open.err());
      Files.setPosixFilePermissions(
          folder.resolve("new.pem"), PosixFilePermissions.fromString("rw-r-----"));
      assertInForce(reloaded());
      configure(port == 1 ? 2 : port - 1, "new.pem"); // fine in itself, but not for this daemon
      Run other = reloaded();
      assertEquals(78, other.status(), other.err());
      assertTrue(other.err().contains("[[listen]] has changed; restart"), other.err());
      assertTrue(other.err().contains("the daemon keeps the configuration of"), other.err());
    }
    Run ended = reloaded();
    assertEquals(69, ended.status(), ended.err());
    assertTrue(ended.err().contains("no running daemon with"), ended.err());
  }

  private static void assertInForce(Run run) {
    assertEquals(0, run.status(), run.err());
    assertTrue(run.out().startsWith("in force since "), run.out());
    assertEquals("", run.err());
  }

  @Test
  void withoutAStateFileNobodyCanTell() throws Exception {
    Files.writeString(file, Files.readString(file).replace("state-file = \"state\"\n", ""));
    Run run = reloaded();
    assertEquals(78, run.status(), run.err());
    assertTrue(run.err().contains("has no state-file"), run.err());
  }
}
