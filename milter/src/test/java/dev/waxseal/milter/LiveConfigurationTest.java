package dev.waxseal.milter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waxseal.dkim.SigningKey;
import dev.waxseal.dkim.signature.SigningAlgorithm;
import dev.waxseal.milter.config.ConfigurationException;
import dev.waxseal.milter.config.DaemonState;
import dev.waxseal.milter.protocol.Envelope;
import dev.waxseal.milter.protocol.MessageFilter;
import dev.waxseal.milter.protocol.Modification;
import dev.waxseal.milter.role.Roles;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveConfigurationTest {

  private static final SocketAddress SOCKET =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 8891);
  private static final String TOML =
      """
      [[listen]]
      socket = "inet:127.0.0.1:8891"
      role = "sign"
      [[sign.domain]]
      name = "example.org"
      keys = [ { selector = "s1", file = "key.pem" } ]
      """;

  private final Path folder;
  private final Path file;
  private final List<String> log = new ArrayList<>();
  private long second;

  LiveConfigurationTest(@TempDir Path folder) throws IOException {
    this.folder = folder;
    this.file = folder.resolve("milter.toml");
    write("key.pem", SigningKey.generate(SigningAlgorithm.ED25519_SHA256).pem());
    write("milter.toml", TOML);
  }

  /** Writes a file, at a later time than the one before: clocks of file systems are coarse. */
  private void write(String name, String text) throws IOException {
    Path path = Files.writeString(folder.resolve(name), text);
    Files.setLastModifiedTime(path, FileTime.fromMillis(1_800_000_000_000L + 1000 * second++));
    if (name.endsWith(".pem")) {
      assertTrue(path.toFile().setReadable(false, false) && path.toFile().setReadable(true, true));
    }
  }

  private LiveConfiguration live() throws Exception {
    Journal journal = new Journal(log::add, new PrometheusMetrics());
    return new LiveConfiguration(
        file,
        (read, crypto) -> Roles.of(read, crypto, false, journal::decided, (settings, entry) -> {}),
        journal);
  }

  /** Looks until what has changed has been seen twice, and what came with it, too. */
  private static void settle(LiveConfiguration live) {
    live.look();
    live.look();
    live.look();
  }

  /** The value of the signature that a message gets now. */
  private static String signature(LiveConfiguration live) {
    Envelope envelope =
        new Envelope("", Optional.empty(), "", "", "", Map.of("{auth_authen}", "ann"));
    try (MessageFilter filter = live.begin(SOCKET, envelope)) {
      filter.header("From", " a@example.org");
      filter.endOfHeaders();
      List<Modification> modifications = filter.finish("").modifications();
      return modifications.isEmpty()
          ? ""
          : ((Modification.InsertHeader) modifications.get(0)).value();
    }
  }

  /** The signature without the time, which is another each second, and what depends on it. */
  private static String selector(LiveConfiguration live) {
    return signature(live).replaceAll("(?s).* s=([^;]*);.*", "$1");
  }

  @Test
  void aChangedFileIsTakenOver() throws Exception {
    LiveConfiguration live = live();
    assertEquals("s1", selector(live));
    settle(live);
    assertEquals(1, log.size(), log.toString());
    write("milter.toml", TOML.replace("s1", "s2"));
    settle(live);
    assertEquals("s2", selector(live));
    assertEquals("level=info event=reloaded file=" + file, log.get(1));
    settle(live);
    assertEquals(3, log.size(), log.toString());
  }

  @Test
  void aChangedKeyIsTakenOver() throws Exception {
    LiveConfiguration live = live();
    byte[] before =
        live.configuration()
            .sign()
            .orElseThrow()
            .domains()
            .get(0)
            .keys()
            .get(0)
            .key()
            .sign(new byte[0]);
    write("key.pem", SigningKey.generate(SigningAlgorithm.ED25519_SHA256).pem());
    settle(live);
    byte[] after =
        live.configuration()
            .sign()
            .orElseThrow()
            .domains()
            .get(0)
            .keys()
            .get(0)
            .key()
            .sign(new byte[0]);
    assertFalse(Arrays.equals(before, after));
    assertTrue(log.contains("level=info event=reloaded file=" + file), log.toString());
  }

  @Test
  void aKeyBehindALinkIsFoundToBeChanged() throws Exception {
    write("new.pem", SigningKey.generate(SigningAlgorithm.ED25519_SHA256).pem());
    Files.delete(folder.resolve("key.pem"));
    write("old.pem", SigningKey.generate(SigningAlgorithm.ED25519_SHA256).pem());
    Files.createSymbolicLink(folder.resolve("key.pem"), Path.of("old.pem"));
    LiveConfiguration live = live();
    Files.delete(folder.resolve("key.pem"));
    Files.createSymbolicLink(folder.resolve("key.pem"), Path.of("new.pem"));
    settle(live);
    assertEquals(List.of("level=info event=reloaded file=" + file), log);
  }

  @Test
  void theOldOneStaysIfTheNewOneCannotBeUsed() throws Exception {
    LiveConfiguration live = live();
    String secret = SigningKey.generate(SigningAlgorithm.ED25519_SHA256).pem().replace("A", "!");
    write("key.pem", secret);
    write("milter.toml", TOML.replace("s1", "s2").replace("[[sign", "x = 1\n[[sign"));
    settle(live);
    assertEquals("s1", selector(live));
    assertEquals(3, log.size(), log.toString());
    assertTrue(
        log.get(0)
            .startsWith(
                "level=error event=not-reloaded reason=\"" + file + ":4: [[listen]]: unknown"),
        log.get(0));
    assertTrue(log.get(1).contains("cannot use the key key.pem"), log.get(1));
    for (String line : secret.split("\n", -1)) {
      assertTrue(line.isEmpty() || !log.toString().contains(line), log.toString());
    }
    settle(live);
    assertEquals(3, log.size(), log.toString());
  }

  @Test
  void aFileThatAppearsLaterMendsIt() throws Exception {
    LiveConfiguration live = live();
    write("milter.toml", TOML.replace("s1", "s2").replace("key.pem", "next.pem"));
    settle(live);
    assertTrue(log.get(0).contains("next.pem: no such file"), log.toString());
    write("next.pem", SigningKey.generate(SigningAlgorithm.ED25519_SHA256).pem());
    settle(live);
    assertEquals("s2", selector(live));
  }

  @Test
  void socketsAreThoseOfTheStart() throws Exception {
    LiveConfiguration live = live();
    write(
        "milter.toml",
        TOML.replace("s1", "s2").replace("8891", "8892")
            + "[limits]\nconnections = 7\n[metrics]\nlisten = \"127.0.0.1:9464\"\n");
    settle(live);
    assertEquals("s1", selector(live));
    assertEquals(4, log.size(), log.toString());
    assertTrue(log.get(0).contains("[[listen]] has changed; restart"), log.get(0));
    assertTrue(log.get(1).contains("[limits] connections"), log.get(1));
    assertTrue(log.get(2).contains("[metrics] listen"), log.get(2));
  }

  /** A file that is read again loads no code, not even to see what is wrong. */
  @Test
  void theProviderIsThatOfTheStart() throws Exception {
    LiveConfiguration live = live();
    write("milter.toml", "crypto-provider = \"NoSuch\"\n" + TOML.replace("s1", "s2"));
    settle(live);
    assertEquals("s1", selector(live));
    assertEquals(2, log.size(), log.toString());
    assertTrue(log.get(0).contains("crypto-provider has changed; restart"), log.get(0));
    assertThrows(ConfigurationException.class, this::live);
    write("milter.toml", "crypto-provider = \"SunEC\"\n" + TOML);
    assertEquals("s1", selector(live()));
  }

  @Test
  void aMessageEndsUnderTheConfigurationItBeganWith() throws Exception {
    LiveConfiguration live = live();
    Envelope envelope =
        new Envelope("", Optional.empty(), "", "", "", Map.of("{auth_authen}", "ann"));
    try (MessageFilter filter = live.begin(SOCKET, envelope)) {
      write("milter.toml", TOML.replace("s1", "s2"));
      settle(live);
      filter.header("From", " a@example.org");
      filter.endOfHeaders();
      String signature =
          ((Modification.InsertHeader) filter.finish("").modifications().get(0)).value();
      assertTrue(signature.contains("s=s1;"), signature);
    }
  }

  /** A file that is half written at one look is not so at the next, or will be another. */
  @Test
  void whatIsBeingWrittenIsNotRead() throws Exception {
    LiveConfiguration live = live();
    String full = TOML.replace("s1", "s2") + "subdomains = true\n[limits]\nmessage-mib = 7\n";
    String half = full.substring(0, full.indexOf("subdomains"));
    write("milter.toml", half);
    live.look();
    write("milter.toml", full.substring(0, full.indexOf("[limits]")));
    live.look();
    write("milter.toml", full);
    live.look();
    assertEquals("s1", selector(live));
    live.look();
    assertEquals("s2", selector(live));
    assertEquals(7 << 20, live.configuration().limits().messageOctets());
    assertEquals(List.of("level=info event=reloaded file=" + file), events());
  }

  /** A key is new to the daemon when the configuration names it, and may be half written itself. */
  @Test
  void aKeyThatIsBeingWrittenIsNotReadEither() throws Exception {
    LiveConfiguration live = live();
    String pem = SigningKey.generate(SigningAlgorithm.ED25519_SHA256).pem();
    write("milter.toml", TOML.replace("s1", "s2").replace("key.pem", "next.pem"));
    live.look();
    write("next.pem", pem.substring(0, 60));
    live.look();
    write("next.pem", pem);
    live.look();
    live.look();
    live.look();
    assertEquals("s2", selector(live));
    assertEquals(List.of("level=info event=reloaded file=" + file), events());
  }

  @Test
  void aKeyWhoseRightsAreMendedIsLookedAtAgain() throws Exception {
    LiveConfiguration live = live();
    write("key.pem", SigningKey.generate(SigningAlgorithm.ED25519_SHA256).pem());
    rights("rw-r--r--");
    settle(live);
    assertTrue(log.get(0).contains("others may read the private key"), log.toString());
    assertEquals(1, live.state().refusal().orElseThrow().reasons().size());
    assertTrue(live.state().isRefused());
    assertFalse(live.state().isUpToDate());
    rights("rw-r-----");
    assertFalse(live.state().isRefused());
    settle(live);
    assertEquals("level=info event=reloaded file=" + file, log.get(1));
    assertTrue(live.state().isUpToDate());
    assertEquals(Optional.empty(), live.state().refusal());
  }

  private List<String> events() {
    return log.stream().filter(line -> line.contains(" event=")).toList();
  }

  private void rights(String rights) throws IOException {
    Files.setPosixFilePermissions(
        folder.resolve("key.pem"), PosixFilePermissions.fromString(rights));
  }

  @Test
  void theStateNamesWhatIsInForce() throws Exception {
    LiveConfiguration live = live();
    DaemonState state = live.state();
    assertEquals(file.toAbsolutePath(), state.configuration());
    assertEquals(List.of("inet:127.0.0.1:8891"), state.sockets());
    assertTrue(state.files().containsKey(folder.resolve("key.pem").toAbsolutePath()));
    DaemonState.Key key = state.keys().get(0);
    assertEquals("sign s1 example.org", key.role() + " " + key.selector() + " " + key.domain());
    assertTrue(key.sha256().matches("[0-9a-f]{64}"), key.sha256());
    write("key.pem", SigningKey.generate(SigningAlgorithm.ED25519_SHA256).pem());
    settle(live);
    assertNotEquals(key.sha256(), live.state().keys().get(0).sha256());
  }
}
