package dev.waxseal.milter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waxseal.milter.config.Configuration;
import dev.waxseal.milter.protocol.Wire;
import dev.waxseal.reports.history.ReportHistory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A daemon with real sockets and files: what a message leaves in the history. */
@Timeout(60)
class DaemonHistoryTest {

  private static final String TOML =
      """
      [[listen]]
      socket = "inet:127.0.0.1:%d"
      role = "verify"
      [verify]
      authserv-id = "mx.example.org"
      [history]
      folder = "%s"
      [dns]
      zone = "zone"
      """;

  private final Path directory;
  private final Path file;
  private final int port;
  private final List<String> log = Collections.synchronizedList(new ArrayList<>());

  DaemonHistoryTest(@TempDir Path directory) throws IOException {
    this.directory = directory;
    this.file = directory.resolve("milter.toml");
    Files.writeString(
        directory.resolve("zone"),
        """
        _dmarc.example.org. 60 IN TXT "v=DMARC1; p=quarantine"
        """);
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      this.port = free.getLocalPort();
    }
  }

  private MilterDaemon started(String folder, boolean dryRun) throws Exception {
    Files.writeString(file, TOML.formatted(port, folder));
    return MilterDaemon.start(file, dryRun, log::add);
  }

  /** Sends messages over one connection, and returns when the daemon has answered all. */
  private List<String> send(String... queueIds) throws IOException {
    Wire wire = Wire.postfix().connect("client.example", '4', "203.0.113.9").texts('H', "client");
    for (String queueId : queueIds) {
      wire.message(queueId, " hello", "text\r\n");
    }
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      socket.getOutputStream().write(wire.packet('Q').bytes());
      return Wire.replies(socket.getInputStream().readAllBytes());
    }
  }

  /** What the history of a folder has, of all days. */
  private List<String> recorded(String folder) throws IOException {
    List<String> entries = new ArrayList<>();
    try (ReportHistory history = ReportHistory.inFolder(directory.resolve(folder))) {
      for (LocalDate day : history.days()) {
        long damaged =
            history.read(
                day,
                it ->
                    entries.add(
                        it.headerFrom()
                            + " "
                            + it.sourceIp()
                            + " "
                            + it.dmarc()
                            + " "
                            + it.done()
                            + " "
                            + it.cause().orElseThrow().comment()));
        assertEquals(0, damaged);
      }
    }
    return entries;
  }

  private static final String ENTRY =
      "example.org 203.0.113.9 FAIL NONE delivered, with the result in Authentication-Results";

  @Test
  void oneEntryAMessageAndAllOfThemAtTheEnd() throws Exception {
    MilterDaemon daemon = started("history", false);
    try (daemon) {
      send("Q1", "Q2");
      send("Q3");
    }
    assertEquals(List.of(ENTRY, ENTRY, ENTRY), recorded("history"));
    try (var files = Files.list(directory.resolve("history"))) {
      Path day = files.findFirst().orElseThrow();
      assertTrue(!Files.readString(day).contains("ann"), Files.readString(day));
    }
  }

  @Test
  void aDryRunRecordsNothing() throws Exception {
    MilterDaemon daemon = started("history", true);
    try (daemon) {
      send("Q1");
    }
    assertTrue(Files.notExists(directory.resolve("history")));
  }

  @Test
  void anotherFolderIsTakenOver() throws Exception {
    MilterDaemon daemon = started("history", false);
    try (daemon) {
      send("Q1");
      Files.writeString(file, TOML.formatted(port, "other"));
      while (!log.contains("level=info event=reloaded file=" + file)) {
        Thread.sleep(20);
      }
      send("Q2");
    }
    assertEquals(List.of(ENTRY), recorded("history"));
    assertEquals(List.of(ENTRY), recorded("other"));
  }

  /** The daemon starts, the message goes on, and the log names the line and the loss. */
  @Test
  void aFolderThatCannotBe() throws Exception {
    Files.createFile(directory.resolve("file"));
    MilterDaemon daemon = started("file/history", false);
    List<String> answers;
    try (daemon) {
      answers = send("Q1");
    }
    assertTrue(answers.toString().contains("mx.example.org"), answers.toString());
    String warning =
        file
            + ":7: [history]: nothing is recorded: "
            + directory.resolve("file")
            + " is not a folder";
    assertEquals(List.of(warning), Configuration.read(file).warningSentences());
    assertTrue(log.get(0).contains(warning), log.toString());
    assertTrue(
        log.stream().anyMatch(it -> it.contains("1 message was not recorded in the history")),
        log.toString());
  }
}
