package dev.waxseal.milter;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Optional;
import java.util.Set;

/** The file that a Unix socket is to others. */
record SocketFile(UnixDomainSocketAddress address) {

  static ServerSocketChannel channel() throws IOException {
    return ServerSocketChannel.open(StandardProtocolFamily.UNIX);
  }

  /**
   * Removes the socket file that a killed daemon left behind.
   *
   * @throws IOException if it is not a socket, or a program listens on it
   */
  void clear() throws IOException {
    Path path = address.getPath();
    if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    if (!Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
        .isOther()) {
      throw new IOException("a file that is not a socket is in the way; it was left alone");
    }
    if (isServed()) {
      throw new IOException("another program listens on it");
    }
    Files.delete(path);
  }

  /** Sets the permissions of the socket file. */
  void allow(Optional<Set<PosixFilePermission>> mode) throws IOException {
    if (mode.isPresent()) {
      Files.setPosixFilePermissions(address.getPath(), mode.get());
    }
  }

  void remove() {
    try {
      Files.deleteIfExists(address.getPath());
    } catch (IOException e) {
      // The next daemon removes it.
    }
  }

  private boolean isServed() {
    try (SocketChannel probe = SocketChannel.open(address)) {
      return probe.isConnected();
    } catch (IOException e) {
      return false;
    }
  }
}
