package cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The daemon as a process: how it starts, what it says, and how it ends. */
@Timeout(600)
class MilterTest {

  private static final int LARGE_MESSAGES = 8;
  private static final int LARGE_OCTETS = 30_000_000;

  /** As much as a mail server sends in one go. */
  private static final int LARGEST_PIECE = 65_535;

  private final Path file;
  private final int port;
  private Process daemon;
  private BufferedReader log;

  MilterTest(@TempDir Path folder) throws IOException {
    this.file = folder.resolve("milter.toml");
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      this.port = socket.getLocalPort();
    }
    configure("mx.example.org");
    Files.writeString(folder.resolve("zone"), "");
  }

  private void configure(String authservId) throws IOException {
    Files.writeString(
        file,
        """
        [[listen]]
        socket = "inet:127.0.0.1:%d"
        role = "verify"
        [verify]
        authserv-id = "%s"
        [dns]
        zone = "zone"
        """
            .formatted(port, authservId));
  }

  private List<String> command() {
    return Run.waxseal(List.of("-Xmx64m"), "milter", "--config", file.toString());
  }

  @BeforeEach
  void start() throws IOException {
    daemon = new ProcessBuilder(command()).redirectErrorStream(true).start();
    log =
        new BufferedReader(
            new InputStreamReader(daemon.getInputStream(), StandardCharsets.ISO_8859_1));
    assertEquals("level=info event=listening socket=inet:127.0.0.1:" + port, said());
  }

  /** The next line of the log without the time that it begins with. */
  private String said() throws IOException {
    String line = String.valueOf(log.readLine());
    assertTrue(line.matches("time=2[0-9-]+T[0-9:.]+Z level=.*"), line);
    return withoutTime(line);
  }

  private static String withoutTime(String line) {
    return line.replaceFirst("^time=[^ ]* ", "");
  }

  @AfterEach
  void kill() throws InterruptedException {
    daemon.destroyForcibly().waitFor();
  }

  /** Says a command of the milter protocol. */
  private static void say(DataOutputStream out, char command, byte... data) throws IOException {
    out.writeInt(1 + data.length);
    out.writeByte(command);
    out.write(data);
  }

  private static void say(DataOutputStream out, char command, String data) throws IOException {
    say(out, command, data.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static String heard(DataInputStream in) throws IOException {
    byte[] packet = new byte[in.readInt()];
    in.readFully(packet);
    return new String(packet, StandardCharsets.ISO_8859_1);
  }

  /** Nothing may go without an answer, so that one knows what has been read. */
  private static void negotiate(DataOutputStream out, DataInputStream in) throws IOException {
    say(out, 'O', "\0\0\0\6\0\0\1\u00ff\0\20\0\0");
    assertEquals('O', heard(in).charAt(0));
  }

  private static void header(DataOutputStream out, DataInputStream in) throws IOException {
    say(out, 'M', "<a@example.org>\0");
    assertEquals("c", heard(in));
    say(out, 'L', "From\0 a@example.org\0");
    assertEquals("c", heard(in));
    say(out, 'N');
    assertEquals("c", heard(in));
  }

  /** The field that a message gets. */
  private static String inserted(DataOutputStream out, DataInputStream in) throws IOException {
    say(out, 'D', "Ei\0004XyZ\0");
    say(out, 'E');
    String field = heard(in);
    assertEquals("a", heard(in));
    return field;
  }

  @Test
  void sigtermLetsTheMessageAtHandComeToItsEnd() throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      DataOutputStream out = new DataOutputStream(socket.getOutputStream());
      DataInputStream in = new DataInputStream(socket.getInputStream());
      negotiate(out, in);
      header(out, in);
      daemon.toHandle().destroy(); // which leaves the log open
      awaitRefused();
      String field = inserted(out, in);
      assertTrue(field.startsWith("i\0\0\0\0Authentication-Results\0 mx.example.org;"), field);
    }
    assertTrue(daemon.waitFor(300, TimeUnit.SECONDS));
    assertEquals(0, daemon.exitValue());
    List<String> said = log.lines().map(MilterTest::withoutTime).toList();
    assertTrue(
        said.get(0)
            .startsWith("level=info queue=4XyZ sender=a@example.org role=verify result=accepted"),
        said::toString);
    assertEquals("level=info event=stopped", said.get(1));
    assertEquals(2, said.size(), said::toString);
  }

  private void awaitRefused() throws InterruptedException {
    boolean open = true;
    while (open) {
      try (Socket probe = new Socket(InetAddress.getLoopbackAddress(), port)) {
        open = probe.isConnected();
        Thread.sleep(10);
      } catch (IOException refused) {
        open = false;
      }
    }
  }

  @Test
  void anotherOneAtTheSameAddressSaysWhyItCannot() throws Exception {
    Run run = Run.of(command(), out -> {});
    assertEquals(69, run.status());
    assertEquals("", run.out());
    assertTrue(
        run.err().contains("waxseal: cannot listen on inet:127.0.0.1:" + port + ": "), run.err());
    assertTrue(daemon.isAlive());
  }

  /** The next message is treated as the file says now; a connection that is open goes on. */
  @Test
  void aChangedFileIsTakenOverBetweenMessages() throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      DataOutputStream out = new DataOutputStream(socket.getOutputStream());
      DataInputStream in = new DataInputStream(socket.getInputStream());
      negotiate(out, in);
      header(out, in);
      assertTrue(inserted(out, in).contains(" mx.example.org;"));
      Files.writeString(file, "nonsense");
      assertTrue(said().startsWith("level=info queue="));
      assertTrue(said().startsWith("level=error event=not-reloaded"));
      header(out, in);
      assertTrue(inserted(out, in).contains(" mx.example.org;"));
      assertTrue(said().startsWith("level=info queue="));
      configure("mx2.example.org");
      assertTrue(said().startsWith("level=info event=reloaded"));
      header(out, in);
      assertTrue(inserted(out, in).contains(" mx2.example.org;"));
    }
  }

  /** Eight messages of 30 MB at a time, in a heap of 64 MiB: nothing of a body is kept. */
  @Test
  void largeMessagesNeedNoMoreMemory() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(LARGE_MESSAGES);
    try {
      List<Future<String>> fields = new ArrayList<>();
      for (int i = 0; i < LARGE_MESSAGES; i++) {
        fields.add(threads.submit(this::largeMessage));
      }
      for (Future<String> field : fields) {
        assertTrue(field.get().contains(" dkim=permerror "), field.get());
      }
    } finally {
      threads.shutdownNow();
    }
    assertTrue(daemon.isAlive());
  }

  private String largeMessage() throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      DataOutputStream out = new DataOutputStream(socket.getOutputStream());
      DataInputStream in = new DataInputStream(socket.getInputStream());
      negotiate(out, in);
      say(out, 'M', "<a@example.org>\0");
      assertEquals("c", heard(in));
      say(out, 'L', "From\0 a@example.org\0");
      assertEquals("c", heard(in));
      say(
          out,
          'L',
          "DKIM-Signature\0 v=1; a=ed25519-sha256; c=relaxed/relaxed; d=example.org; s=s; h=From;"
              + " bh=AAAA; b=AAAA\0");
      assertEquals("c", heard(in));
      say(out, 'N');
      assertEquals("c", heard(in));
      byte[] piece = new byte[LARGEST_PIECE];
      Arrays.fill(piece, (byte) 'a');
      for (int octets = 0; octets < LARGE_OCTETS; octets += piece.length) {
        say(out, 'B', piece);
        assertEquals("c", heard(in));
      }
      return inserted(out, in);
    }
  }
}
