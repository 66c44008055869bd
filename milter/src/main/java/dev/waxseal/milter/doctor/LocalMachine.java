package dev.waxseal.milter.doctor;

import static java.nio.file.attribute.PosixFilePermission.GROUP_EXECUTE;
import static java.nio.file.attribute.PosixFilePermission.GROUP_WRITE;
import static java.nio.file.attribute.PosixFilePermission.OTHERS_EXECUTE;
import static java.nio.file.attribute.PosixFilePermission.OTHERS_WRITE;
import static java.nio.file.attribute.PosixFilePermission.OWNER_EXECUTE;
import static java.nio.file.attribute.PosixFilePermission.OWNER_WRITE;

import java.io.IOException;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * This machine: connects to its sockets and reads the permissions of their files.
 *
 * <p>Immutable; share it among threads.
 *
 * @param seconds how long a milter may take to answer
 * @param accounts the directory of {@code passwd} and {@code group}
 */
public record LocalMachine(long seconds, Path accounts) implements Machine {

  /** SMFIC_OPTNEG, version 6, nothing changed, every step. */
  private static final byte[] GREETING = {
    0, 0, 0, 13, 'O', 0, 0, 0, 6, 0, 0, 0, 0x3F, 0, 0x1F, -1, -1
  };

  /** SMFIC_QUIT: without it, a milter logs a connection that broke. */
  private static final byte[] FAREWELL = {0, 0, 0, 1, 'Q'};

  private static final int HEADER = 5;
  private static final int LONGEST_ANSWER = 4096;
  private static final int GROUP_NAME = 0;
  private static final int GROUP_ID = 2;
  private static final int MEMBERS = 3;
  private static final int PRIMARY_GROUP = 3;

  /** The usual one: five seconds, and the accounts in {@code /etc}. */
  public static LocalMachine usual() {
    return new LocalMachine(5, Path.of("/etc"));
  }

  @Override
  public Optional<String> silence(SocketAddress socket) {
    try (SocketChannel channel =
        socket instanceof UnixDomainSocketAddress
            ? SocketChannel.open(StandardProtocolFamily.UNIX)
            : SocketChannel.open()) {
      CompletableFuture<Optional<String>> answer = new CompletableFuture<>();
      Thread asking = new Thread(() -> answer.complete(answer(channel, socket)), "doctor");
      asking.setDaemon(true);
      asking.start();
      return answer
          .completeOnTimeout(
              Optional.of("it does not answer within " + seconds + " seconds"),
              seconds,
              TimeUnit.SECONDS)
          .join();
    } catch (IOException e) {
      return Optional.of(why(e));
    }
  }

  /** Also ends when the channel is closed. */
  private static Optional<String> answer(SocketChannel channel, SocketAddress socket) {
    try {
      channel.connect(socket);
      channel.write(ByteBuffer.wrap(GREETING));
      ByteBuffer header = read(channel, HEADER);
      if (header.hasRemaining() || header.get(HEADER - 1) != 'O') {
        return Optional.of("the program there does not speak the milter protocol");
      }
      read(channel, Math.min(header.getInt(0) - 1, LONGEST_ANSWER));
      channel.write(ByteBuffer.wrap(FAREWELL));
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(why(e));
    }
  }

  /** So many octets, fewer if the connection ends before. */
  private static ByteBuffer read(SocketChannel channel, int octets) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(Math.max(octets, 0));
    int read = 0;
    while (buffer.hasRemaining() && read >= 0) {
      read = channel.read(buffer);
    }
    return buffer;
  }

  private static String why(IOException failure) {
    return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
  }

  @Override
  public Optional<String> denial(Path socket, String user) {
    try {
      Set<String> groups = groups(user);
      for (Path folder = socket.getParent(); folder != null; folder = folder.getParent()) {
        if (!may(folder, user, groups, OWNER_EXECUTE, GROUP_EXECUTE, OTHERS_EXECUTE)) {
          return Optional.of(rights(folder));
        }
      }
      return may(socket, user, groups, OWNER_WRITE, GROUP_WRITE, OTHERS_WRITE)
          ? Optional.empty()
          : Optional.of(rights(socket));
    } catch (IOException | UnsupportedOperationException e) {
      return Optional.empty();
    }
  }

  @Override
  public Optional<String> user(long pid) {
    return ProcessHandle.of(pid).flatMap(it -> it.info().user());
  }

  @Override
  public Optional<Path> providers() {
    return ProviderFolder.find(seconds);
  }

  @Override
  public boolean triesProviders(Path folder) {
    return ProviderFolder.given().equals(Optional.of(folder));
  }

  @Override
  public Optional<String> risk(Path folder) {
    return ProviderFolder.risk(folder);
  }

  /** As in the kernel, the first class that the user belongs to decides. */
  private static boolean may(
      Path file,
      String user,
      Set<String> groups,
      PosixFilePermission owner,
      PosixFilePermission group,
      PosixFilePermission others)
      throws IOException {
    PosixFileAttributes attributes = Files.readAttributes(file, PosixFileAttributes.class);
    PosixFilePermission needed =
        attributes.owner().getName().equals(user)
            ? owner
            : groups.contains(attributes.group().getName()) ? group : others;
    return attributes.permissions().contains(needed);
  }

  private static String rights(Path file) throws IOException {
    PosixFileAttributes attributes = Files.readAttributes(file, PosixFileAttributes.class);
    return file
        + " is "
        + PosixFilePermissions.toString(attributes.permissions())
        + " "
        + attributes.owner().getName()
        + ":"
        + attributes.group().getName();
  }

  /**
   * The names of the groups of a user, the primary one among them.
   *
   * @throws IOException if there is no such user
   */
  private Set<String> groups(String user) throws IOException {
    String primary =
        lines("passwd").stream()
            .filter(it -> it.get(0).equals(user) && it.size() > PRIMARY_GROUP)
            .map(it -> it.get(PRIMARY_GROUP))
            .findFirst()
            .orElseThrow(() -> new IOException("no user " + user));
    Set<String> groups = new HashSet<>();
    for (List<String> line : lines("group")) {
      if (line.size() > MEMBERS
          && (line.get(GROUP_ID).equals(primary)
              || List.of(line.get(MEMBERS).split(",")).contains(user))) {
        groups.add(line.get(GROUP_NAME));
      }
    }
    return groups;
  }

  private List<List<String>> lines(String file) throws IOException {
    return Files.readAllLines(accounts.resolve(file), StandardCharsets.ISO_8859_1).stream()
        .map(line -> List.of(line.split(":", -1)))
        .toList();
  }
}
