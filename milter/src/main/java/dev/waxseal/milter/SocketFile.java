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
   * Takes away what a daemon that was killed has left.
   *
   * @throws IOException if there is something else, or somebody listens
   */
  void clear() throws IOException {
    Path path = address.getPath();
    if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    if (!Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
        .isOther()) {
      throw new IOException("there is a file that is no socket; it has been left alone");
    }
    if (isServed()) {
      throw new IOException("another program listens there");
    }
    Files.delete(path);
  }

  /** Lets only those connect who may. */
  void allow(Optional<Set<PosixFilePermission>> mode) throws IOException {
    if (mode.isPresent()) {
      Files.setPosixFilePermissions(address.getPath(), mode.get());
    }
  }

  void remove() {
    try {
      Files.deleteIfExists(address.getPath());
    } catch (IOException e) {
      // The next daemon takes it away.
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
