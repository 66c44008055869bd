package dev.waxseal.milter.doctor;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sockets that answer, that do not, and that a user may not use. */
class LocalMachineTest {

  private static final String AGREED = "\0\0\0\rO\0\0\0\6\0\0\0\21\0\0\0\0";

  private final Path directory;

  LocalMachineTest(@TempDir Path directory) {
    this.directory = directory;
  }

  private LocalMachine machine(long seconds) {
    return new LocalMachine(seconds, directory);
  }

  /** A server that says something to whoever connects, and then waits for the end. */
  private static ServerSocket saying(String answer) throws IOException {
    ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    Thread thread =
        new Thread(
            () -> {
              try (Socket client = server.accept()) {
                client.getOutputStream().write(answer.getBytes(ISO_8859_1));
                client.getInputStream().readAllBytes();
              } catch (IOException e) {
                // The doctor has gone.
              }
            });
    thread.setDaemon(true);
    thread.start();
    return server;
  }

  private static SocketAddress address(ServerSocket server) {
    return new InetSocketAddress(server.getInetAddress(), server.getLocalPort());
  }

  @Test
  void aMilterAnswers() throws IOException {
    try (ServerSocket server = saying(AGREED)) {
      assertEquals(Optional.empty(), machine(60).silence(address(server)));
    }
  }

  /** Otherwise it would log a connection that broke, each time that the doctor looks. */
  @Test
  void theDoctorTakesLeave() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      CompletableFuture<String> heard = new CompletableFuture<>();
      Thread thread =
          new Thread(
              () -> {
                try (Socket client = server.accept()) {
                  client.getOutputStream().write(AGREED.getBytes(ISO_8859_1));
                  heard.complete(new String(client.getInputStream().readAllBytes(), ISO_8859_1));
                } catch (IOException e) {
                  heard.completeExceptionally(e);
                }
              });
      thread.setDaemon(true);
      thread.start();
      assertEquals(Optional.empty(), machine(60).silence(address(server)));
      String said = heard.get(60, TimeUnit.SECONDS);
      assertTrue(said.endsWith("\0\0\0\1Q"), said);
    }
  }

  @Test
  void anotherServerDoesNot() throws IOException {
    try (ServerSocket server = saying("220 mail.example.org ESMTP\r\n")) {
      assertEquals(
          Optional.of("the program there does not speak the milter protocol"),
          machine(60).silence(address(server)));
    }
  }

  @Test
  void oneThatSaysNothingIsNotWaitedForLong() throws IOException {
    try (ServerSocket server = saying("")) {
      assertEquals(
          Optional.of("it does not answer within 1 seconds"), machine(1).silence(address(server)));
    }
  }

  @Test
  void nobodyIsThere() throws IOException {
    ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    server.close();
    assertTrue(machine(60).silence(address(server)).isPresent());
    SocketAddress file = UnixDomainSocketAddress.of(directory.resolve("nothing"));
    assertTrue(machine(60).silence(file).isPresent());
  }

  /** The first class that a user is in counts, its group or a further one. */
  @ParameterizedTest
  @CsvSource({
    "OWNER, rw-------, true",
    "OWNER, r--rw-rw-, false",
    "member, ---rw----, true",
    "primary, ---rw----, true",
    "member, rw-r--rw-, false",
    "stranger, rw-rw----, false",
    "stranger, -------w-, true",
    "nobody-knows, ---------, true",
  })
  void rightsAreThoseOfTheKernel(String name, String rights, boolean may) throws IOException {
    Path socket = Files.createFile(directory.resolve("milter.sock"));
    PosixFileAttributes attributes = Files.readAttributes(socket, PosixFileAttributes.class);
    String group = attributes.group().getName();
    String user = name.equals("OWNER") ? attributes.owner().getName() : name;
    Files.writeString(
        directory.resolve("passwd"),
        String.join(
            "\n",
            attributes.owner().getName() + ":x:7:700::/:",
            "member:x:8:800::/:",
            "primary:x:9:900::/:",
            "stranger:x:10:1000::/:",
            ""));
    Files.writeString(directory.resolve("group"), group + ":x:900:other,member\nmore:x:800:\n");
    open(directory);
    Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString(rights));
    Optional<String> denial = machine(1).denial(socket, user);
    assertEquals(may, denial.isEmpty(), denial::toString);
    denial.ifPresent(it -> assertTrue(it.contains(socket + " is " + rights), it));
  }

  @Test
  void aClosedFolderIsADenial() throws IOException {
    Path folder = Files.createDirectory(directory.resolve("run"));
    Path socket = Files.createFile(folder.resolve("milter.sock"));
    Files.writeString(directory.resolve("passwd"), "stranger:x:10:1000::/:\n");
    Files.writeString(directory.resolve("group"), "");
    open(directory);
    Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-rw-rw-"));
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-x---"));
    String denial = machine(1).denial(socket, "stranger").orElseThrow();
    assertTrue(denial.startsWith(folder + " is rwxr-x---"), denial);
  }

  @Test
  void theUserOfAProcess() {
    ProcessHandle self = ProcessHandle.current();
    assertEquals(self.info().user(), machine(1).user(self.pid()));
    assertEquals(Optional.empty(), machine(1).user(Long.MAX_VALUE));
  }

  private static void open(Path folder) throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  @Test
  void theFolderOfProvidersIsThatOfTheService() {
    Path folder = Path.of("/opt/waxseal/providers");
    for (String line :
        new String[] {
          "Environment=WAXSEAL_PROVIDERS=/opt/waxseal/providers\n",
          "Environment=A=b WAXSEAL_PROVIDERS=/opt/waxseal/providers\n",
          "Environment=\"A=b c\" \"WAXSEAL_PROVIDERS=/opt/waxseal/providers\" D=e\n"
        }) {
      assertEquals(Optional.of(folder), ProviderFolder.ofService(line), line);
    }
    assertEquals(Optional.empty(), ProviderFolder.ofService("Environment=A=b\n"));
    assertEquals(Optional.empty(), ProviderFolder.ofService(""));
  }

  @Test
  void nothingIsLoadedWhereOthersMayWrite() throws IOException {
    Path folder = Files.createDirectory(directory.resolve("providers"));
    Path jar = Files.createFile(folder.resolve("a.jar"));
    Path other = Files.createFile(folder.resolve("README"));
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.setPosixFilePermissions(jar, PosixFilePermissions.fromString("rw-r--r--"));
    Files.setPosixFilePermissions(other, PosixFilePermissions.fromString("rw-rw-rw-"));
    LocalMachine machine = machine(1);
    assertEquals(Optional.empty(), machine.risk(folder));
    assertEquals(Optional.of(jar + " is not a folder"), machine.risk(jar));
    Files.setPosixFilePermissions(jar, PosixFilePermissions.fromString("rw-rw-r--"));
    assertEquals(Optional.of("others may write to " + jar), machine.risk(folder));
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xrwx"));
    assertEquals(Optional.of("others may write to " + folder), machine.risk(folder));
  }
}
