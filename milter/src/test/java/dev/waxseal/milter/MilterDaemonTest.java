package dev.waxseal.milter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waxseal.milter.config.ConfigurationException;
import dev.waxseal.milter.config.DaemonState;
import dev.waxseal.milter.config.Listen;
import dev.waxseal.milter.protocol.Envelope;
import dev.waxseal.milter.protocol.MessageFilter;
import dev.waxseal.milter.protocol.MessageFilters;
import dev.waxseal.milter.protocol.Modification;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(600)
class MilterDaemonTest {

  private static final String TOML =
      """
      [[listen]]
      socket = "inet:127.0.0.1:8891"
      role = "verify"
      [[listen]]
      socket = "unix:/run/waxseal/milter.sock"
      role = { other = "verify" }
      [verify]
      authserv-id = "mx.example.org"
      [dns]
      zone = "zone"
      [limits]
      seconds-per-message = 3
      connections = 7
      """;

  private final Path file;
  private final List<String> log = Collections.synchronizedList(new ArrayList<>());

  /** The sockets that are open, by name. */
  private final Map<String, MessageFilters> sockets = new HashMap<>();

  MilterDaemonTest(@TempDir Path folder) throws IOException {
    this.file = folder.resolve("milter.toml");
    Files.writeString(folder.resolve("zone"), "");
  }

  private Server open(
      Listen listen, Server.Settings settings, MessageFilters filters, Server.Activity activity) {
    assertEquals(new Server.Settings(7, Duration.ofSeconds(8)), settings);
    sockets.put(listen.name(), filters);
    return () -> sockets.remove(listen.name());
  }

  private MilterDaemon started(String toml) throws IOException, ConfigurationException {
    Files.writeString(file, toml);
    return MilterDaemon.start(file, false, this::open, log::add);
  }

  /** The fields that a message gets that comes over a socket. */
  private List<String> inserted(String socket) {
    MessageFilters filters = Objects.requireNonNull(sockets.get(socket));
    Envelope envelope = new Envelope("smtpd", Optional.empty(), "", "", "", Map.of());
    try (MessageFilter filter = filters.begin(envelope)) {
      filter.header("From", " a@example.org");
      filter.endOfHeaders();
      return filter.finish("4XyZ").modifications().stream()
          .map(
              modification ->
                  ((Modification.InsertHeader) modification).value().replaceAll(";(?s:.*)", ""))
          .toList();
    }
  }

  @Test
  void messagesAreTreatedAsTheirSocketHasIt() throws Exception {
    MilterDaemon daemon = started(TOML);
    try (daemon) {
      assertEquals(List.of(" mx.example.org"), inserted("inet:127.0.0.1:8891"));
      assertEquals(List.of(), inserted("unix:/run/waxseal/milter.sock"));
    }
    assertEquals(
        "level=info event=listening socket=inet:127.0.0.1:8891\n"
            + "level=info event=listening socket=unix:/run/waxseal/milter.sock",
        String.join("\n", log.subList(0, 2)));
    assertTrue(
        log.get(2)
            .matches(
                "level=info queue=4XyZ role=verify result=accepted dkim=none dmarc=none arc=none ms=.*"),
        log.get(2));
    assertTrue(log.get(3).contains("no role is configured for the daemon name smtpd"), log.get(3));
    assertEquals("level=info event=stopped", log.get(4));
    assertTrue(sockets.isEmpty());
  }

  @Test
  void aChangedFileIsTakenOverByItself() throws Exception {
    MilterDaemon daemon = started(TOML);
    try (daemon) {
      Files.writeString(file, TOML.replace("\"mx.example.org\"", "\"new.example.org\""));
      while (!log.contains("level=info event=reloaded file=" + file)) {
        Thread.sleep(20);
      }
      assertEquals(List.of(" new.example.org"), inserted("inet:127.0.0.1:8891"));
    }
  }

  @Test
  void itEndsOnceAndThoseWhoWaitAreTold() throws Exception {
    MilterDaemon daemon = started(TOML);
    Thread waiting = new Thread(daemon::close);
    waiting.start();
    daemon.await();
    waiting.join();
    daemon.close();
    assertEquals(1, log.stream().filter("level=info event=stopped"::equals).count());
  }

  @Test
  void aSocketThatCannotBeOpenedEndsTheOthers() throws IOException {
    Files.writeString(file, TOML);
    IOException failure =
        assertThrows(
            IOException.class,
            () ->
                MilterDaemon.start(
                    file,
                    false,
                    (listen, settings, filters, activity) -> {
                      if (listen.name().startsWith("unix:")) {
                        throw new IOException("No such file or directory");
                      }
                      return open(listen, settings, filters, activity);
                    },
                    log::add));
    assertEquals(
        "cannot listen on unix:/run/waxseal/milter.sock: No such file or directory",
        failure.getMessage());
    assertTrue(sockets.isEmpty());
  }

  @Test
  void soDoMetricsThatCannotBeFetched() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String metrics = "[metrics]\nlisten = \"127.0.0.1:" + taken.getLocalPort() + "\"\n";
      IOException failure = assertThrows(IOException.class, () -> started(TOML + metrics));
      String message = String.valueOf(failure.getMessage());
      assertTrue(message.startsWith("cannot listen on 127.0.0.1:"), message);
      assertTrue(sockets.isEmpty());
    }
  }

  /** The state file is there while the daemon is, says what it does, and never half of it. */
  @Test
  void theStateFileTellsWhatIsInForce() throws Exception {
    Path stateFile = file.resolveSibling("state");
    String toml = "state-file = \"state\"\n" + TOML;
    MilterDaemon daemon = started(toml);
    try (daemon) {
      DaemonState state = DaemonState.read(stateFile).orElseThrow();
      assertTrue(state.isUpToDate() && state.isAlive() && !state.isRefused(), state.toString());
      assertEquals(2, state.sockets().size());
      Files.writeString(file, toml.replace("8891", "8892"));
      assertFalse(state.isUpToDate());
      while (!DaemonState.read(stateFile).orElseThrow().isRefused()) {
        Thread.sleep(20);
      }
      DaemonState.Refusal refusal =
          DaemonState.read(stateFile).orElseThrow().refusal().orElseThrow();
      assertTrue(refusal.reasons().get(0).contains("[[listen]] has changed"), refusal.toString());
      Files.writeString(file, toml);
      while (!DaemonState.read(stateFile).orElseThrow().isUpToDate()) {
        Thread.sleep(20);
      }
    }
    assertFalse(Files.exists(stateFile));
  }

  @Test
  void itLivesWhileItsSocketsDo() throws Exception {
    Files.writeString(file, TOML);
    AtomicBoolean alive = new AtomicBoolean(true);
    MilterDaemon daemon =
        MilterDaemon.start(
            file,
            false,
            (listen, settings, filters, activity) ->
                new Server() {
                  @Override
                  public boolean isAlive() {
                    return alive.get() || listen.name().startsWith("inet:");
                  }

                  @Override
                  public void close() {}
                },
            log::add);
    try (daemon) {
      assertTrue(daemon.isAlive());
      alive.set(false);
      assertFalse(daemon.isAlive());
    }
  }
}
